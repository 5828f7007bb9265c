import type { Field } from '../../../src/physics/field.js';

/** Two spots of opposite polarity in noise, all made of a number. */
export function fieldOf(seed: number, size = 32): Field {
  const pixels = Float32Array.from({ length: size * size }, (_, index) => {
    const [x, y] = [index % size, Math.floor(index / size)];
    const spot = (atX: number) => Math.exp(-((x - atX) ** 2 + (y - size / 2) ** 2) / size);
    const noise = 0.02 * Math.sin(12.9898 * (index + 1) * seed);
    return 1.2 * spot(size / 4) - 1.2 * spot((3 * size) / 4) + noise;
  });
  return { pixels, size };
}
