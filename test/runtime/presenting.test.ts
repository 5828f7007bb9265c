import { expect, it } from 'vitest';
import { presentationOf } from '../../src/runtime/presenting.js';
import { runToy, toyContext } from '../support/toy-runtime.js';

const shownOf = async (script: string) => presentationOf((await runToy(script)).value, toyContext());

it('shows pictures with their ids', async () => {
  const shown = await shownOf('generate 30 seed 3');
  expect(shown).toMatchObject({ kind: 'strip', hidden: 6 });
  expect(shown?.kind === 'strip' && shown.pictures.map(({ caption }) => caption[0]).slice(0, 2)).toEqual([
    'seed-3-0',
    'seed-3-1',
  ]);
});

it('shows a sweep as one film for each of its sources', async () => {
  const shown = await shownOf('generate 2 seed 3 | sweep PSEP from -1 to 1 steps 3');
  expect(shown?.kind === 'films' && shown.films.map((film) => film.map(({ caption }) => caption[0]))).toEqual(
    [
      ['PSEP-1', 'PSEP+0', 'PSEP+1'],
      ['PSEP-1', 'PSEP+0', 'PSEP+1'],
    ],
  );
});

it('shows matches beside their query, with distance and date', async () => {
  const shown = await shownOf('generate seed 3 | retrieve k=2');
  if (shown?.kind !== 'matches') throw new Error('matches are wanted');
  const [{ query, matches }] = shown.queries;
  expect(query.caption[0]).toBe('query');
  expect(matches.map(({ caption }) => caption[0].slice(0, 2))).toEqual(['1.', '2.']);
  expect(matches[0].caption[1]).toMatch(/^distance /);
});
