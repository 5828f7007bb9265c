/** A small report with one of everything. */
import type { EvaluationReport } from '../../src/evaluation/report.js';

const quantiles = (from: number) => Array.from({ length: 101 }, (_, percent) => from + percent / 100);

export const report: EvaluationReport = {
  format: 1,
  giq: '0.0.0',
  world: { name: 'toy', hash: 'abc'.repeat(20), simulated: true },
  engine: 'none',
  random: 'philox4x32-10/1',
  seed: 3,
  queries: 10,
  sections: [
    {
      name: 'first',
      title: 'What was done',
      state: 'done',
      tables: [
        {
          title: 'Figures',
          note: 'Of <ten> patches.',
          columns: [{ name: 'measure' }, { name: 'value', unit: 'kG' }],
          rows: [
            ['one', 0.5],
            ['two', { value: 0.25, low: 0.125, high: 0.375 }],
            ['three', null],
            ['four', NaN],
          ],
        },
      ],
      distributions: [
        {
          name: 'TUF',
          unit: 'G px',
          series: [
            { name: 'generated', quantiles: quantiles(0) },
            { name: 'archive', quantiles: quantiles(0.5) },
          ],
        },
      ],
      timings: [
        { what: 'the whole section', seconds: 1.25 },
        { what: 'a query', seconds: 0.0125 },
      ],
    },
    { name: 'second', title: 'What was not', state: 'left-out', reason: 'the world has none' },
  ],
};
