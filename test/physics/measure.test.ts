import { describe, expect, it } from 'vitest';
import { measureBatch, measureField } from '../../src/physics/measure.js';
import { parameterNamed, parameters } from '../../src/physics/parameters/index.js';
import { fieldOf, oraclePatches } from './support.js';

const names = parameters.map(({ name }) => name);

describe('parameters against numpy, scipy and scikit-image', () => {
  const patches = oraclePatches();

  it('has fixtures with a value and without one for what can be missing', () => {
    expect(patches.length).toBeGreaterThan(20);
    for (const name of ['PSEP', 'TILT', 'POLARITY', 'SIGMA', 'ALPHA']) {
      const missing = patches.filter(({ expected }) => Number.isNaN(expected[name]));
      expect(missing.length, name).toBeGreaterThan(0);
      expect(missing.length, name).toBeLessThan(patches.length - 5);
    }
  });

  it.each(patches)('$name', ({ field, expected }) => {
    expect(names).toEqual(Object.keys(expected));
    measureField(field, names).forEach((value, index) => {
      const oracle = expected[names[index]];
      if (Number.isNaN(oracle)) expect(value, names[index]).toBeNaN();
      else expect(Math.abs(value - oracle), names[index]).toBeLessThanOrEqual(1e-5 * Math.abs(oracle));
    });
  });
});

describe('measureBatch', () => {
  it('gives the rows that measureField gives, for the names asked for', () => {
    const [first, second] = oraclePatches();
    const pixels = Float32Array.from([...first.field.pixels, ...second.field.pixels]);
    const asked = ['PSEP', 'TUF'];
    const rows = [first, second].flatMap(({ field }) => [...measureField(field, asked)]);
    expect([...measureBatch(pixels, 2, 128, asked)]).toEqual(rows);
  });

  it('gives nothing for no items', () => {
    expect(measureBatch(new Float32Array(0), 0, 128, names)).toHaveLength(0);
  });
});

describe('measureField', () => {
  it('treats an unknown name as a bug of the caller', () => {
    expect(() =>
      measureField(
        fieldOf(2, () => 0),
        ['tuf'],
      ),
    ).toThrow('no built-in parameter is named tuf');
  });
});

describe('parameterNamed', () => {
  it('finds every parameter by its exact name only', () => {
    for (const parameter of parameters) expect(parameterNamed(parameter.name)).toBe(parameter);
    expect(parameterNamed('tuf')).toBeUndefined();
  });
});
