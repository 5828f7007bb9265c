/** A condition read off the catalogue leaves what one leaves that measures every observation. */
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/runtime/context.js';
import type { Matches } from '../../src/runtime/values.js';
import { optimise } from '../../src/planner/optimise.js';
import { measureField } from '../../src/physics/measure.js';
import { planToy, runToyPipeline, idsOf } from '../support/toy-runtime.js';
import { toyWorld } from '../support/toy-world.js';

/** The toy world with a catalogue. */
async function withCatalogue(): Promise<typeof toyWorld> {
  const archive = await toyWorld.archive();
  const columns = new Map(toyWorld.manifest.parameters.map((name) => [name, new Float64Array(archive.size)]));
  for (let position = 0; position < archive.size; position++) {
    const patch = await archive.patch(position);
    for (const [name, column] of columns) [column[position]] = measureField(patch, [name]);
  }
  return {
    ...toyWorld,
    archive: async () => ({ ...archive, parameter: (name: string) => columns.get(name) }),
  };
}

async function retrieve(condition: string, world: typeof toyWorld) {
  const warnings: string[] = [];
  const warn: Context['warn'] = ({ message }) => void warnings.push(message);
  const [statement] = optimise(
    planToy(`observe "toy-0" | retrieve k=6 rerank=none where ${condition}`),
  ).statements;
  if (statement.kind !== 'run') throw new Error('a pipeline is wanted');
  const { value } = await runToyPipeline(statement.pipeline, { world, warn });
  return { ids: idsOf(value as Matches), warnings };
}

describe('where of a search', () => {
  it.each([
    'lat > 0 or hemisphere = "north"',
    'date > 2011-02-12',
    'id = "toy-4"',
    'POLARITY is missing',
    'PSEP in 127.9 Mm..128.1 Mm',
    'TUF > 1e21 Mx and lat is not missing',
    'lat > 0 and date > 2011-01-01',
  ])('%s', async (condition) => {
    const measured = await retrieve(condition, toyWorld);
    expect(await retrieve(condition, await withCatalogue())).toEqual(measured);
  });
});
