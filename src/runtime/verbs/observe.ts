import type { Archive } from '../../archive/archive.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import type { PlanExpression } from '../../planner/plan.js';
import { verb, type Context } from '../context.js';
import { observationAt } from '../observations.js';
import { selectItems } from '../selecting.js';
import type { Item } from '../values.js';
import { contract } from './contract.js';

interface Arguments {
  readonly ids?: readonly string[];
  readonly where?: PlanExpression;
}

export const observe = verb<Arguments>(
  contract({
    name: 'observe',
    summary: "takes observations from the world's archive, by id or by a condition",
    description:
      'Without arguments, the whole archive in order. Ids are those that `retrieve` and `measure` show. A condition ' +
      'knows every parameter and every piece of metadata; it looks at the catalogue, not at the pictures, so it is ' +
      'fast on the whole archive.',
    group: 'source',
    input: ['nothing'],
    output: 'patches',
    alsoKnownAs: ['archive', 'fetch', 'from'],
    arguments: [
      {
        name: 'ids',
        form: 'leading',
        type: { kind: 'texts', of: 'observations' },
        summary: 'ids of observations',
        placeholder: '"<id>" …',
      },
      {
        name: 'where',
        form: 'named',
        type: { kind: 'predicate' },
        summary: 'keeps observations for which it holds',
        placeholder: '<condition>',
      },
    ],
    needs: () => [{ kind: 'archive' }],
    examples: [
      { script: 'observe "sim-0123-05" | retrieve k=1', note: 'an observation is its own nearest neighbour' },
      {
        script: 'observe where lat > 0 and complexity = "beta" and TUF > 1e22 Mx | take 5',
        note: 'large bipolar regions of the north',
      },
    ],
  }),
  async (_input, given, context) => ({ kind: 'patches', items: await find(given, context) }),
);

async function find({ ids, where }: Arguments, context: Context): Promise<readonly Item[]> {
  const archive = await context.world.archive();
  const positions = ids?.map((id) => positionOf(id, archive, context)) ?? [...Array(archive.size).keys()];
  const items = positions.map((position) => observationAt(position, archive));
  return where ? selectItems(items, where, context) : items;
}

function positionOf(id: string, archive: Archive, context: Context): number {
  const position = archive.position(id);
  if (position >= 0) return position;
  const near = suggest(id, [archive.id(0), archive.id(archive.size - 1)]);
  const hints =
    near.length > 0 ? [`\`${near[0]}\` might be meant`] : [`ids there look like "${archive.id(0)}"`];
  return fail('unknown-observation', { id, world: context.world.name }, { hints });
}
