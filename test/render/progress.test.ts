import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { formatDuration, progressLine } from '../../src/render/progress.js';

const training = { label: 'training', done: 420, total: 1000, elapsed: 30, unit: 'patches' };

test('label, bar, percentage, rate and time left; less where there is less room', () => {
  const lines = [80, 44, 30, 16].map((columns) => progressLine(training, { columns, plain: true }));
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    training  ############..................   42%  14 patches/s  41 s left
    training  #######..........   42%  41 s left
    training  #####.........   42%
    training   42%
    "
  `);
});

test('without a total it counts', () => {
  const reading = { label: 'reading', done: 30, elapsed: 60, unit: 'files' };
  expect(progressLine(reading, { columns: 80 })).toBe('reading  30  30 files/min');
});

test('the end has no time left, the start no rate', () => {
  expect(progressLine({ ...training, done: 1000 }, { columns: 30, plain: true })).toBe(
    'training  ##############  100%',
  );
  expect(progressLine({ ...training, done: 0 }, { columns: 30, plain: true })).toBe(
    'training  ..............    0%',
  );
});

test('no line exceeds the width, whatever is counted', () => {
  const progress = fc.record({
    label: fc.string({ unit: 'grapheme' }),
    done: fc.nat(),
    total: fc.nat(),
    elapsed: fc.double({ min: 0, max: 1e9, noNaN: true }),
  });
  fc.assert(
    fc.property(progress, fc.integer({ min: 10, max: 200 }), (each, columns) => {
      expect(stringWidth(progressLine(each, { columns }))).toBeLessThanOrEqual(columns);
    }),
  );
});

test.each([
  [0.4, '0 s'],
  [59.6, '1 min 00 s'],
  [414, '6 min 54 s'],
  [7440, '2 h 04 min'],
  [3599.8, '1 h 00 min'],
  [180000, '2 d 02 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
