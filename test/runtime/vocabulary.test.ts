import { describe, expect, it } from 'vitest';
import { findField } from '../../src/planner/vocabulary.js';
import { vocabularyOf } from '../../src/runtime/vocabulary.js';
import { openWorld } from '../../src/models/world.js';
import { toyWorld } from '../support/toy-world.js';

const toy = await vocabularyOf(toyWorld);

describe('the vocabulary of a world', () => {
  it('has the parameters of its manifest, with the units that can be asked for, the shown one first', () => {
    const names = toy.fields.filter(({ kind }) => kind === 'parameter').map(({ name }) => name);
    expect(names).toEqual(toyWorld.manifest.parameters);
    expect(findField(toy, 'TUF')?.units).toEqual(['Mx', 'G px']);
    expect(findField(toy, 'PSEP')?.units).toEqual(['px', 'Mm']);
    expect(findField(toy, 'TILT')?.units).toEqual(['deg']);
    expect(findField(toy, 'POLARITY')?.units).toEqual([]);
  });

  it('knows polarity by the word of `flip polarity`', () => {
    expect(findField(toy, 'polarity')?.name).toBe('POLARITY');
    expect(findField(toy, 'tuf')).toBeUndefined();
  });

  it("has the archive's metadata with its types and values", () => {
    expect(findField(toy, 'date')).toMatchObject({ kind: 'meta', type: 'date', units: [] });
    expect(findField(toy, 'lat')).toMatchObject({ kind: 'meta', type: 'number', units: ['deg'] });
    expect(findField(toy, 'hemisphere')).toMatchObject({ type: 'text', values: ['north', 'south'] });
  });

  it('has what verbs and files give, in every world', () => {
    for (const name of ['id', 'offset', 't', 'distance', 'rank', 'harpnum', 'noaa', 'lon'])
      expect(findField(toy, name)).toMatchObject({ kind: 'meta', name });
  });

  it('has directions and the size of the archive', () => {
    expect(toy).toMatchObject({
      world: 'toy',
      directions: ['POLARITY', 'TUF', 'R', 'AREA', 'PSEP'],
      observations: 6,
    });
  });

  it('names every field once, in the embedded world too', async () => {
    const embedded = await vocabularyOf(await openWorld('solar-sim'));
    for (const { fields } of [toy, embedded]) {
      const names = fields.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
      expect(names.length).toBe(new Set(names).size);
    }
  });
});
