import type { TopLevelSpec } from 'vega-lite';
import { fail } from '../../diagnostics/diagnostic.js';
import { pearson } from '../../numeric/statistics.js';
import { commonPower, nameWithUnit } from '../../render/figure/print-number.js';
import { countIn, roundEdges } from '../../render/figure/bins.js';
import {
  COLOURS,
  COLUMN,
  QUIET,
  SCHEMES,
  TYPE,
  type Box,
  type Figure,
  type Part,
} from '../../render/figure/index.js';
import { measured } from '../quantities.js';
import { expectMatches, type Item } from '../values.js';
import type { PlotKind } from './plot-kind.js';
import { quantityIn } from './series.js';

const SIDE = 150;
const MARGINAL = 32;
const MAIN: Box = { x: 40, y: 14 + MARGINAL + 3, width: SIDE, height: SIDE };
const ABOVE: Box = { ...MAIN, y: 14, height: MARGINAL };
const BESIDE: Box = { ...MAIN, x: MAIN.x + SIDE + 3, width: MARGINAL };

/** What is drawn: the same number of queries and of their matches, and of the whole archive where it is known. */
export interface JointNumbers {
  readonly name: string;
  readonly unit: string;
  readonly queries: readonly number[];
  readonly matches: readonly number[];
  readonly archive: readonly number[];
}

/** A parameter of queries against the same of their nearest matches: Fig. 9 of the paper. */
export const joint: PlotKind = {
  name: 'joint',
  summary: 'a parameter of queries against that of their nearest matches (Fig. 9)',
  accepts: ['matches'],
  fields: { least: 1, most: 1 },
  example: {
    script: 'generate 40 seed 1 | retrieve k=1 | plot joint TUF to "out/joint.svg"',
    note: 'how well flux is found again',
  },
  draw: async (value, { fields: [field] }, context) => {
    const both = expectMatches(value).queries.flatMap(({ query, matches }): [Item, Item][] =>
      matches.length > 0 ? [[query, matches[0].item]] : [],
    );
    const quantity =
      quantityIn(field) ??
      fail('nothing-to-plot', { plot: 'joint', lacks: 'parameter (metadata is not drawn)' });
    const [{ name, onPatch }] = await measured(both.flat(), [quantity], context);
    const column = (await context.world.archive()).parameter(name);
    const known = both
      .map((pair) => pair.map((item) => onPatch(item).value))
      .filter((pair) => !pair.some(Number.isNaN));
    if (known.length === 0) fail('nothing-to-plot', { plot: 'joint', lacks: 'pair of numbers' });
    return jointOf({
      name,
      unit: onPatch(both[0][0]).unit,
      queries: known.map(([query]) => query),
      matches: known.map(([, match]) => match),
      archive: Array.from(column ?? []).filter((each) => !Number.isNaN(each)),
    });
  },
};

/** A two-dimensional histogram with its marginals, and over them the archive, scaled to the same number. */
export function jointOf({ name, unit, queries, matches, archive }: JointNumbers): Figure {
  const power = commonPower([...queries, ...matches]);
  const scaled = (values: readonly number[]) => values.map((value) => value / 10 ** power);
  const [x, y, all] = [queries, matches, archive].map(scaled);
  const edges = roundEdges([...x, ...y], Math.min(30, Math.max(10, Math.round(4 * Math.cbrt(x.length)))));
  const domain = [edges[0], edges.at(-1)!];
  const title = (of: string) => nameWithUnit(`${name} of ${of}`, unit, power);
  const r = pearson(queries, matches);
  const fit = `${Number.isNaN(r) ? '' : `r = ${r.toFixed(2).replace('-', '−')}, `}n = ${x.length}`;
  return {
    title: `${name} of queries and of their nearest matches`,
    width: COLUMN,
    height: MAIN.y + SIDE + 32,
    parts: [
      mainChart(x, y, edges, domain, title),
      marginal(ABOVE, x, all, edges, domain, 'x'),
      marginal(BESIDE, y, all, edges, domain, 'y'),
      { kind: 'label', x: MAIN.x, y: 9, text: fit, colour: QUIET },
      ...(all.length > 0 ? archiveKey() : []),
    ],
  };
}

/** Cells that hold something, and the line where both are the same. */
function mainChart(
  x: readonly number[],
  y: readonly number[],
  edges: readonly number[],
  domain: readonly number[],
  title: (of: string) => string,
): Part {
  const cells = edges.slice(0, -1).flatMap((from, index) => {
    const to = edges[index + 1];
    const inside = y.filter((_, row) => x[row] >= from && x[row] < to);
    return countIn(edges, inside).map((bin) => ({
      x: from,
      x2: to,
      y: bin.from,
      y2: bin.to,
      count: bin.count,
    }));
  });
  const scale = { domain: [...domain], nice: false, zero: false };
  const legend = { ...LEGEND, title: 'pairs' };
  return {
    kind: 'chart',
    box: MAIN,
    spec: {
      data: { values: cells.filter(({ count }) => count > 0) },
      layer: [
        {
          mark: { type: 'rect' },
          encoding: {
            x: { field: 'x', type: 'quantitative', scale, title: title('queries'), axis: { tickCount: 5 } },
            x2: { field: 'x2' },
            y: { field: 'y', type: 'quantitative', scale, title: title('matches'), axis: { tickCount: 5 } },
            y2: { field: 'y2' },
            color: {
              field: 'count',
              type: 'quantitative',
              scale: { type: 'sqrt', scheme: SCHEMES.count, domainMin: 0 },
              legend,
            },
          },
        },
        {
          data: { values: domain.map((end) => ({ x: end, y: end })) },
          mark: { type: 'line', color: COLOURS.grey, strokeWidth: 0.7, strokeDash: [3, 2] },
          encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
        },
      ],
    },
  };
}

const LEGEND = {
  orient: 'none',
  legendX: SIDE + 6,
  legendY: -MARGINAL - 2,
  direction: 'horizontal',
  gradientLength: 40,
  gradientThickness: 5,
  titleFontSize: TYPE.small,
  titleFontWeight: 'normal',
  titlePadding: 2,
  labelFontSize: TYPE.small,
  tickCount: 2,
  format: 'd',
} as const;

type Along = 'x' | 'y';

/** Bars of one side and the archive's curve, without axes: those of the main chart are theirs. */
function marginal(
  box: Box,
  values: readonly number[],
  archive: readonly number[],
  edges: readonly number[],
  domain: readonly number[],
  along: Along,
): Part {
  const share = archive.length > 0 ? values.length / archive.length : 0;
  const whole = countIn(edges, archive);
  const bins = countIn(edges, values).map((bin, index) => ({
    ...bin,
    middle: (bin.from + bin.to) / 2,
    archive: whole[index].count * share,
  }));
  const scale = { domain: [...domain], nice: false, zero: false };
  const place = { type: 'quantitative', axis: null, scale } as const;
  const layer = [barsAlong(along, place), ...(share > 0 ? [curveAlong(along, place)] : [])];
  return { kind: 'chart', box, spec: { data: { values: bins }, view: { stroke: null }, layer } };
}

type Layer = Extract<TopLevelSpec, { layer: unknown[] }>['layer'][number];

function barsAlong(along: Along, place: object): Layer {
  const across = along === 'x' ? 'y' : 'x';
  return {
    mark: { type: 'rect', fill: COLOURS.sky, stroke: '#ffffff', strokeWidth: 0.3 },
    encoding: {
      [along]: { field: 'from', ...place },
      [`${along}2`]: { field: 'to' },
      [across]: { field: 'count', type: 'quantitative', axis: null },
      [`${across}2`]: { datum: 0 },
    },
  };
}

function curveAlong(along: Along, place: object): Layer {
  const orient = along === 'x' ? 'vertical' : 'horizontal';
  return {
    mark: { type: 'line', color: COLOURS.vermilion, strokeWidth: 1, orient },
    encoding: {
      [along]: { field: 'middle', ...place },
      [along === 'x' ? 'y' : 'x']: { field: 'archive', type: 'quantitative', axis: null },
      order: { field: 'middle', type: 'quantitative' },
    },
  };
}

function archiveKey(): Part[] {
  const right = MAIN.x + SIDE;
  return [
    { kind: 'line', from: [right - 62, 7], to: [right - 50, 7], colour: COLOURS.vermilion, width: 1 },
    { kind: 'label', x: right - 47, y: 9, text: 'whole archive', colour: QUIET, size: TYPE.label },
  ];
}
