import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { simulatedArchive } from '../../src/archive/simulated-archive.js';
import { unitOf } from '../../src/parser/units.js';

const archive = simulatedArchive({ seed: 1 });
const anyPosition = fc.nat(archive.size - 1);

describe('the simulated archive', () => {
  it('has 660 regions of 14 steps unless told otherwise', () => {
    expect(archive.size).toBe(9240);
    expect(simulatedArchive({ seed: 1, regions: 3, steps: 2 }).size).toBe(6);
  });

  it('names its observations sim-RRRR-SS', () => {
    expect(archive.id(123 * 14 + 5)).toBe('sim-0123-05');
    expect(archive.id(0)).toBe('sim-0000-00');
  });

  it('finds every id again', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        expect(archive.position(archive.id(position))).toBe(position);
      }),
    );
  });

  it.each([
    'sim-0660-00',
    'sim-0000-14',
    'sim-123-05',
    'sim-00123-05',
    'sim-0123-5',
    'SIM-0123-05',
    'AR 11158',
    '',
  ])('does not know %j', (id) => expect(archive.position(id)).toBe(-1));
});

describe('its metadata', () => {
  it('are of the types and values that its fields say', () => {
    const types = { number: 'number', text: 'string', date: 'string', boolean: 'boolean' };
    fc.assert(
      fc.property(anyPosition, (position) => {
        const meta = archive.meta(position);
        expect(Object.keys(meta)).toEqual(archive.fields.map(({ name }) => name));
        for (const { name, type, values } of archive.fields) {
          expect(typeof meta[name]).toBe(types[type]);
          if (values) expect(values).toContain(meta[name]);
        }
      }),
    );
  });

  it('have units of the language', () => {
    for (const { unit } of archive.fields) if (unit) expect(unitOf(unit)?.name).toBe(unit);
  });

  it('tell where, when and that it is simulated', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        const meta = archive.meta(position);
        expect(meta).toMatchObject({
          id: archive.id(position),
          region: Math.floor(position / 14),
          step: position % 14,
        });
        expect(meta.simulated).toBe(true);
        expect(meta.hemisphere).toBe(Number(meta.lat) > 0 ? 'north' : 'south');
        expect(String(meta.date)).toMatch(/^20(1\d|2[0-5])-\d\d-\d\dT\d\d:\d\d:00Z$/);
        expect(Math.abs(Number(meta.lon))).toBeLessThanOrEqual(75);
      }),
    );
  });

  it('follow one another within a region: 13.2° a day', () => {
    for (let position = 15; position < 28; position++) {
      const [before, after] = [archive.meta(position - 1), archive.meta(position)];
      const days = (Date.parse(String(after.date)) - Date.parse(String(before.date))) / 86_400_000;
      expect(days).toBeGreaterThan(0);
      expect(Number(after.lon) - Number(before.lon)).toBeCloseTo(13.2 * days, 1);
    }
  });
});

describe('its patches and columns', () => {
  it('are the same whatever was asked before', async () => {
    const small = { seed: 5, regions: 8, steps: 2 };
    const [forwards, backwards] = [simulatedArchive(small), simulatedArchive(small)];
    const positions = Array.from({ length: 16 }, (_, position) => position);
    const ahead = await Promise.all(positions.map((position) => forwards.patch(position)));
    const back = await Promise.all(positions.toReversed().map((position) => backwards.patch(position)));
    expect(back.toReversed()).toEqual(ahead);
  });

  it('have the scale that the metadata say', async () => {
    const { scale } = await archive.patch(40);
    expect((scale?.width ?? 0) * 128).toBeCloseTo(Number(archive.meta(40).width_mm), 0);
    expect((scale?.height ?? 0) * 128).toBeCloseTo(Number(archive.meta(40).height_mm), 0);
  });

  it('hand out what was given', () => {
    const columns = new Map([['TUF', Float64Array.of(1, 2)]]);
    const withColumns = simulatedArchive({ seed: 1, regions: 1, steps: 2, columns });
    expect(withColumns.parameter('TUF')).toEqual(Float64Array.of(1, 2));
    expect(withColumns.parameter('R')).toBeUndefined();
  });
});

describe('simulatedArchive', () => {
  it('refuses positions and counts that make no sense', async () => {
    for (const position of [-1, 9240, 0.5, NaN]) {
      expect(() => archive.meta(position)).toThrow(RangeError);
      await expect(archive.patch(position)).rejects.toThrow(RangeError);
    }
    expect(() => simulatedArchive({ seed: 1, regions: 0 })).toThrow(RangeError);
    expect(() => simulatedArchive({ seed: 1, steps: 5000 })).toThrow(RangeError);
  });
});
