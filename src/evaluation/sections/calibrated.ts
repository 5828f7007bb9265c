import { latentVector } from '../../numeric/random.js';
import { ask, REQUESTS, summarise, type Request, type RequestSummary } from '../calibrated-requests.js';
import type { ReportTable } from '../report.js';
import type { EvaluationContext, EvaluationSection } from '../section.js';

/** Requests of each kind, as a share of the queries: 200 of 1,000. */
const SHARE = 0.2;

/** How well calibrated shifts meet what is asked of them. */
export const calibrated: EvaluationSection = {
  name: 'calibrated',
  title: 'Calibrated shifts',
  run: async (context) => {
    const summaries: RequestSummary[] = [];
    for (const request of REQUESTS) summaries.push(await answer(request, context));
    return {
      tables: [requestTable(summaries), driftTable(summaries)],
      timings: REQUESTS.map(({ title }, index) => ({
        what: `${title}, median query`,
        seconds: summaries[index].medianSeconds,
      })),
    };
  },
};

async function answer(request: Request, context: EvaluationContext): Promise<RequestSummary> {
  const { world, engine, seed, queries, signal, progress } = context;
  const count = Math.ceil(SHARE * queries);
  const answers = await ask(request, {
    generator: await world.generator(engine),
    statistics: await world.statistics(),
    latent: (item) => latentVector(seed, item, world.manifest.generator.latent),
    ...{ count, signal },
    onAnswer: (done) => progress(request.title, done, count),
  });
  return summarise(answers);
}

function requestTable(summaries: readonly RequestSummary[]): ReportTable {
  const names = ['request', 'n', 'within 2 %', 'all goals', 'kept within 5 %', 'mean leakage', 'steps'];
  return {
    title: 'Requests',
    note:
      'Each keeps the other two of TUF, R and PSEP, the flip all three. In range: the target lies between the 1st and ' +
      'the 99th percentile of generated patches. A flip is met when the measured polarity has changed its sign. ' +
      'Mean leakage: the mean over kept parameters of the next table.',
    columns: names.map((name) => ({ name })),
    rows: summaries.map(({ answers, met, reached, quiet, leakage, steps }, index) => [
      REQUESTS[index].title,
      answers,
      met,
      reached,
      quiet,
      leakage.reduce((sum, value) => sum + value, 0) / leakage.length,
      steps,
    ]),
  };
}

function driftTable(summaries: readonly RequestSummary[]): ReportTable {
  return {
    title: 'What happens to the kept parameters',
    note:
      'Drift: mean |change| in standard deviations of generated patches. Leakage: drift over the mean |change| of the ' +
      'requested parameter in its standard deviations (of the column separation, in those of PSEP, for the flip).',
    columns: ['request', 'kept', 'drift', 'leakage', 'median relative change'].map((name) => ({ name })),
    rows: summaries.flatMap(({ drifts, leakage, relativeDrifts }, index) =>
      drifts.map((drift, k) => [
        REQUESTS[index].title,
        REQUESTS[index].names[k + 1],
        drift,
        leakage[k],
        relativeDrifts[k],
      ]),
    ),
  };
}
