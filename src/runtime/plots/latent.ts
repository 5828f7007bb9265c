import { signedDistance, project2d } from '../../latent/hyperplane.js';
import type { Direction } from '../../latent/direction.js';
import type { Patch } from '../../physics/field.js';
import { barBeside, captionBelow, titleAbove } from '../../render/figure/layout.js';
import {
  COLOURS,
  INK,
  PAGE,
  TYPE,
  type Box,
  type Figure,
  type Part,
  type Point,
} from '../../render/figure/index.js';
import { directionOf } from '../directions.js';
import { patchesOf } from '../imaging.js';
import { measure, rawValue } from '../measuring.js';
import { expectItems } from '../values.js';
import { atMost } from './limits.js';
import type { PlotKind } from './plot-kind.js';
import { captionOfSeries, parameterFields, seriesOfItems } from './series.js';

const MOST = 1000;
const THUMBNAILS = 14;
const ZOOMS = 2;
const THUMB = 25;
const MAIN: Box = { x: 38, y: 16, width: 272, height: 216 };
const ZOOM = { x: 326, side: 70, gap: 5, tops: [26, 134] } as const;
const SIDES = { above: COLOURS.vermilion, below: COLOURS.blue } as const;

/** One latent on the plane, with what is known of its picture. */
export interface LatentPoint {
  readonly at: Point;
  /** From the hyperplane, in latent units. */
  readonly distance: number;
  /** Whether the measured parameter is above the median that the hyperplane was trained on. */
  readonly above: boolean;
  readonly patch: Patch;
  readonly caption: string;
}

/** Latents on the plane in which the hyperplane is a line: Fig. 4 of the paper. */
export const latent: PlotKind = {
  name: 'latent',
  summary: 'latents in two dimensions, the hyperplane of a parameter as a line (Fig. 4)',
  accepts: ['latents'],
  fields: { least: 1, most: 1, directed: true },
  example: {
    script: 'generate 60 seed 1 | plot latent TUF to "out/latent.svg"',
    note: 'sixty latents and the hyperplane of their flux',
  },
  needs: ([parameter]) => [{ kind: 'direction', parameter }],
  draw: async (value, { fields: [{ field: name }] }, context) => {
    const direction = directionOf(name, await context.world.directions());
    const items = atMost(expectItems(value), MOST, { plot: 'latent', what: 'latents' }, context);
    await measure(items, [name], context);
    const patches = await patchesOf(items, context);
    const [series] = await seriesOfItems(items, parameterFields(name), context);
    const points = items.map((item, index): LatentPoint => ({
      at: project2d(item.latent!, direction),
      distance: signedDistance(item.latent!, direction),
      above: rawValue(item, name) > direction.threshold,
      patch: patches[index],
      caption: captionOfSeries(series, index),
    }));
    return latentOf(points, direction);
  },
};

/** The plane with thumbnails at the left, both extremes enlarged at the right. */
export function latentOf(points: readonly LatentPoint[], direction: Direction): Figure {
  const place = placing(points);
  const order = [...points].sort((a, b) => a.distance - b.distance);
  const extremes = [order.slice(-ZOOMS).reverse(), order.slice(0, ZOOMS)];
  const right = points.filter(({ above, distance }) => above === distance > 0).length / points.length;
  const share = `${Math.round(100 * right)} % of ${points.length} latents lie on the side of their label`;
  return {
    title: `Latents and the hyperplane of ${direction.parameter}`,
    width: PAGE,
    height: MAIN.y + MAIN.height + 32,
    parts: [
      planeChart(points, direction, place),
      ...thumbnails(points, place),
      { kind: 'label', x: MAIN.x, y: MAIN.y - 5, text: share },
      ...zooms(extremes[0], `highest ${direction.parameter}`, ZOOM.tops[0], SIDES.above),
      ...zooms(extremes[1], `lowest ${direction.parameter}`, ZOOM.tops[1], SIDES.below),
      ...key(direction.parameter),
      barBeside(ZOOM.x + 2 * ZOOM.side + ZOOM.gap, ZOOM.tops[0], ZOOM.tops[0] + ZOOM.side),
    ],
  };
}

interface Placing {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  readonly at: (point: Point) => Point;
}

/** The range of the points with room for thumbnails around them. */
function placing(points: readonly LatentPoint[]): Placing {
  const range = (axis: 0 | 1): readonly [number, number] => {
    const values = points.map(({ at }) => at[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = 0.09 * (high - low) || 1;
    return [low - room, high + room];
  };
  const [x, y] = [range(0), range(1)];
  const at = ([first, second]: Point): Point => [
    MAIN.x + ((first - x[0]) / (x[1] - x[0])) * MAIN.width,
    MAIN.y + ((y[1] - second) / (y[1] - y[0])) * MAIN.height,
  ];
  return { x, y, at };
}

function planeChart(points: readonly LatentPoint[], { normal, bias }: Direction, { x, y }: Placing): Part {
  const line = x.map((z1) => ({ z1, z2: -(bias + normal[0] * z1) / normal[1] }));
  const axis = (field: string, title: string, domain: readonly number[]) => ({
    field,
    title,
    type: 'quantitative' as const,
    scale: { domain: [...domain], nice: false, zero: false },
  });
  return {
    kind: 'chart',
    box: MAIN,
    spec: {
      data: { values: points.map(({ at, above }) => ({ z1: at[0], z2: at[1], above })) },
      encoding: { x: axis('z1', 'z₁′ = z₁', x), y: axis('z2', 'z₂′ = Σ nᵢzᵢ / n₂,  i ≥ 2', y) },
      layer: [
        {
          mark: { type: 'circle', size: points.length > 200 ? 7 : 14, opacity: 0.7 },
          encoding: {
            color: {
              field: 'above',
              type: 'nominal',
              legend: null,
              scale: { domain: [true, false], range: [SIDES.above, SIDES.below] },
            },
          },
        },
        { data: { values: line }, mark: { type: 'line', color: INK, strokeWidth: 1.2, clip: true } },
      ],
    },
  };
}

/** Pictures of points that lie far from one another: the outermost first, then whatever is farthest from those. */
function thumbnails(points: readonly LatentPoint[], { at }: Placing): Part[] {
  const chosen: { readonly point: LatentPoint; readonly at: Point }[] = [];
  const places = points.map((point) => ({ point, at: at(point.at) }));
  const nearest = (place: Point) =>
    Math.min(
      ...chosen.map((other) => Math.max(Math.abs(other.at[0] - place[0]), Math.abs(other.at[1] - place[1]))),
    );
  places.sort((a, b) => Math.abs(b.point.distance) - Math.abs(a.point.distance));
  while (chosen.length < Math.min(THUMBNAILS, places.length)) {
    const next = places.reduce((best, each) => (nearest(each.at) > nearest(best.at) ? each : best));
    if (chosen.length > 0 && nearest(next.at) < THUMB + 2) break;
    chosen.push(next);
  }
  return chosen.map(({ point, at: [x, y] }) => ({
    kind: 'picture',
    box: { x: x - THUMB / 2, y: y - THUMB / 2, width: THUMB, height: THUMB },
    field: point.patch,
    frame: { colour: point.above ? SIDES.above : SIDES.below, width: 1 },
  }));
}

function zooms(points: readonly LatentPoint[], title: string, top: number, colour: string): Part[] {
  return points.flatMap(({ patch, caption }, index): Part[] => {
    const x = ZOOM.x + index * (ZOOM.side + ZOOM.gap);
    const box = { x, y: top, width: ZOOM.side, height: ZOOM.side };
    const heading = index === 0 ? [titleAbove(box, title, { weight: 'bold', size: TYPE.label, colour })] : [];
    const frame = { colour, width: 1.2 };
    return [{ kind: 'picture', box, field: patch, frame }, ...captionBelow(box, [caption]), ...heading];
  });
}

function key(parameter: string): Part[] {
  const y = MAIN.y + MAIN.height + 18;
  const entries = [
    { text: `${parameter} above the median`, fill: SIDES.above },
    { text: 'below it', fill: SIDES.below },
  ];
  const dots = entries.flatMap(({ text, fill }, index): Part[] => [
    { kind: 'dot', at: [ZOOM.x + 3 + index * 108, y - 2.2], radius: 2.2, fill, stroke: fill },
    { kind: 'label', x: ZOOM.x + 8 + index * 108, y, text, size: TYPE.small },
  ]);
  const from: Point = [ZOOM.x, y + 8];
  return [
    ...dots,
    { kind: 'line', from, to: [from[0] + 10, from[1]], colour: INK, width: 1.2 },
    { kind: 'label', x: from[0] + 14, y: from[1] + 2, text: 'hyperplane', size: TYPE.small },
  ];
}
