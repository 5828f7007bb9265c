import { decouple } from '../../latent/decouple.js';
import { move } from '../../latent/shift.js';
import { verb } from '../context.js';
import { directionOf } from '../directions.js';
import { requireItems } from '../limits.js';
import { expectKind, moved, type Item } from '../values.js';
import { contract, keeping } from './contract.js';

interface Arguments {
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
  readonly steps: number;
  readonly keeping?: readonly string[];
}

const axis = { form: 'named', type: { kind: 'signed' }, placeholder: '±<step>' } as const;

export const sweep = verb<Arguments>(
  contract({
    name: 'sweep',
    summary: 'a row of latents along the direction of a parameter',
    description:
      'Every latent becomes `steps` latents, evenly spaced from one end to the other, each `shift`ed by its place. The ' +
      'field `offset` tells the place in latent units.',
    group: 'latent',
    input: ['latents'],
    output: 'latents',
    alsoKnownAs: ['traverse', 'scan', 'strip'],
    arguments: [
      {
        name: 'parameter',
        form: 'leading',
        type: { kind: 'parameter', directed: true },
        summary: 'the parameter to sweep',
        placeholder: '<parameter>',
        required: true,
      },
      { name: 'from', ...axis, summary: 'where to begin', default: -3 },
      { name: 'to', ...axis, summary: 'where to end', default: 3 },
      {
        name: 'steps',
        form: 'named',
        type: { kind: 'integer', min: 2, max: 1000 },
        summary: 'how many latents',
        placeholder: '<count>',
        default: 7,
      },
      keeping,
    ],
    needs: (given) => {
      const { parameter, keeping: kept = [] } = given as unknown as Arguments;
      return [parameter, ...kept].map((name) => ({ kind: 'direction', parameter: name }) as const);
    },
    examples: [
      { script: 'generate seed 42 | sweep TUF | show', note: 'seven pictures from -3 to +3' },
      {
        script: 'generate seed 42 | sweep PSEP from -3 to +3 steps 5 keeping polarity, R | measure',
        note: 'wider and wider apart, R held',
      },
    ],
  }),
  async (input, given, context, step) => {
    const { items } = expectKind(input, ['latents'], step);
    requireItems('sweep', items.length * given.steps);
    const directions = await context.world.directions();
    const kept = (given.keeping ?? []).map((name) => directionOf(name, directions));
    const { normal } = decouple(directionOf(given.parameter, directions), kept);
    return { kind: 'latents', items: items.flatMap((item) => row(item, normal, given)) };
  },
);

function row(item: Item, normal: Float64Array, { parameter, from, to, steps }: Arguments): Item[] {
  return Array.from({ length: steps }, (_, index) => {
    const place = from + ((to - from) * index) / (steps - 1);
    const offset = Number(place.toPrecision(6));
    const id = `${item.id}/${parameter}${offset < 0 ? '' : '+'}${offset}`;
    const latent = move(
      item.latent!,
      normal.map((component) => component * place),
    );
    return moved(item, latent, { id, meta: { ...item.meta, offset } });
  });
}
