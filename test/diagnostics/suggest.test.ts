import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/diagnostics/edit-distance.js';
import { suggest } from '../../src/diagnostics/suggest.js';

const verbs = ['generate', 'load', 'observe', 'shift', 'flip', 'sweep', 'blend', 'vary', 'invert', 'retrieve', 'measure', 'where', 'sort', 'take', 'show', 'plot', 'save', 'summarise']; // prettier-ignore
const parameters = [
  'TUF',
  'TPF',
  'TNF',
  'R',
  'PSEP',
  'TILT',
  'POLARITY',
  'AREA',
  'NET',
  'SIGMA',
  'ALPHA',
  'GRAD',
];
const units = ['Mx', 'G', 'Mm', 'px', 'deg', '%', 'sd'];

describe('suggest', () => {
  it.each([
    ['retreive', verbs, 'retrieve'],
    ['generat', verbs, 'generate'],
    ['genrate', verbs, 'generate'],
    ['Shift', verbs, 'shift'],
    ['shfit', verbs, 'shift'],
    ['summarize', verbs, 'summarise'],
    ['vray', verbs, 'vary'],
    ['tuf', parameters, 'TUF'],
    ['PSP', parameters, 'PSEP'],
    ['SIGAM', parameters, 'SIGMA'],
    ['r', parameters, 'R'],
    ['MX', units, 'Mx'],
    ['degs', units, 'deg'],
    ['solar-simulator', ['solar-sim', 'lunar'], undefined],
    ['solarsim', ['solar-sim', 'lunar'], 'solar-sim'],
  ])('%s might be one of the known words', (word, known, expected) => {
    expect(suggest(word, known)[0]).toBe(expected);
  });

  it.each([
    ['limit', verbs],
    ['select', verbs],
    ['cluster', verbs],
    ['x', verbs],
    ['', verbs],
    ['k', parameters],
    ['B', parameters],
    ['FLUX', parameters],
    ['G', ['R', 'k']],
    ['ab', ['cd', 'xy']],
    ['erg', units],
    ['kpc', units],
    ['shift', []],
  ])('%s is near to none', (word, known) => {
    expect(suggest(word, known)).toEqual([]);
  });

  it('gives several, nearest first, ties in alphabetical order', () => {
    expect(suggest('TPUF', ['TNF', 'TUF', 'TPF', 'R'], 3)).toEqual(['TPF', 'TUF']);
    expect(suggest('seeds', ['seed', 'Seeds', 'weeds'], 3)).toEqual(['Seeds', 'seed', 'weeds']);
  });

  it('does not depend on the order of the candidates', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.shuffledSubarray([...verbs, ...parameters], { minLength: 30 }),
        (word, known) => {
          expect(suggest(word, known, 3)).toEqual(suggest(word, [...known].sort(), 3));
        },
      ),
    );
  });
});

/** The textbook recursion. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const substitution = distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  const least = Math.min(distance(a.slice(1), b) + 1, distance(a, b.slice(1)) + 1, substitution);
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0];
  return swapped ? Math.min(least, distance(a.slice(2), b.slice(2)) + 1) : least;
}

describe('editDistance', () => {
  it('is that of its definition', () => {
    const word = fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(distance(a, b));
      }),
    );
  });
});
