import { flipWalk } from '../../latent/flip.js';
import { reflect } from '../../latent/hyperplane.js';
import { diagnose } from '../../diagnostics/diagnostic.js';
import { measureBatch } from '../../physics/measure.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { verb, type Context } from '../context.js';
import { flipKeeping } from '../calibrating.js';
import { directionOf } from '../directions.js';
import { patchesOf, renderBatch, throwIfCancelled } from '../imaging.js';
import { emptyCache, expectKind, moved, type Item } from '../values.js';
import { contract, looking } from './contract.js';

interface Arguments {
  readonly what: string;
  readonly method: 'walk' | 'reflect';
  readonly keeping?: readonly string[];
}

export const flip = verb<Arguments>(
  contract({
    name: 'flip',
    summary: 'swaps the leading polarity',
    description:
      'On latents, the mirror image in the polarity hyperplane. Reflection alone leaves the *measured* polarity of ' +
      'some patches as it was, so the default looks at the rendered patch and, where its sign has not changed, walks ' +
      'on along the normal until it has. `method=reflect` is the bare reflection, which is its own inverse. On patches ' +
      'without latents the field changes its sign.',
    group: 'latent',
    input: ['latents', 'patches'],
    output: 'same',
    alsoKnownAs: ['mirror', 'invert_polarity', 'reverse'],
    arguments: [
      {
        name: 'what',
        form: 'leading',
        type: { kind: 'sign-parameter' },
        summary: 'what to flip',
        placeholder: 'polarity',
        required: true,
      },
      {
        name: 'method',
        form: 'named',
        type: { kind: 'choice', values: ['walk', 'reflect'] },
        summary: 'reflect and walk on until the sign has changed, or reflect only',
        placeholder: 'walk|reflect',
        default: 'walk',
      },
      {
        name: 'keeping',
        form: 'named',
        type: { kind: 'parameters', directed: true },
        summary:
          'parameters to hold: the flipped latent is searched for by calibrated steps, whatever the method',
        placeholder: '<parameter>, …',
      },
    ],
    needs: (given, input) => [
      ...((given as unknown as Arguments).method === 'walk' || given.keeping ? looking(input) : []),
      ...(input === 'latents' ? [{ kind: 'direction', parameter: 'POLARITY' } as const] : []),
    ],
    examples: [
      {
        script: 'generate seed 42 | flip polarity | measure',
        note: 'the same region with its polarities swapped',
      },
      { script: 'generate seed 42 | flip polarity keeping TUF, R, PSEP', note: 'and nothing else' },
      { script: 'generate seed 42 | flip polarity method=reflect', note: 'the bare reflection' },
      { script: 'observe "sim-0123-05" | flip polarity | retrieve k=3', note: 'an observation, negated' },
    ],
  }),
  async (input, given, context, step) => {
    const value = expectKind(input, ['latents', 'patches'], step);
    if (value.kind === 'patches') return { kind: 'patches', items: await negate(value.items, context) };
    if (given.keeping)
      return { kind: 'latents', items: await flipKeeping(value.items, given.keeping, context) };
    const flipped =
      given.method === 'reflect'
        ? await reflectAll(value.items, given.what, context)
        : await walkAll(value.items, given.what, context);
    return { kind: 'latents', items: flipped };
  },
);

async function reflectAll(items: readonly Item[], parameter: string, context: Context): Promise<Item[]> {
  const direction = directionOf(parameter, await context.world.directions());
  return items.map((item) => moved(item, reflect(item.latent!, direction)));
}

async function walkAll(items: readonly Item[], parameter: string, context: Context): Promise<Item[]> {
  const direction = directionOf(parameter, await context.world.directions());
  const dimension = direction.normal.length;
  const latents = new Float64Array(items.length * dimension);
  items.forEach((item, index) => latents.set(item.latent!, index * dimension));
  let seen: Float32Array | undefined;
  const flips = await flipWalk(latents, items.length, direction, (batch, count) =>
    polarities(batch, count, parameter, context, (pixels) => (seen = pixels)),
  );
  const stuck = flips.filter(({ flipped }) => !flipped).length;
  if (stuck > 0) context.warn(diagnose('not-flipped', { stuck, of: items.length }));
  const flipped = items.map((item, index) => moved(item, flips[index].z));
  // What was looked at last is where a walk has ended. Among others a picture may differ in its last bits.
  if (seen && items.length === 1) {
    const { scale, cache } = flipped[0];
    cache.patch = { pixels: seen, size: PATCH_SIZE, ...(scale && { scale }) };
  }
  return flipped;
}

/** Measures the polarity of `count` latents by rendering them. */
async function polarities(
  latents: Float64Array,
  count: number,
  parameter: string,
  context: Context,
  see: (pixels: Float32Array) => void,
) {
  const dimension = latents.length / count;
  const measured = new Float64Array(count);
  for (let start = 0; start < count; start += 64) {
    throwIfCancelled(context.signal);
    const length = Math.min(64, count - start);
    const part = Float32Array.from(latents.subarray(start * dimension, (start + length) * dimension));
    const pixels = await renderBatch(part, length, context);
    measured.set(measureBatch(pixels, length, PATCH_SIZE, [parameter]), start);
    see(pixels);
    if (count > 64) context.emit({ type: 'progress', label: 'flipping', done: start + length, total: count });
  }
  return measured;
}

async function negate(items: readonly Item[], context: Context): Promise<Item[]> {
  const patches = await patchesOf(items, context);
  return items.map(({ id, meta, scale, place }, index) => {
    const patch = { ...patches[index], pixels: patches[index].pixels.map((value) => -value) };
    const known = { ...(scale && { scale }), ...(place && { place }) };
    return { id, meta, origin: 'file', ...known, cache: { ...emptyCache(), patch } };
  });
}
