import { gunzipSync } from 'node:zlib';
import { fail } from '../../diagnostics/diagnostic.js';
import { readBytes } from './file.js';
import { fits } from './fits/index.js';
import { refuseForeign } from './foreign.js';
import { HDF5_SIGNATURE, openHdf5 } from '../stacks/hdf5.js';
import type { ImageFormat, RawImage, ReadOptions } from './image.js';
import { jpeg } from './jpeg.js';
import { mostDecompressed } from './limits.js';
import { npy } from './npy.js';
import { npz } from './npz.js';
import { judgeMagnetogram } from './plausible.js';
import { png } from './png.js';

export type { ImageFormat, RawImage, ReadOptions } from './image.js';

/** The formats that giq reads. A new one is one file beside this and one entry here. */
export const FORMATS: readonly ImageFormat[] = [fits, npy, npz, png, jpeg];

/**
 * Reads the magnetograms of a file: FITS (plain or tile-compressed), NPY, NPZ, PNG or JPEG, each also inside gzip, or HDF5.
 *
 * The format is recognised by content; the name matters only for ids and for metadata that JSOC puts into it.
 *
 * @returns one image, or as many as a stack [images, height, width] holds; native size, in gauss
 * @throws GiqError when the file is missing, unreadable, damaged, of another format, or no magnetogram
 */
export async function readImage(path: string, options: ReadOptions = {}): Promise<RawImage[]> {
  const bytes = await readBytes(path);
  return isHdf5(bytes)
    ? withJudgement(await readHdf5(path, options), path)
    : decodeImages(bytes, path, options);
}

/** Whether a file that begins with these bytes is for the HDF5 library, which reads from disk and not from memory. */
export function isHdf5(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, HDF5_SIGNATURE.length)).toString('latin1') === HDF5_SIGNATURE;
}

async function readHdf5(path: string, options: ReadOptions): Promise<RawImage[]> {
  const stack = await openHdf5(path, options);
  try {
    const images: RawImage[] = [];
    for (let position = 0; position < stack.count; position++) images.push(await stack.read(position));
    return images;
  } finally {
    await stack.close();
  }
}

/** Does what readImage does for bytes that are already there. `file` names them in messages, ids and metadata. */
export function decodeImages(bytes: Uint8Array, file: string, options: ReadOptions = {}): RawImage[] {
  return withJudgement(decodeUnjudged(bytes, file, options), file);
}

/** The images of a file, whether they can be magnetograms or not: of a stack, one may be and another not. */
export function decodeUnjudged(bytes: Uint8Array, file: string, options: ReadOptions = {}): RawImage[] {
  const content = isGzip(bytes) ? gunzip(bytes, file) : bytes;
  const format = FORMATS.find((each) => each.matches(content)) ?? refuse(content, file);
  return format.decode(content, file, options);
}

/** Judges every image; what many images of a stack share is said once, by the first. */
function withJudgement(images: readonly RawImage[], file: string): RawImage[] {
  const said = new Set<string>();
  return images.map((image, position) => {
    const name = images.length === 1 ? file : `${file}[${position}]`;
    const warnings = [...image.warnings, ...judgeMagnetogram(image, name)].filter(
      ({ code }) => !said.has(code),
    );
    warnings.forEach(({ code }) => said.add(code));
    return { ...image, warnings };
  });
}

function refuse(bytes: Uint8Array, file: string): never {
  const names = [...FORMATS.map(({ name }) => name), 'HDF5'];
  refuseForeign(bytes, file, `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(bytes: Uint8Array, file: string): Uint8Array {
  const maxOutputLength = mostDecompressed(bytes.length);
  try {
    return gunzipSync(bytes, { maxOutputLength });
  } catch (error) {
    return fail('file-damaged', {
      file,
      problem: `its gzip data cannot be unpacked (${(error as Error).message})`,
    });
  }
}
