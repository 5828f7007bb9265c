import {
  CATEGORIES,
  COLOURS,
  PAGE,
  QUIET,
  TYPE,
  type Box,
  type Figure,
  type Part,
} from '../../render/figure/index.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Meta } from '../../archive/archive.js';
import { expectMatches } from '../values.js';
import { evenly } from './limits.js';
import type { PlotKind } from './plot-kind.js';

const BOX: Box = { x: 40, y: 20, width: PAGE - 50, height: 128 };
/** Observations of the archive that are drawn behind. */
const BACKGROUND = 700;

/** When and at which latitude something was observed. */
export interface Sighting {
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  readonly latitude: number;
}

export interface MatchSighting extends Sighting {
  readonly query: string;
  readonly rank: number;
}

/** Matches over the dates of the archive. */
export const timeline: PlotKind = {
  name: 'timeline',
  summary: 'when and at which latitude the matches were observed, over the whole archive',
  accepts: ['matches'],
  fields: { least: 0, most: 0 },
  example: {
    script: 'generate 3 seed 1 | retrieve k=5 distinct region | plot timeline to "out/timeline.svg"',
    note: 'five regions for each of three queries',
  },
  draw: async (value, _given, context) => {
    const archive = await context.world.archive();
    const positions = Array.from({ length: archive.size }, (_, position) => position);
    const all = evenly(positions, BACKGROUND).flatMap((position) => sightingOf(archive.meta(position)) ?? []);
    const matches = expectMatches(value).queries.flatMap(({ query, matches: found }) =>
      found.flatMap(({ item, rank }) => {
        const sighting = sightingOf(item.meta);
        return sighting ? [{ ...sighting, query: query.id, rank }] : [];
      }),
    );
    if (matches.length === 0)
      fail('nothing-to-plot', { plot: 'timeline', lacks: 'match with a date and a latitude' });
    return timelineOf(matches, all);
  },
};

function sightingOf({ date, lat }: Meta): Sighting | undefined {
  if (typeof date !== 'string' || typeof lat !== 'number') return undefined;
  const time = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(date) ? date : `${date}Z`);
  return Number.isNaN(time) ? undefined : { time, latitude: lat };
}

/** The butterfly of the archive in grey, matches on it, the colour by query where there are few. */
export function timelineOf(matches: readonly MatchSighting[], archive: readonly Sighting[]): Figure {
  const queries = [...new Set(matches.map(({ query }) => query))];
  const isFew = queries.length <= CATEGORIES.length;
  const range = isFew ? CATEGORIES.slice(0, queries.length) : queries.map(() => COLOURS.blue);
  return {
    title: 'When and where the matches were observed',
    width: PAGE,
    height: BOX.y + BOX.height + 32,
    parts: [
      {
        kind: 'chart',
        box: BOX,
        spec: {
          data: { values: [...archive] },
          encoding: {
            x: {
              field: 'time',
              type: 'temporal',
              title: 'date of observation',
              scale: { type: 'utc' },
              axis: { tickCount: 10, format: '%Y' },
            },
            y: { field: 'latitude', type: 'quantitative', title: 'latitude [deg]' },
          },
          layer: [
            { mark: { type: 'circle', size: 5, color: '#c4c4c4', opacity: 1 } },
            {
              data: { values: [...matches] },
              mark: { type: 'circle', size: 30, opacity: 0.9, stroke: '#ffffff', strokeWidth: 0.5 },
              encoding: {
                color: { field: 'query', type: 'nominal', scale: { domain: queries, range }, legend: null },
              },
            },
          ],
        },
      },
      ...key(isFew ? queries : [], range, matches.length),
    ],
  };
}

function key(queries: readonly string[], colours: readonly string[], count: number): Part[] {
  const entries = [
    ...queries.map((text, index) => ({ text, colour: colours[index] })),
    { text: 'archive', colour: '#c4c4c4' },
  ];
  return [
    ...entries.flatMap(({ text, colour }, index): Part[] => {
      const x = BOX.x + 4 + index * 70;
      return [
        { kind: 'dot', at: [x, BOX.y - 7.2], radius: 2.4, fill: colour, stroke: colour },
        { kind: 'label', x: x + 5, y: BOX.y - 5, text, size: TYPE.label },
      ];
    }),
    {
      kind: 'label',
      x: BOX.x + BOX.width,
      y: BOX.y - 5,
      text: `${count} matches`,
      anchor: 'end',
      colour: QUIET,
    },
  ];
}
