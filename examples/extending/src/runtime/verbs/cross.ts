import type { Patch } from '../../physics/field.js';
import { verb } from '../context.js';
import { patchesOf } from '../imaging.js';
import { emptyCache, expectKind, type Item } from '../values.js';
import { contract, looking } from './contract.js';

interface Arguments {
  readonly cycle: 'same' | 'next';
}

/** What a region would be on the other hemisphere, by the laws of Hale and Joy. */
export const cross = verb<Arguments>(
  contract({
    name: 'cross',
    summary: 'mirrors regions into the other hemisphere',
    description:
      'North becomes south, which turns the tilt towards the other equator (Joy). In the same cycle the polarities ' +
      'swap besides (Hale); from one cycle to the next they do not. What comes out are patches without latents.',
    group: 'latent',
    input: ['latents', 'patches'],
    output: 'patches',
    arguments: [
      {
        name: 'cycle',
        form: 'named',
        type: { kind: 'choice', values: ['same', 'next'] },
        summary: 'whether the other hemisphere is that of the same cycle',
        placeholder: 'same|next',
        default: 'same',
      },
    ],
    needs: (_given, input) => looking(input),
    examples: [{ script: 'generate seed 42 | cross | retrieve k=3', note: 'its twins across the equator' }],
  }),
  async (input, { cycle }, context, step) => {
    const { items } = expectKind(input, ['latents', 'patches'], step);
    const patches = await patchesOf(items, context);
    const sign = cycle === 'same' ? -1 : 1;
    return { kind: 'patches', items: items.map((item, index) => crossed(item, patches[index], sign)) };
  },
);

function crossed({ id, scale }: Item, patch: Patch, sign: 1 | -1): Item {
  const mirrored = { ...patch, pixels: northToSouth(patch, sign) };
  return {
    id,
    origin: 'file',
    meta: {},
    ...(scale && { scale }),
    cache: { ...emptyCache(), patch: mirrored },
  };
}

function northToSouth({ pixels, size }: Patch, sign: 1 | -1): Float32Array {
  const rows = Array.from({ length: size }, (_, row) => pixels.subarray(row * size, (row + 1) * size));
  return Float32Array.from(
    rows.reverse().flatMap((row) => [...row]),
    (value) => sign * value,
  );
}
