import { unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';
import { fail, GiqError } from '../../diagnostics/diagnostic.js';
import type { ImageFormat, RawImage, ReadOptions } from './image.js';
import { mostDecompressed } from './limits.js';
import { decodeNpy } from './npy.js';
import { parseNpyHeader } from './npy-header.js';

export const npz: ImageFormat = {
  name: 'NPZ',
  endings: ['npz'],
  matches: (bytes) => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04',
  decode: decodeNpz,
};

/**
 * Decodes the first array of an NPZ file that is an image or a stack of images; see decodeNpy. Row 0 is north.
 *
 * @throws GiqError when the zip is damaged or no array is an image
 */
export function decodeNpz(bytes: Uint8Array, file: string, options: ReadOptions = {}): RawImage[] {
  const arrays = unzipArrays(bytes, file);
  const seen: string[] = [];
  for (const [name, array] of Object.entries(arrays)) {
    const { shape } = parseNpyHeader(array, file);
    if (shape.length === 2 || shape.length === 3) return decodeNpy(array, file, options);
    seen.push(`\`${name}\` of shape [${shape.join(', ')}]`);
  }
  const found = seen.length > 3 ? `${seen.length} arrays of other shapes` : seen.join(' and ');
  return fail('no-image', { file, found: found || 'no arrays' });
}

function unzipArrays(bytes: Uint8Array, file: string): Record<string, Uint8Array> {
  const limit = mostDecompressed(bytes.length);
  let total = 0;
  const isArray = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!name.endsWith('.npy')) return false;
    total += originalSize;
    if (total > limit) fail('file-damaged', { file, problem: `\`${name}\` announces ${originalSize} bytes` });
    return true;
  };
  try {
    return unzipSync(bytes, { filter: isArray });
  } catch (error) {
    if (error instanceof GiqError) throw error;
    return fail('file-damaged', {
      file,
      problem: `its zip archive cannot be unpacked (${(error as Error).message})`,
    });
  }
}
