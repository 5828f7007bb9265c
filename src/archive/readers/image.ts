import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { PixelScale } from '../../physics/field.js';
import type { Meta, SunPlace } from '../archive.js';
import type { MapGeometry } from '../regions/geometry.js';

/** A magnetogram as its file holds it: before clipping, resampling and the change to kilogauss. */
export interface RawImage {
  /** The file's name without its extension; images of a stack add their position: `patches[12]`. */
  readonly id: string;
  /** Row-major, `height` rows of `width` values, in gauss; NaN where the file has no value. */
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  /** What the first row of `values` is. FITS begins in the south, NPY, NPZ and PNG in the north. */
  readonly rowZero: 'north' | 'south';
  /** Size of a pixel on the Sun in Mm, where the file says it. */
  readonly scale?: PixelScale;
  /** Where a patch lies on the Sun, of an equal-area map whose header says it. */
  readonly place?: SunPlace;
  /** How the pixels lie on the Sun, of a full disk or a synoptic map whose header says it. */
  readonly geometry?: MapGeometry;
  readonly meta: Meta;
  /** All keywords of its header, as they stand there. */
  readonly keywords?: Meta;
  /** What is odd about the image without stopping anyone from using it. In a stack, each code is given once. */
  readonly warnings: readonly Diagnostic[];
}

/** What a reader may be told that a file cannot say itself. */
export interface ReadOptions {
  /** PNG: the field of white in G; black is its negative. Default 1000. */
  readonly scale?: number;
  /** PNG: the code that stands for 0 G, with one code a gauss (32768 for 16-bit files). Excludes `scale`. */
  readonly offset?: number;
  /** NPY, NPZ, FITS: how many gauss one stored unit is (1000 for kilogauss). Default: BUNIT, else 1. */
  readonly gaussPerUnit?: number;
}

/** One file format: recognised by its first bytes, decoded without touching the disk. */
export interface ImageFormat {
  readonly name: string;
  /** How names of such files end, without the dot: those that `giq archive create` takes from a folder. */
  readonly endings?: readonly string[];
  matches(bytes: Uint8Array): boolean;
  /**
   * @param file name of the file, for messages, ids and the metadata that SDO files carry in their names
   * @throws GiqError when the bytes are damaged or hold no image
   */
  decode(bytes: Uint8Array, file: string, options: ReadOptions): RawImage[];
}
