import { latentVector } from '../../numeric/random.js';
import { verb, type Context } from '../context.js';
import { MOST_ITEMS } from '../limits.js';
import { emptyCache, type Item, type Latents } from '../values.js';
import { contract, seed } from './contract.js';

interface Arguments {
  readonly count: number;
  readonly seed: number | null;
  readonly truncate?: number;
}

export const generate = verb<Arguments>(
  contract({
    name: 'generate',
    summary: 'draws latents from the prior',
    description:
      'Draws latents from the standard normal prior of the generator. Item i comes from the stream (seed, i), so the ' +
      'first of many is the one that `generate seed S` gives. `truncate` draws again every component beyond it, for ' +
      'more ordinary regions.',
    group: 'source',
    input: ['nothing'],
    output: 'latents',
    alsoKnownAs: ['sample', 'random', 'create', 'make', 'gen'],
    arguments: [
      {
        name: 'count',
        form: 'leading',
        type: { kind: 'integer', min: 1, max: MOST_ITEMS },
        summary: 'how many',
        placeholder: '<count>',
        default: 1,
      },
      seed,
      {
        name: 'truncate',
        form: 'named',
        type: { kind: 'number', min: 0.1, max: 10 },
        summary: 'largest absolute value of a latent component',
        placeholder: '<limit>',
      },
    ],
    examples: [
      { script: 'generate seed 42', note: 'one region' },
      { script: 'generate 12 seed 7 truncate=1.5 | show', note: 'twelve ordinary ones' },
    ],
  }),
  async (_input, given, context) => drawLatents(given, context),
);

function drawLatents({ count, seed: asked, truncate }: Arguments, context: Context): Latents {
  const { generator, image } = context.world.manifest;
  const drawn = asked ?? context.drawSeed();
  const items = Array.from({ length: count }, (_, index): Item => {
    const latent = latentVector(drawn, index, generator.latent, truncate);
    return {
      id: `seed-${drawn}-${index}`,
      origin: 'generated',
      latent,
      scale: image.scale,
      meta: {},
      cache: emptyCache(),
    };
  });
  return { kind: 'latents', items };
}
