import type { Tfjs } from '../../engines/tfjs-layout.js';
import { compileNetwork } from '../../engines/tfjs-network.js';
import type { PatchSet } from '../common/patch-cache.js';
import { readPatch } from '../common/patch-cache.js';
import type { TrainedNetwork } from '../common/trained-network.js';

const PATCHES_MOST = 2048;
const CHUNK = 64;
const UPRIGHT = { sign: 1, northSouth: false, eastWest: false } as const;

/** A patch, by its place in the set, and its embedding. */
export interface EmbeddedPatch {
  readonly patch: number;
  readonly row: Float32Array;
}

/** Embeddings of the patches as they are, evenly thinned to 2,048 at most. */
export async function embedSome(
  tf: Tfjs,
  { network, weights }: TrainedNetwork,
  patches: PatchSet,
): Promise<readonly EmbeddedPatch[]> {
  const compiled = compileNetwork(tf, network, weights);
  const used = Math.min(patches.count, PATCHES_MOST);
  const area = patches.size ** 2;
  const embedded: EmbeddedPatch[] = [];
  for (let first = 0; first < used; first += CHUNK) {
    const many = Math.min(CHUNK, used - first);
    const chosen = Array.from({ length: many }, (_, i) => Math.floor(((first + i) * patches.count) / used));
    const pixels = new Float32Array(many * area);
    chosen.forEach((patch, i) =>
      readPatch(patches, patch, UPRIGHT, pixels.subarray(i * area, (i + 1) * area)),
    );
    const values = await compiled.run(pixels, many);
    const length = values.length / many;
    chosen.forEach((patch, i) => embedded.push({ patch, row: values.slice(i * length, (i + 1) * length) }));
  }
  compiled.dispose();
  return embedded;
}
