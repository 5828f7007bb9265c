import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { RegionHeader } from '../../../src/archive/simulator/header.js';
import { drawHeader } from '../../../src/archive/simulator/header.js';
import { viewpoint } from '../../../src/archive/simulator/viewpoint.js';

const anySeed = fc.maxSafeNat();
const headers = Array.from({ length: 3000 }, (_, number) => drawHeader(7, number, 14));

/** Chance leaves a frequency this near to its probability, 4 standard deviations. */
function near(probability: number, count: number): number {
  return 4 * Math.sqrt((probability * (1 - probability)) / count);
}

function part(of: readonly RegionHeader[], test: (header: RegionHeader) => boolean): number {
  return of.filter(test).length / of.length;
}

describe('a region header', () => {
  it('keeps every frame within 70° of the central meridian', () => {
    fc.assert(
      fc.property(anySeed, fc.nat(10_000), fc.integer({ min: 1, max: 40 }), (seed, number, steps) => {
        const header = drawHeader(seed, number, steps);
        for (let step = 0; step < steps; step++) {
          expect(Math.abs(viewpoint(header, step).longitude)).toBeLessThanOrEqual(70);
        }
      }),
    );
  });

  it('moves west by 13.2° a day, and mu with it', () => {
    fc.assert(
      fc.property(anySeed, fc.nat(1000), (seed, number) => {
        const header = drawHeader(seed, number, 14);
        const [first, last] = [viewpoint(header, 0), viewpoint(header, 13)];
        const days = (last.time - first.time) / (24 * 60);
        expect(days).toBeGreaterThan(2.8);
        expect(last.longitude - first.longitude).toBeCloseTo(13.2 * days, 9);
        const degree = Math.PI / 180;
        expect(last.mu).toBeCloseTo(
          Math.cos(last.longitude * degree) * Math.cos(header.latitude * degree),
          9,
        );
      }),
    );
  });

  it('is the same region however often it is looked at', () => {
    const [often, seldom] = [drawHeader(3, 5, 40), drawHeader(3, 5, 4)];
    expect({ ...often, steps: 0, cadence: 0 }).toEqual({ ...seldom, steps: 0, cadence: 0 });
    expect(often.cadence).toBeLessThan(seldom.cadence);
  });
});

describe('the headers of many regions', () => {
  it("obey Hale's law but for 7 %", () => {
    const lawful = (header: RegionHeader): boolean =>
      header.leadingPolarity === (header.latitude > 0 === (header.cycle === 24) ? -1 : 1);
    expect(Math.abs(part(headers, lawful) - 0.93)).toBeLessThan(near(0.93, headers.length));
  });

  it("obey Joy's law on average: tilts point to the equator, more so at high latitudes", () => {
    const tilts = (of: readonly RegionHeader[]): number =>
      of.reduce((sum, { tilt, latitude }) => sum + tilt * Math.sign(latitude), 0) / of.length;
    const high = headers.filter(({ latitude }) => Math.abs(latitude) > 20);
    const low = headers.filter(({ latitude }) => Math.abs(latitude) < 12);
    expect(tilts(low)).toBeGreaterThan(0);
    expect(tilts(high)).toBeGreaterThan(tilts(low));
  });

  it('have cycles and hemispheres as they come, and latitudes that near the equator', () => {
    expect(Math.abs(part(headers, ({ cycle }) => cycle === 24) - 0.72)).toBeLessThan(
      near(0.72, headers.length),
    );
    expect(Math.abs(part(headers, ({ latitude }) => latitude > 0) - 0.5)).toBeLessThan(
      near(0.5, headers.length),
    );
    const mean = (from: string, to: string): number => {
      const during = headers.filter(
        ({ start }) => start * 60_000 >= Date.parse(from) && start * 60_000 < Date.parse(to),
      );
      return during.reduce((sum, { latitude }) => sum + Math.abs(latitude), 0) / during.length;
    };
    expect(mean('2010-05-01', '2012-06-01')).toBeGreaterThan(mean('2015-06-01', '2019-01-01') + 4);
  });
});
