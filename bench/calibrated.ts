/** How well calibrated shifts meet requests on the embedded world: `npx vite-node bench/calibrated.ts [requests] [seed]`. */
import { ask, REQUESTS, summarise } from '../src/evaluation/calibrated-requests.js';
import { openEngine } from '../src/models/engines/index.js';
import { openWorld } from '../src/models/world.js';
import { latentVector } from '../src/numeric/random.js';

const count = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 2026);

const world = await openWorld('solar-sim');
const options = {
  generator: await world.generator(await openEngine('onnx')),
  statistics: await world.statistics(),
  latent: (item: number) => latentVector(seed, item, world.manifest.generator.latent),
  count,
  signal: new AbortController().signal,
};
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

for (const request of REQUESTS) {
  const { answers, met, reached, drifts, relativeDrifts, medianSeconds, steps } = summarise(
    await ask(request, options),
  );
  const kept = drifts.map(
    (drift, k) => `${request.names[k + 1]} ${drift.toFixed(3)} sd (median ${percent(relativeDrifts[k])})`,
  );
  console.log(
    `${request.title}: n ${answers}, within 2 % ${percent(met)}, all goals ${percent(reached)}, ` +
      `drift ${kept.join(', ')}, median ${(1000 * medianSeconds).toFixed(0)} ms, ${steps.toFixed(1)} steps`,
  );
}
world.dispose();
