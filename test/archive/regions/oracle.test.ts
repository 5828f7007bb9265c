import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { meridianPassage } from '../../../src/archive/regions/carrington.js';
import { components } from '../../../src/archive/regions/components.js';
import { project } from '../../../src/archive/regions/project.js';
import { smooth } from '../../../src/archive/regions/smooth.js';
import { ROOT } from '../../support/root.js';

interface Disk {
  readonly centre: [number, number];
  readonly step: [number, number];
  readonly rotation: number;
  readonly distance: number;
  readonly latitude: number;
  readonly points: readonly { at: [number, number]; pixel: [number, number, number] | null }[];
}

/** What test/oracles/regions.py writes. */
interface Oracle {
  readonly width: number;
  readonly height: number;
  readonly field: readonly number[];
  readonly threshold: number;
  readonly components: readonly { gap: number; round: boolean; cells: readonly (readonly number[])[] }[];
  readonly smoothed: readonly { sigma: [number, number]; round: boolean; values: readonly number[] }[];
  readonly disks: readonly Disk[];
  readonly passages: readonly { utc: string; rotation: number; longitude: number }[];
}

const oracle = JSON.parse(readFileSync(join(ROOT, 'test/oracles/regions.json'), 'utf8')) as Oracle;
const { width, height } = oracle;

describe('components', () => {
  it.each(oracle.components)('with gap $gap, round $round, are those of scipy', ({ gap, round, cells }) => {
    const mask = Uint8Array.from(oracle.field, (value) => Number(value > oracle.threshold));
    const found = components({ cells: mask, width, height, isRound: round }, gap);
    expect(found.sort((a, b) => a[0] - b[0])).toEqual([...cells].sort((a, b) => a[0] - b[0]));
  });
});

describe('smoothing', () => {
  it.each(oracle.smoothed)('by $sigma, round $round, is that of scipy', ({ sigma, round, values }) => {
    const grid = { values: Float64Array.from(oracle.field), width, height, isRound: round };
    const smoothed = smooth(grid, sigma).values;
    const picked = Array.from(smoothed).filter(
      (_, cell) => Math.floor(cell / width) % 6 === 0 && (cell % width) % 5 === 0,
    );
    expect(picked).toHaveLength(values.length);
    picked.forEach((value, index) => expect(value).toBeCloseTo(values[index], 9));
  });
});

describe('points of the Sun', () => {
  it.each(oracle.disks)('are at the pixels of numpy; rotated by $rotation', ({ points, ...disk }) => {
    for (const { at, pixel } of points) {
      const place = project({ longitude: at[0], latitude: at[1] }, { kind: 'disk', ...disk });
      if (pixel === null) expect(place).toBeUndefined();
      else {
        expect(place!.x).toBeCloseTo(pixel[0], 6);
        expect(place!.y).toBeCloseTo(pixel[1], 6);
        expect(place!.mu).toBeCloseTo(pixel[2], 9);
      }
    }
  });
});

describe('the passage of the central meridian', () => {
  it.each(oracle.passages)('at $utc', ({ utc, rotation, longitude }) => {
    const difference = Date.parse(meridianPassage(rotation, longitude)) - Date.parse(utc);
    // 0.002 days, as the formula promises, and the accuracy of its oracle.
    expect(Math.abs(difference)).toBeLessThan(0.004 * 86_400_000);
  });
});
