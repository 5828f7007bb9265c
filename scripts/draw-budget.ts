/**
 * Draws docs/images/budget.png from worlds/solar-sim/budget.csv, what each stage of the generator's training reached:
 * `npx vite-node scripts/draw-budget.ts`.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { figurePng, figureSvg, PAGE, TYPE, type Figure, type Part } from '../src/render/figure/index.js';

const [TABLE, TARGET] = ['worlds/solar-sim/budget.csv', 'docs/images/budget.png'];
const [LEFT, TOP, WIDE, HIGH, BETWEEN] = [40, 28, 178, 170, 72];
const DOTS_AN_INCH = 200;

interface Row {
  readonly figure: string;
  readonly parameter: string;
  readonly thousand: number;
  /** What is wanting, over what may be wanting: 1 and less meet the aim. */
  readonly share: number;
}

const readRow = (row: Record<string, string>): Row => {
  const [value, aim] = [Number(row.value), Number(row.aim)];
  const isAccuracy = row.figure.startsWith('accuracy');
  const share = isAccuracy ? (1 - value) / (1 - aim) : value / aim;
  return { figure: row.figure, parameter: row.parameter, thousand: Number(row.thousand_passes), share };
};

/** Ends of lines that would lie on one another are named a little apart, in factors. */
const APART = 1.13;

/** The last value of each parameter, and where its name stands. */
function namesOf(rows: readonly Row[], last: number) {
  let lowest = 0;
  return rows
    .filter(({ thousand }) => thousand === last)
    .sort((one, other) => one.share - other.share)
    .map((row) => ({ ...row, share: (lowest = Math.max(row.share, lowest * APART)) }));
}

const x = {
  field: 'thousand',
  type: 'quantitative' as const,
  title: 'image passes of the generator (thousands)',
  scale: { zero: false, nice: false },
};
const y = {
  field: 'share',
  type: 'quantitative' as const,
  scale: { type: 'log' as const, domain: [0.2, 4] },
  axis: { values: [0.2, 0.5, 1, 2, 4], format: 'g' },
};

function panel(rows: readonly Row[], figure: string, title: string, wanting: string, index: number): Part[] {
  // The leading polarity is distributed as it should be from the first stage on, far below all others.
  const values = rows.filter((row) => row.figure === figure && row.share > 0.2);
  const last = Math.max(...values.map(({ thousand }) => thousand));
  const color = {
    field: 'parameter',
    type: 'nominal' as const,
    legend: null,
    scale: { scheme: 'tableau20' as const },
  };
  const left = LEFT + index * (WIDE + BETWEEN);
  return [
    { kind: 'label', x: left, y: TOP - 8, text: title, weight: 'bold', size: TYPE.title },
    {
      kind: 'chart',
      box: { x: left, y: TOP, width: WIDE, height: HIGH },
      spec: {
        data: { values },
        encoding: { x, y: { ...y, title: wanting } },
        layer: [
          {
            mark: { type: 'rule', strokeDash: [3, 3], color: '#555555' },
            encoding: { x: {}, y: { datum: 1 } },
          },
          { mark: { type: 'line', point: { size: 14 }, strokeWidth: 1.2 }, encoding: { color } },
          {
            data: { values: namesOf(values, last) },
            mark: { type: 'text', align: 'left', dx: 5, fontSize: TYPE.label, clip: false },
            encoding: { text: { field: 'parameter' }, color },
          },
        ],
      },
    },
  ];
}

const rows = parse<Record<string, string>>(await readFile(TABLE), { columns: true }).map(readRow);
const figure: Figure = {
  title: 'What the stages of the generator’s training reached, over what is aimed at',
  width: PAGE,
  height: TOP + HIGH + 36,
  parts: [
    ...panel(rows, 'accuracy of direction', 'directions', '(1 − accuracy) / (1 − aim)', 0),
    ...panel(rows, 'KS to the archive', 'distributions', 'KS distance / aim', 1),
  ],
};
await writeAtomically(TARGET, await figurePng(await figureSvg(figure, []), DOTS_AN_INCH));
