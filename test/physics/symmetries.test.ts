import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/physics/field.js';
import { measureField } from '../../src/physics/measure.js';
import { parameters } from '../../src/physics/parameters/index.js';
import { anyField, fieldOf, moved, scaled } from './support.js';

const names = parameters.map(({ name }) => name);

/** Equal up to rounding, both missing included. */
function expectClose(actual: number, expected: number, name: string): void {
  if (Number.isNaN(expected)) expect(actual, name).toBeNaN();
  else expect(Math.abs(actual - expected), name).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
}

/** That a change of the field changes the parameters as told, and leaves the others alone. */
function expectChange(
  change: (field: Field) => Field,
  expected: (before: Record<string, number>) => Record<string, number>,
  checked = names,
): void {
  const measure = (field: Field): Record<string, number> =>
    Object.fromEntries([...measureField(field, names)].map((value, index) => [names[index], value]));
  fc.assert(
    fc.property(anyField, (field) => {
      const before = measure(field);
      const after = measure(change(field));
      const all = { ...before, ...expected(before) };
      for (const name of checked) expectClose(after[name], all[name], name);
    }),
  );
}

/** SIGMA depends on which of two bins holds a value on their common edge, so a reflection of b may change it. */
const allButSigma = names.filter((name) => name !== 'SIGMA');

describe('symmetries of the parameters', () => {
  it('b → −b swaps TPF and TNF and turns NET, POLARITY and TILT', () => {
    expectChange(
      (field) => scaled(field, -1),
      ({ TPF, TNF, NET, POLARITY, TILT }) => ({
        TPF: TNF,
        TNF: TPF,
        NET: -NET,
        POLARITY: -POLARITY,
        TILT: -TILT,
      }),
      allButSigma,
    );
  });

  it('a mirror east-west turns POLARITY alone', () => {
    expectChange(
      (field) => moved(field, (row, column) => [row, field.size - 1 - column]),
      ({ POLARITY }) => ({ POLARITY: -POLARITY }),
    );
  });

  it('a mirror north-south turns TILT alone', () => {
    expectChange(
      (field) => moved(field, (row, column) => [field.size - 1 - row, column]),
      ({ TILT }) => ({ TILT: -TILT }),
    );
  });

  it('a transposition swaps the directions', () => {
    expectChange(
      (field) => moved(field, (row, column) => [column, row]),
      () => ({}),
      names.filter((name) => name !== 'TILT' && name !== 'POLARITY'),
    );
  });

  it('a periodic shift leaves the sums and the spectrum alone', () => {
    expectChange(
      (field) => moved(field, (row, column) => [(row + 5) % field.size, (column + 3) % field.size]),
      () => ({}),
      ['TUF', 'TPF', 'TNF', 'NET', 'AREA', 'SIGMA', 'ALPHA'],
    );
  });

  it('a factor of 1/2 scales what has no threshold and leaves ALPHA alone', () => {
    expectChange(
      (field) => scaled(field, 0.5),
      ({ TUF, GRAD, SIGMA }) => ({ TUF: TUF / 2, GRAD: GRAD / 2, SIGMA: SIGMA / 2 }),
      ['TUF', 'GRAD', 'SIGMA', 'ALPHA'],
    );
  });
});

describe('relations between the parameters', () => {
  it('keeps parts below wholes', () => {
    fc.assert(
      fc.property(anyField, (field) => {
        const [TUF, TPF, TNF, R, AREA] = measureField(field, ['TUF', 'TPF', 'TNF', 'R', 'AREA']);
        expect(TPF + TNF).toBeLessThanOrEqual(TUF * (1 + 1e-12));
        expect(R).toBeLessThanOrEqual(TUF * (1 + 1e-12));
        expect(AREA).toBeLessThanOrEqual(256);
      }),
    );
  });

  it('does not change R with field outside the reach of the inversion line', () => {
    const pair = (far: number): Field =>
      fieldOf(32, (row, column) => {
        if (row !== 10) return 0;
        return { 8: 0.5, 11: -0.4, 27: far }[column] ?? 0;
      });
    const [near] = measureField(pair(0), ['R']);
    expect(near).toBeCloseTo(900, 3);
    expect(measureField(pair(0.9), ['R'])[0]).toBe(near);
  });
});
