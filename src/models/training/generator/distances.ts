import { ksDistance } from '../../../numeric/kolmogorov-smirnov.js';
import { latentVector } from '../../../numeric/random.js';
import { measureBatch } from '../../../physics/measure.js';
import { compileNetwork } from '../../engines/tfjs-network.js';
import type { Tfjs } from '../../engines/tfjs-layout.js';
import { AS_IT_IS, readPatch, type PatchSet } from '../common/patch-cache.js';
import type { TrainedNetwork } from '../common/trained-network.js';
import { columnsOf } from '../columns.js';

/** What a course of training is watched by. A mode that is lost shows in one of them. */
const WATCHED = ['TUF', 'TPF', 'TNF', 'R', 'PSEP', 'TILT', 'POLARITY', 'AREA', 'SIGMA', 'GRAD'] as const;
/** Patches of each side: two samples of one distribution then differ by less than .085 in 95 of 100 cases. */
const COUNT = 512;
/** Patches rendered at a time. */
const CHUNK = 32;
/** Seed of the latents: always the same, and others than those of directions. */
const SEED = 29;

/** Kolmogorov–Smirnov distances of parameters, generated patches against those of the archive. */
export type Distances = Readonly<Record<string, number>>;

/** Measures patches spread over the archive once; then, for a generator, how far its patches are from them. */
export function watchDistances(
  patches: PatchSet,
): (tf: Tfjs, generator: TrainedNetwork) => Promise<Distances> {
  const { size } = patches;
  const count = Math.min(COUNT, patches.count);
  const measuring = measured(count, size, (first, pixels) => {
    const area = size * size;
    for (let i = 0; i * area < pixels.length; i++) {
      const place = Math.floor(((first + i) * patches.count) / count);
      readPatch(patches, place, AS_IT_IS, pixels.subarray(i * area, (i + 1) * area));
    }
  });
  return async (tf, { network, weights }) => {
    const real = await measuring;
    const compiled = compileNetwork(tf, network, weights);
    const [dimension] = network.input;
    const generated = await measured(COUNT, size, async (first, pixels) => {
      const items = pixels.length / (size * size);
      const latents = Array.from({ length: items }, (_, i) => [...latentVector(SEED, first + i, dimension)]);
      pixels.set(await compiled.run(Float32Array.from(latents.flat()), items));
    });
    compiled.dispose();
    return Object.fromEntries(
      WATCHED.map((name) => {
        const distance = ksDistance({ values: generated.get(name)! }, { values: real.get(name)! });
        return [name, Math.round(distance * 1000) / 1000];
      }),
    );
  };
}

/** Watched parameters of patches that `fill` writes chunk by chunk, in raw units. */
async function measured(
  count: number,
  size: number,
  fill: (first: number, pixels: Float32Array) => Promise<void> | void,
): Promise<ReadonlyMap<string, Float64Array>> {
  const values = new Float64Array(count * WATCHED.length);
  for (let first = 0; first < count; first += CHUNK) {
    const items = Math.min(CHUNK, count - first);
    const pixels = new Float32Array(items * size * size);
    await fill(first, pixels);
    values.set(measureBatch(pixels, items, size, WATCHED), first * WATCHED.length);
  }
  return columnsOf(values, WATCHED);
}
