import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitOf, units } from '../../src/parser/units.js';
import { measureField } from '../../src/physics/measure.js';
import type { Parameter } from '../../src/physics/parameter.js';
import { parameterNamed, parameters } from '../../src/physics/parameters/index.js';
import { fromRaw, quantities, rawUnitOf, toRaw, unitsOf } from '../../src/physics/quantity.js';
import { unitsByDimension } from '../../src/physics/unit.js';
import { fieldOf } from './support.js';

const named = (name: string): Parameter => parameterNamed(name)!;
const square = { scale: { width: 2, height: 2 } };

describe('units', () => {
  const physical = Object.values(unitsByDimension)
    .flat()
    .filter(({ name }) => name !== '');

  it.each(physical)('$name means the same as in the language', ({ name, factor }) => {
    expect(unitOf(name)).toMatchObject({ name, factor });
  });

  it('cover every unit of the language that is not relative', () => {
    const absolute = units.filter(({ dimension }) => dimension !== 'percent' && dimension !== 'deviation');
    expect(new Set(physical.map(({ name }) => name))).toEqual(new Set(absolute.map(({ name }) => name)));
  });
});

describe('toRaw', () => {
  it('converts what the language can say', () => {
    expect(toRaw(named('TUF'), 4e22, 'Mx', square)).toBeCloseTo(1e6, 6);
    expect(toRaw(named('TUF'), 4e14, 'Wb', square)).toBeCloseTo(1e6, 6);
    expect(toRaw(named('R'), 3, 'kG px')).toBe(3000);
    expect(toRaw(named('PSEP'), 60, 'Mm', square)).toBe(30);
    expect(toRaw(named('PSEP'), 60_000, 'km', square)).toBeCloseTo(30, 12);
    expect(toRaw(named('AREA'), 400, 'Mm²', square)).toBe(100);
    expect(toRaw(named('AREA'), 500, 'px²')).toBe(500);
    expect(toRaw(named('TILT'), Math.PI, 'rad')).toBeCloseTo(180, 12);
    expect(toRaw(named('SIGMA'), 3, 'mT')).toBe(30);
    expect(toRaw(named('POLARITY'), -1, '')).toBe(-1);
  });

  it('is missing where it requires a scale that is not known', () => {
    expect(toRaw(named('TUF'), 1e22, 'Mx')).toBeNaN();
    expect(toRaw(named('PSEP'), 1, 'Mm', { scale: { width: 1, height: 2 } })).toBeNaN();
    expect(toRaw(named('PSEP'), 1, 'Mm', { scale: { width: 1, height: 2 }, tilt: NaN })).toBeNaN();
  });

  it('treats a unit of another dimension as a bug of the caller', () => {
    expect(() => toRaw(named('TUF'), 1, 'deg')).toThrow('TUF cannot be given in deg');
    expect(() => toRaw(named('TUF'), 1, '')).toThrow('TUF cannot be given in a pure number');
  });

  it('is undone by fromRaw', () => {
    const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
    const geometry = fc.record({
      scale: fc.record({ width: positive, height: positive }),
      tilt: fc.double({ min: -90, max: 90, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...parameters), positive, geometry, (parameter, value, known) => {
        for (const { name } of unitsOf(parameter)) {
          const back = fromRaw(parameter, toRaw(parameter, value, name, known), name, known);
          expect(back / value).toBeCloseTo(1, 12);
        }
      }),
    );
  });
});

describe('quantities', () => {
  it('shows fluxes in Mx where the scale is known, with G px beside', () => {
    expect(quantities(named('TUF'), 1000, square)).toEqual({
      value: 4e19,
      unit: 'Mx',
      also: [{ value: 1000, unit: 'G px' }],
    });
    expect(quantities(named('TUF'), 1000)).toEqual({ value: 1000, unit: 'G px', also: [] });
  });

  it('shows lengths and areas in pixels, with Mm beside', () => {
    expect(quantities(named('PSEP'), 10, square)).toEqual({
      value: 10,
      unit: 'px',
      also: [{ value: 20, unit: 'Mm' }],
    });
    expect(quantities(named('AREA'), 10, square).also).toEqual([{ value: 40, unit: 'Mm²' }]);
    expect(quantities(named('TILT'), 10, square)).toEqual({ value: 10, unit: 'deg', also: [] });
  });

  it('keeps a missing value missing in every unit', () => {
    expect(quantities(named('PSEP'), NaN, square)).toEqual({
      value: NaN,
      unit: 'px',
      also: [{ value: NaN, unit: 'Mm' }],
    });
  });
});

describe('PSEP in Mm', () => {
  it('is measured along its own direction where pixels are not square', () => {
    const field = fieldOf(32, (row, column) => {
      if (row === 20 && column === 4) return -0.6;
      return row === 8 && column === 9 ? 0.6 : 0;
    });
    const [separation, tilt] = measureField(field, ['PSEP', 'TILT']);
    const inMegametres = fromRaw(named('PSEP'), separation, 'Mm', { scale: { width: 3, height: 0.5 }, tilt });
    expect(inMegametres).toBeCloseTo(Math.hypot(5 * 3, 12 * 0.5), 9);
  });
});

describe('rawUnitOf', () => {
  it('is in gauss, pixels and degrees', () => {
    expect(parameters.map((parameter) => `${parameter.name} ${rawUnitOf(parameter)}`.trim())).toEqual([
      'TUF G px',
      'TPF G px',
      'TNF G px',
      'R G px',
      'PSEP px',
      'TILT deg',
      'POLARITY',
      'AREA px²',
      'NET G px',
      'SIGMA G',
      'ALPHA',
      'GRAD G/px',
    ]);
  });
});
