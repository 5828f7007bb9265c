import { open } from 'node:fs/promises';
import { readBytes } from '../readers/file.js';
import type { ReadOptions } from '../readers/index.js';
import { decodeUnjudged, isHdf5 } from '../readers/index.js';
import { npy } from '../readers/npy.js';
import { openHdf5 } from './hdf5.js';
import { openNpy } from './npy.js';
import { stackOf, type ImageStack, type StackOptions } from './stack.js';

export type { ImageStack, StackOptions } from './stack.js';

/**
 * Opens a file of any format that giq reads as a stack of images, which need not be magnetograms. HDF5 and NPY files are
 * read an image at a time, all others as a whole.
 *
 * @throws GiqError when the file is missing, damaged or of another format
 */
export async function openStack(path: string, options: StackOptions & ReadOptions): Promise<ImageStack> {
  const start = await firstBytes(path);
  if (isHdf5(start)) return openHdf5(path, options);
  if (npy.matches(start)) return openNpy(path, options);
  return stackOf(decodeUnjudged(await readBytes(path), path, options));
}

/** Nothing where the file cannot be read: whoever reads it as a whole says why. */
async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return new Uint8Array();
  try {
    const bytes = new Uint8Array(16);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0).catch(() => ({ bytesRead: 0 }));
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
