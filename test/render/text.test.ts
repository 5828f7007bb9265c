import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pad, printable, truncate, widthOf, wrap } from '../../src/render/text.js';

const texts = fc.string({ unit: 'grapheme' });

test('truncate keeps short texts and marks cuts, wide characters counted', () => {
  expect(truncate('sim-00412', 9)).toBe('sim-00412');
  expect(truncate('sim-00412', 6)).toBe('sim-0…');
  expect(truncate('黒点黒点', 6)).toBe('黒点…');
  expect(truncate('黒点', 0)).toBe('');
});

test('truncate never exceeds the width', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 20 }), (text, width) => {
      expect(widthOf(truncate(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});

test('wrap breaks at spaces, loses no word that fits and never exceeds the width', () => {
  expect(wrap('shift TUF +3 keeping R', 12)).toEqual(['shift TUF +3', 'keeping R']);
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 8, max: 30 }), (parts, width) => {
      const lines = wrap(parts.join(' '), width);
      expect(lines.join(' ')).toBe(parts.join(' '));
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
    }),
  );
});

test('pad fills up to the width on either side', () => {
  expect(pad('黒', 4)).toBe('黒  ');
  expect(pad('7', 3, 'right')).toBe('  7');
});

test('printable leaves nothing that a terminal would obey', () => {
  expect(printable('a\u001b[31mb\r\nc\td')).toBe('a�[31mb c d');
});
