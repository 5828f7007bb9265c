/** How near inversions come on the embedded world: `npx vite-node bench/inversion.ts [patches] [starts] [steps]`. */
import { createSession, evaluate } from '../src/runtime/session.js';

const [patches, starts, steps] = [12, 4, 60].map((usual, index) => Number(process.argv[2 + index] ?? usual));
// An empty cache, so that times are those of searches.
process.env['XDG_CACHE_HOME'] = `/tmp/giq-bench-${process.pid}`;
const session = createSession();
const archive = await (await session.world()).archive();
const ids = Array.from({ length: patches }, (_, index) => {
  const position = Math.floor(((index + 0.5) * archive.size) / patches);
  return `"${archive.id(position)}"`;
});
const sources = {
  'generated patches': `generate ${patches} seed 777`,
  'observations of the archive': `observe ${ids.join(' ')}`,
};
await evaluate(session, 'generate seed 9 | invert steps=5');

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

for (const [title, source] of Object.entries(sources)) {
  const [began, used] = [performance.now(), process.cpuUsage()];
  const value = await evaluate(session, `${source} | invert starts=${starts} steps=${steps}`);
  if (value?.kind !== 'latents') throw new Error('latents are wanted');
  const inversions = value.items.map(({ inversion }) => inversion!);
  const squares = inversions.map(({ residual }) => residual ** 2).sort((a, b) => a - b);
  const lengths = value.items.map(({ latent }) => Math.hypot(...latent!));
  const seconds = (performance.now() - began) / 1000 / patches;
  const cpu = process.cpuUsage(used).user / 1e6 / patches;
  const names = inversions.map(({ start }) => start.split(' ')[0]);
  console.log(
    `${title}: mean squared error ${mean(squares).toFixed(5)} kG² (median ${squares[patches >> 1].toFixed(5)}, ` +
      `worst ${squares.at(-1)!.toFixed(5)}), correlation ${mean(inversions.map((one) => one.correlation)).toFixed(3)}, ` +
      `|z| ${mean(lengths).toFixed(1)}, ${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of processor) a patch; won: ` +
      [...new Set(names)].map((name) => `${name} ${names.filter((each) => each === name).length}`).join(', '),
  );
}
await session.dispose();
