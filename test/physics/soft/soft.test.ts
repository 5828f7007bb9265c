import { describe, expect, it } from 'vitest';
import { dot, norm } from '../../../src/numeric/linear-algebra.js';
import { latentVector } from '../../../src/numeric/random.js';
import type { Field } from '../../../src/physics/field.js';
import { measureField } from '../../../src/physics/measure.js';
import { differentiate, softParameters } from '../../../src/physics/soft/index.js';

const SIZE = 32;
const names = softParameters.map(({ name }) => name);

/** Two blobs of opposite polarity on a rough background. */
function bipole(seed: number): Field {
  const noise = latentVector(seed, 0, SIZE * SIZE);
  const blob = (row: number, column: number, y: number, x: number) =>
    Math.exp(-((row - y) ** 2 + (column - x) ** 2) / 30);
  const pixels = Float32Array.from(noise, (value, index) => {
    const [row, column] = [Math.floor(index / SIZE), index % SIZE];
    return 0.08 * value + 0.7 * (blob(row, column, 12 + seed, 19) - blob(row, column, 18, 11));
  });
  return { pixels, size: SIZE };
}

const step = (field: Field, direction: Float64Array, by: number): Field => ({
  size: field.size,
  pixels: field.pixels.map((value, index) => value + by * direction[index]),
});

describe.each([1, 2, 3])('field %i', (seed) => {
  it.each(names)('%s has the gradient that finite differences have', (name) => {
    const field = bipole(seed);
    // Stops short of where a field changes its sign or another pixel becomes the largest nearby.
    const h = 3e-5;
    const [{ gradient }] = differentiate(field, [name]);
    for (let stream = 1; stream <= 4; stream++) {
      const direction = latentVector(seed, stream, SIZE * SIZE);
      const [ahead] = differentiate(step(field, direction, h), [name]);
      const [behind] = differentiate(step(field, direction, -h), [name]);
      const expected = (ahead.value - behind.value) / (2 * h);
      const error = Math.abs(dot(gradient, direction) - expected);
      expect(error / norm(gradient)).toBeLessThan(0.02);
    }
  });
});

it.each(names.filter((name) => name !== 'POLARITY'))('%s is close to the parameter', (name) => {
  const field = bipole(2);
  const [{ value }] = differentiate(field, [name]);
  const [hard] = measureField(field, [name]);
  expect(Math.abs(value - hard) / Math.abs(hard)).toBeLessThan(0.35);
});

it('gives the column separation the sign of the polarity', () => {
  const field = bipole(1);
  const negated = { ...field, pixels: field.pixels.map((value) => -value) };
  for (const one of [field, negated]) {
    const [{ value }] = differentiate(one, ['POLARITY']);
    expect(Math.sign(value)).toBe(measureField(one, ['POLARITY'])[0]);
  }
});
