import { fail } from '../diagnostics/diagnostic.js';
import { observationsOf, type Manifest } from './manifest.js';
import type { Thumbnails } from './retrieval/thumbnails.js';
import { readSafetensors } from './safetensors.js';
import { lacking } from './world-parts.js';

/** Name of the tensor [observations, side, side] in the file of thumbnails. */
export const THUMBNAILS = 'thumbnails';

/** Reads the small pictures of a world's archive; throws `world-lacks`, `tensors-damaged`. */
export async function readThumbnails(
  manifest: Manifest,
  readBytes: (file: string) => Promise<Uint8Array>,
): Promise<Thumbnails> {
  const file = manifest.index?.thumbnails ?? lacking(manifest, 'thumbnails');
  const tensor = readSafetensors(await readBytes(file), file).tensors.get(THUMBNAILS);
  const [size, height, width] = tensor?.shape ?? [];
  const expected = observationsOf(manifest);
  if (tensor?.data instanceof Int8Array && size === expected && height === width)
    return { pixels: tensor.data, side: width };
  const found = tensor ? `${tensor.type} of ${tensor.shape.join(' × ')}` : 'no such tensor';
  return fail('tensors-damaged', { file, found, expected: `${THUMBNAILS}, I8 of ${expected} squares` });
}
