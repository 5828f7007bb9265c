import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetaField } from '../../../src/archive/archive.js';
import { columnBuilder, loaded } from '../../../src/archive/store/packed-column.js';

const TYPES: readonly MetaField['type'][] = ['number', 'text', 'date', 'boolean'];
const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
const values = fc.oneof(
  fc.constantFrom(null, undefined, 0, NaN, Infinity, 2n ** 40n, '', 'ä', true, false),
  // A dictionary knows one zero.
  fc.double().map((value) => (value === 0 ? 0 : value)),
  fc.string({ unit: 'grapheme' }),
  dates,
);

describe('a column of metadata', () => {
  it('gives back whatever was put into it, whatever type its field has', () => {
    fc.assert(
      fc.property(fc.array(values), fc.constantFrom(...TYPES), (given, type) => {
        const builder = columnBuilder(type, given.length);
        for (const value of given) builder.add(value);
        const column = builder.finish();
        expect(given.map((_, position) => column.at(position))).toEqual(given.map(loaded));
        expect(column.at(given.length)).toBeNull();
      }),
    );
  });

  it('gives back thousands of different texts, some of them missing', () => {
    const texts = Array.from({ length: 6000 }, (_, index) => (index % 7 === 0 ? null : `ä ${index} 🌞`));
    const builder = columnBuilder('text', texts.length);
    for (const text of texts) builder.add(text);
    const column = builder.finish();
    expect(texts.map((_, position) => column.at(position))).toEqual(texts);
  });

  it('says dates as ISO 8601, with milliseconds only where there are some', () => {
    const builder = columnBuilder('date', 3);
    for (const value of [new Date(0), new Date(1), null]) builder.add(value);
    const column = builder.finish();
    expect([0, 1, 2].map((position) => column.at(position))).toEqual([
      '1970-01-01T00:00:00Z',
      '1970-01-01T00:00:00.001Z',
      null,
    ]);
  });
});
