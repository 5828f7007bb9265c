import { stat } from 'node:fs/promises';
import type { Dataset, Group } from 'h5wasm/node';
import { diagnose, fail, GiqError } from '../../diagnostics/diagnostic.js';
import { stemOf } from '../readers/file-name.js';
import type { RawImage } from '../readers/image.js';
import { checkCount, checkDimensions } from '../readers/limits.js';
import type { SynopticGeometry } from '../regions/geometry.js';
import type { Hdf5Dataset } from './hdf5-datasets.js';
import { chooseDataset, imageDatasets } from './hdf5-datasets.js';
import { mapGeometry, rotationOf } from './hdf5-map.js';
import type { ImageStack, StackOptions } from './stack.js';

/** The bytes that every HDF5 file begins with. */
export const HDF5_SIGNATURE = '\x89HDF\r\n\x1a\n';

/** From attributes such as `unit = 'Gauss'`: how many gauss one stored number is. */
const GAUSS_PER: Readonly<Record<string, number>> = { g: 1, gauss: 1, kg: 1000, mt: 10, t: 10_000 };

/** Numbers that are read at a time. */
const BAND = 2 ** 22;

/** An open data set, cut into images. */
interface Layout {
  readonly data: Hdf5Dataset;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Of maps of the whole Sun, where scales beside the data say how they lie on it. */
  readonly geometry?: SynopticGeometry;
}

/**
 * Opens an HDF5 file as a stack: a data set [height, width], [images, height, width] or [images, 1, height, width], or with
 * `plane` one channel of [channels, height, width] or [images, channels, height, width]. Row 0 is north unless it is told.
 * Pixels are read a picture at a time by the library (libhdf5 in WebAssembly), whatever the size of the file.
 *
 * @throws GiqError `file-damaged`, `no-image`, `dataset-ambiguous`, `dataset-missing`
 */
export async function openHdf5(path: string, options: StackOptions = {}): Promise<ImageStack> {
  const library = await import('h5wasm/node');
  // Without it, the library prints its stack of errors.
  (await library.ready).activate_throwing_error_handler();
  const { size } = await stat(path);
  const file = guarded(path, () => new library.File(path, 'r'));
  try {
    const layout = guarded(path, () => {
      const data = chooseDataset(imageDatasets(file, library.Dataset), path, options.dataset);
      const plain = layoutOf(data, path, size, options.plane);
      const geometry = geometryBeside(data, file, library, plain);
      return { ...plain, ...(geometry && { geometry }) };
    });
    return {
      count: layout.count,
      read: async (position) => guarded(path, () => readPlane(layout, position, path, options)),
      close: async () => void file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The library's own classes, which come with it when it is loaded. */
interface Kinds {
  readonly Group: typeof Group;
  readonly Dataset: typeof Dataset;
}

/** Scales are looked for in the group of the data. */
function geometryBeside(
  { path }: Hdf5Dataset,
  file: Group,
  { Group: isGroup, Dataset: isDataset }: Kinds,
  { height, width }: Layout,
): SynopticGeometry | undefined {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const group = folder === '' ? file : file.get(folder);
  return group instanceof isGroup ? mapGeometry(group, isDataset, [height, width]) : undefined;
}

function layoutOf(data: Hdf5Dataset, file: string, bytes: number, plane: number | undefined): Layout {
  const shape = data.shape ?? [];
  const [height, width] = shape.slice(-2);
  const leading = shape.slice(0, -2);
  const channels = plane === undefined ? 1 : (leading.pop() ?? 1);
  const axes =
    plane === undefined && leading.length === 2 && leading[1] === 1 ? leading.slice(0, 1) : leading;
  if (shape.length < 2 || axes.length > 1 || (plane ?? 0) >= channels)
    fail('no-image', { file, found: `an array of shape [${shape.join(', ')}]` });
  const count = axes[0] ?? 1;
  checkDimensions(file, width, height, bytes);
  checkCount(file, count, width * height, bytes);
  return { data, count, height, width };
}

function readPlane(
  { data, count, height, width, geometry }: Layout,
  position: number,
  file: string,
  { plane, rowZero = 'north', gaussPerUnit }: StackOptions,
): RawImage {
  const leading = (data.shape ?? []).slice(0, -2);
  const channel = plane ?? 0;
  const place = leading.length === 2 ? [position, channel] : leading.length === 0 ? [] : [plane ?? position];
  const values = readBands(data, place, height, width);
  const unit = gaussPerUnit ?? unitOf(data);
  if (unit !== 1) values.forEach((value, index) => (values[index] = value * unit));
  const stem = stemOf(file);
  const id = count === 1 ? stem : `${stem}[${position}]`;
  const plain = { id, values, width, height, rowZero, meta: {}, warnings: [] };
  return geometry ? asMap(plain, geometry, file) : plain;
}

/** The same image, known to be a map: its scale says which end is north. */
function asMap(image: RawImage, geometry: SynopticGeometry, file: string): RawImage {
  const { width, height } = image;
  const rotation = rotationOf(stemOf(file));
  return {
    ...image,
    geometry,
    rowZero: geometry.latitudeStep < 0 ? 'north' : 'south',
    meta: rotation === undefined ? {} : { cr: rotation },
    warnings: [diagnose('looks-synoptic', { file, width, height })],
  };
}

/** The library copies what it reads several times, so large images are read a few rows at a time. */
function readBands(data: Hdf5Dataset, place: readonly number[], height: number, width: number): Float32Array {
  const values = new Float32Array(height * width);
  const rows = Math.max(1, Math.floor(BAND / width));
  for (let row = 0; row < height; row += rows) {
    const end = Math.min(row + rows, height);
    const leading = place.map((at): [number, number] => [at, at + 1]);
    values.set(numbersOf(data.slice([...leading, [row, end], [0, width]])), row * width);
  }
  return values;
}

function numbersOf(output: unknown): ArrayLike<number> {
  if (!ArrayBuffer.isView(output)) throw new Error('its numbers are of a type that is not read');
  return output instanceof BigInt64Array || output instanceof BigUint64Array
    ? Array.from(output, Number)
    : (output as Float32Array);
}

function unitOf({ attrs }: Hdf5Dataset): number {
  const unit = attrs['unit']?.value ?? attrs['units']?.value ?? attrs['BUNIT']?.value;
  return typeof unit === 'string' ? (GAUSS_PER[unit.toLowerCase()] ?? 1) : 1;
}

/** What the library throws is damage of the file. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GiqError) throw error;
    const problem = String((error as Error).message)
      .split('\n')[0]
      .slice(0, 200);
    return fail('file-damaged', { file, problem: `the HDF5 library says: ${problem}` });
  }
}
