import { describe, expect, it } from 'vitest';
import { measureField } from '../../src/physics/measure.js';
import { fieldOf } from './support.js';

const measure = (name: string, field: ReturnType<typeof fieldOf>): number => measureField(field, [name])[0];

describe('degenerate patches', () => {
  const empty = fieldOf(16, () => 0);
  const constant = fieldOf(16, () => 0.3);

  it('has sums of 0 where nothing is there to add, and no directions', () => {
    for (const name of ['TUF', 'TPF', 'TNF', 'R', 'NET', 'AREA', 'GRAD']) {
      expect(measure(name, empty), name).toBe(0);
    }
    for (const name of ['PSEP', 'TILT', 'POLARITY', 'SIGMA', 'ALPHA']) {
      expect(measure(name, empty), name).toBeNaN();
    }
  });

  it('has no shape where the field is constant', () => {
    expect(measure('AREA', constant)).toBe(256);
    expect(measure('SIGMA', constant)).toBeNaN();
    expect(measure('ALPHA', constant)).toBeNaN();
    expect(measure('PSEP', constant)).toBeNaN();
  });

  it('has no ALPHA where a wavenumber carries no power', () => {
    const stripes = fieldOf(16, (_, column) => (column % 2 === 0 ? 0.5 : -0.5));
    expect(measure('ALPHA', stripes)).toBeNaN();
  });
});

describe('patches at the edge of a definition', () => {
  it('counts a pixel of exactly 150 G to neither polarity', () => {
    const exactly = fieldOf(16, () => 0.15);
    const above = fieldOf(16, () => -0.151);
    expect(measure('AREA', exactly)).toBe(0);
    expect(measure('AREA', above)).toBe(256);
  });

  it('has no leading polarity where the centroids are above each other, and no tilt where they coincide', () => {
    const above = fieldOf(16, (row, column) => (column === 5 ? ({ 2: 0.7, 9: -0.3 }[row] ?? 0) : 0));
    expect(measure('POLARITY', above)).toBeNaN();
    expect(measure('TILT', above)).toBeCloseTo(90, 9);
    expect(measure('PSEP', above)).toBeCloseTo(7, 9);
    const around = fieldOf(16, (row, column) => {
      if (row !== 8) return 0;
      return { 4: 0.4, 6: -0.4, 10: -0.4, 12: 0.4 }[column] ?? 0;
    });
    expect(measure('PSEP', around)).toBeCloseTo(0, 9);
    expect(measure('TILT', around)).toBeNaN();
  });
});
