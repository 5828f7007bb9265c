import { fail } from '../../diagnostics/diagnostic.js';
import { mean, quantile } from '../../numeric/statistics.js';
import { createSession, evaluate } from '../../runtime/session.js';
import { itemsOf, type ItemInversion } from '../../runtime/values.js';
import { estimateOf } from '../estimate.js';
import type { ReportCell, ReportTable } from '../report.js';
import type { EvaluationContext, EvaluationSection } from '../section.js';
import { drawPositions } from '../samples.js';

/** Pictures inverted of each kind, as a share of the queries: each takes a second or more. */
const SHARE = 0.02;
/** Pictures between two reports of progress. */
const CHUNK = 4;

/** How near the pictures of the latents that `invert` finds come to what was asked for. */
export const inversion: EvaluationSection = {
  name: 'inversion',
  title: 'Inversion',
  run: async (context) => {
    const count = Math.max(2, Math.ceil(SHARE * context.queries));
    const archive = await context.world.archive();
    const ids = drawPositions(archive.size, count, context.stream('inversion')).map((position) =>
      archive.id(position),
    );
    const observed = chunked(ids).map((part) => `observe ${part.map((id) => `"${id}"`).join(' ')} | invert`);
    const start = performance.now();
    const residuals = await run('observations', observed, context);
    const seconds = (performance.now() - start) / 1000 / residuals.length;
    const generated = [`generate ${count} seed ${context.seed} | invert`];
    const own = await run('generated patches', generated, context);
    return {
      tables: [errorTable({ observations: residuals, 'generated patches': own }, context)],
      timings: [{ what: 'a picture', seconds }],
    };
  },
};

function chunked<T>(values: readonly T[]): T[][] {
  const count = Math.ceil(values.length / CHUNK);
  return Array.from({ length: count }, (_, part) => values.slice(part * CHUNK, (part + 1) * CHUNK));
}

/** Inverts as a script would, with the defaults of the verb. */
async function run(
  what: string,
  scripts: readonly string[],
  { world, engine, signal, progress }: EvaluationContext,
): Promise<ItemInversion[]> {
  const session = createSession({ world: world.directory, engine: engine.name });
  const found: ItemInversion[] = [];
  try {
    for (const [done, script] of scripts.entries()) {
      if (signal.aborted) fail('cancelled', {});
      progress(`inverting ${what}`, done, scripts.length);
      const value = await evaluate(session, script, { signal });
      found.push(...itemsOf(value!).map(({ inversion: one }) => one!));
    }
  } finally {
    await session.dispose();
  }
  return found;
}

function errorTable(
  kinds: Readonly<Record<string, readonly ItemInversion[]>>,
  context: EvaluationContext,
): ReportTable {
  const rows = Object.entries(kinds).map(([kind, inversions]): ReportCell[] => {
    const of = (read: (one: ItemInversion) => number) => {
      const values = inversions.map(read).filter((value) => !Number.isNaN(value));
      const meanAt = (chosen: ArrayLike<number>) => mean(Float64Array.from(chosen, (row) => values[row]));
      return estimateOf(values.length, meanAt, context.stream('bootstrap'));
    };
    const squares = Float64Array.from(inversions, ({ residual }) => residual ** 2).sort();
    return [
      kind,
      inversions.length,
      of(({ residual }) => residual ** 2),
      quantile(squares, 0.5),
      of(({ relative }) => relative),
      of(({ correlation }) => correlation),
    ];
  });
  const names = ['pictures', 'n', 'mean squared error', 'its median', 'relative residual', 'correlation'];
  return {
    title: 'Inversion error',
    note:
      'Of the render of the latent that `invert` finds with its defaults: mean squared difference of the pixels from ' +
      'those of the picture in kG², rms difference over rms field, correlation of the pixels; with 95 % intervals. What ' +
      'is left of observations is mostly what the generator cannot show; generated patches have a latent without error.',
    columns: names.map((name) => ({ name })),
    rows,
  };
}
