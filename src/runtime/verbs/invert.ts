import { verb } from '../context.js';
import { invertItems, type InversionArguments } from '../inverting.js';
import { expectKind } from '../values.js';
import { contract } from './contract.js';

export const invert = verb<InversionArguments>(
  contract({
    name: 'invert',
    summary: 'finds the latents of pictures',
    description:
      'Looks for the latent whose render comes nearest to each picture (least squares over the pixels, with a weak pull ' +
      'towards the length that draws of the prior have), from several starts at once: what the inverter of the world ' +
      'says, where it has one, a linear estimate from the coarse picture, the most similar of 1000 draws, and random ' +
      'draws. The best start after a fifth of the steps goes on alone. The residual that is reported is what the ' +
      'generator cannot show. Of matches, the observations that were found are inverted. ' +
      'What comes out are latents: they can be shifted, flipped and blended.\n\n' +
      'The first inversion in a world renders the 1000 draws, which takes some seconds; they and the latents that were ' +
      'found are kept (in `$XDG_CACHE_HOME/giq`).',
    group: 'latent',
    input: ['patches', 'latents', 'matches'],
    output: 'latents',
    alsoKnownAs: ['project', 'encode', 'embed'],
    arguments: [
      {
        name: 'starts',
        form: 'named',
        type: { kind: 'integer', min: 1, max: 64 },
        summary: 'places to start from',
        placeholder: '<count>',
        default: 4,
      },
      {
        name: 'steps',
        form: 'named',
        type: { kind: 'integer', min: 5, max: 10_000 },
        summary: 'renders of each picture at most, along the best start',
        placeholder: '<count>',
        default: 80,
      },
      {
        name: 'seed',
        form: 'named',
        type: { kind: 'seed' },
        summary: 'names the stream of the random starts',
        placeholder: '<seed>',
        default: 1,
      },
    ],
    needs: () => [{ kind: 'generator' }],
    examples: [
      {
        script: 'load "examples/data/bipole.fits" | invert | shift TUF by +20%',
        note: 'an observation with a fifth more flux',
      },
      {
        script: 'observe "sim-0123-05" | invert steps=20 | flip polarity | retrieve k=3',
        note: 'observations that look like it with its polarities swapped',
      },
    ],
  }),
  async (input, given, context, step) => {
    const value = expectKind(input, ['patches', 'latents', 'matches'], step);
    const items =
      value.kind === 'matches'
        ? value.queries.flatMap(({ matches }) => matches.map(({ item }) => item))
        : value.items;
    return { kind: 'latents', items: await invertItems(items, given, context) };
  },
);
