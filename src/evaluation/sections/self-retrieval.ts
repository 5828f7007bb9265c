import type { Archive } from '../../archive/archive.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { mean } from '../../numeric/statistics.js';
import { estimateOf } from '../estimate.js';
import { augment, drawAugmentation } from '../measures/augment.js';
import type { ReportCell, ReportTable } from '../report.js';
import { encoderAlone, find } from '../retrieval-methods.js';
import { pixelsOf, type ArchiveSample, type PatchSample } from '../samples.js';
import type { EvaluationContext, EvaluationSection } from '../section.js';

/** The metadata field that says which observations show the same object. */
const OBJECT = 'region';
const K = 5;

/** Whether an observation is found again from a disguised copy of itself. */
export const selfRetrieval: EvaluationSection = {
  name: 'self-retrieval',
  title: 'Augmented self-retrieval',
  run: async (context) => {
    const archive = await context.world.archive();
    const observed = await context.observed();
    const copies = disguised(observed, context);
    const found = await find(encoderAlone, copies, K, context);
    return { tables: [recallTable(found, observed.positions, archive, context)] };
  },
};

function disguised(observed: ArchiveSample, context: EvaluationContext): PatchSample {
  const stream = context.stream('augmentation');
  const pixels = new Float32Array(observed.pixels.length);
  for (let item = 0; item < observed.count; item++) {
    if (context.signal.aborted) fail('cancelled', {});
    pixelsOf({ count: observed.count, pixels }, item).set(
      augment(pixelsOf(observed, item), drawAugmentation(stream)),
    );
  }
  return { count: observed.count, pixels };
}

function recallTable(
  found: readonly (readonly number[])[],
  positions: readonly number[],
  archive: Archive,
  context: EvaluationContext,
): ReportTable {
  const object = (position: number) => archive.meta(position)[OBJECT] ?? archive.id(position);
  const row = (name: string, hits: readonly boolean[]): ReportCell[] => {
    const of = (rows: ArrayLike<number>) => mean(Float64Array.from(rows, (item) => Number(hits[item])));
    return [name, estimateOf(hits.length, of, context.stream('bootstrap'))];
  };
  return {
    title: 'Recall',
    note:
      `Of ${positions.length} observations, each turned by up to 20°, enlarged 0.8 to 1.2 times, moved by up to 10 ` +
      'pixels and mirrored north to south half of the time; searched by the encoder alone, with 95 % intervals.',
    columns: ['measure', 'value'].map((name) => ({ name })),
    rows: [
      row(
        'recall@1',
        found.map(([first], item) => first === positions[item]),
      ),
      row(
        `recall@${K}`,
        found.map((best, item) => best.includes(positions[item])),
      ),
      row(
        'same region@1',
        found.map(([first], item) => object(first) === object(positions[item])),
      ),
    ],
  };
}
