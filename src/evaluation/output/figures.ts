/** Two distributions as a small SVG: histograms above one another and, beside them, quantiles against quantiles. */
import { element } from '../../render/svg.js';
import { formatNumber } from '../../render/number.js';
import type { ReportDistribution } from '../report.js';

const SIDE = 150;
const GAP = 24;
const BOTTOM = 18;
const BINS = 24;

/** Shares of the values in equal steps between the 1st and the 99th percentile of both together. */
interface Histogram {
  readonly low: number;
  readonly high: number;
  /** One list a series. */
  readonly shares: readonly (readonly number[])[];
}

/** Colours come from the page's style sheet: classes `first`, `second`, `axis`. */
export function distributionSvg(distribution: ReportDistribution): string {
  const { name, unit, series } = distribution;
  const { low, high, shares } = histogramOf(series.map(({ quantiles }) => quantiles));
  const tallest = Math.max(...shares.flat());
  const width = 2 * SIDE + GAP;
  const label = unit ? `${name} [${unit}]` : name;
  const axis = (x: number, value: number, anchor: string) =>
    element(
      'text',
      { x, y: SIDE + BOTTOM - 4, class: 'tick', 'text-anchor': anchor },
      formatNumber(Number(value.toPrecision(2))),
    );
  return element(
    'svg',
    {
      viewBox: `0 0 ${width} ${SIDE + BOTTOM}`,
      role: 'img',
      'aria-label': `${label}, generated and archive`,
    },
    ...shares.map((values, index) => outline(values, tallest, index === 0 ? 'first' : 'second')),
    element('path', { d: `M0 ${SIDE}H${SIDE}`, class: 'axis' }),
    axis(0, low, 'start'),
    axis(SIDE, high, 'end'),
    quantilePlot(
      series.map(({ quantiles }) => quantiles),
      low,
      high,
    ),
  );
}

function histogramOf(series: readonly (readonly number[])[]): Histogram {
  const low = Math.min(...series.map((quantiles) => quantiles[1]));
  const high = Math.max(...series.map((quantiles) => quantiles.at(-2)!));
  const edges = Array.from({ length: BINS + 1 }, (_, edge) => low + ((high - low) * edge) / BINS);
  const shares = series.map((quantiles) =>
    edges.slice(1).map((edge, bin) => shareBelow(quantiles, edge) - shareBelow(quantiles, edges[bin])),
  );
  return { low, high, shares };
}

/** The cumulative distribution at a value, read off quantiles at equal shares; where many are equal, above them. */
function shareBelow(quantiles: readonly number[], value: number): number {
  const last = quantiles.length - 1;
  const next = quantiles.findIndex((quantile) => quantile > value);
  if (next < 0) return 1;
  if (next === 0) return 0;
  const step = quantiles[next] - quantiles[next - 1];
  return (next - 1 + (value - quantiles[next - 1]) / step) / last;
}

function outline(shares: readonly number[], tallest: number, style: string): string {
  const step = SIDE / BINS;
  const tops = shares.map((share, bin) => {
    const y = SIDE - (SIDE - 8) * (share / tallest);
    return `L${round(bin * step)} ${round(y)}L${round((bin + 1) * step)} ${round(y)}`;
  });
  return element('path', { d: `M0 ${SIDE}${tops.join('')}L${SIDE} ${SIDE}`, class: style });
}

/** A point a percent: archive across, generated upwards; on the diagonal where both agree. */
function quantilePlot(
  [generated, observed]: readonly (readonly number[])[],
  low: number,
  high: number,
): string {
  const place = (value: number) => SIDE * Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
  const points = generated
    .slice(1, -1)
    .map((value, index) => [place(observed[index + 1]), SIDE - place(value)])
    .map(([cx, cy]) => element('circle', { cx, cy, r: 1.5 }));
  return element(
    'g',
    { transform: `translate(${SIDE + GAP} 0)`, class: 'points' },
    element('path', { d: `M0 ${SIDE}L${SIDE} 0M0 0V${SIDE}H${SIDE}`, class: 'axis' }),
    ...points,
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
