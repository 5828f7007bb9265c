import { vary as varyLatent } from '../../latent/blend.js';
import { latentVector } from '../../numeric/random.js';
import { verb } from '../context.js';
import { requireItems } from '../limits.js';
import { expectKind, moved, type Item } from '../values.js';
import { contract, seed } from './contract.js';

interface Arguments {
  readonly count: number;
  readonly amount: number;
  readonly seed: number | null;
}

export const vary = verb<Arguments>(
  contract({
    name: 'vary',
    summary: 'neighbours of each latent',
    description:
      'Every latent becomes `count` latents near it: √(1 − a²) z + a ε with ε from the prior, so that neighbours of ' +
      'ordinary regions are ordinary regions. `amount` 0 is the latent itself, 1 an unrelated one.',
    group: 'latent',
    input: ['latents'],
    output: 'latents',
    alsoKnownAs: ['perturb', 'jitter', 'similar', 'neighbours', 'neighbors'],
    arguments: [
      {
        name: 'count',
        form: 'leading',
        type: { kind: 'integer', min: 1, max: 10_000 },
        summary: 'how many neighbours of each',
        placeholder: '<count>',
        default: 8,
      },
      {
        name: 'amount',
        form: 'named',
        type: { kind: 'number', min: 0, max: 1 },
        summary: 'how far away',
        placeholder: '<0..1>',
        default: 0.3,
      },
      seed,
    ],
    examples: [
      { script: 'generate seed 42 | vary 4 amount=0.2 seed 1 | show', note: 'four close relatives' },
      {
        script: 'generate seed 42 | vary 20 amount=0.5 seed 1 | measure',
        note: 'how much the parameters spread',
      },
    ],
  }),
  async (input, given, context, step) => {
    const { items } = expectKind(input, ['latents'], step);
    requireItems('vary', items.length * given.count);
    const drawn = given.seed ?? context.drawSeed();
    return {
      kind: 'latents',
      items: items.flatMap((item, index) => neighbours(item, index * given.count, drawn, given)),
    };
  },
);

function neighbours(item: Item, firstStream: number, drawn: number, { count, amount }: Arguments): Item[] {
  return Array.from({ length: count }, (_, index) => {
    const noise = latentVector(drawn, firstStream + index, item.latent!.length);
    return moved(item, varyLatent(item.latent!, amount, noise), { id: `${item.id}/v${index}` });
  });
}
