import { blend as blendLatents, type BlendPath } from '../../latent/blend.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { PlanPipeline } from '../../planner/plan.js';
import { verb } from '../context.js';
import { requireItems } from '../limits.js';
import { expectKind, moved, type Item } from '../values.js';
import { contract } from './contract.js';

interface Arguments {
  readonly other: PlanPipeline;
  readonly t: number;
  readonly steps?: number;
  readonly path: BlendPath;
}

export const blend = verb<Arguments>(
  contract({
    name: 'blend',
    summary: 'interpolates to the latents of another pipeline',
    description:
      'Item by item, the latent at `t` (0 is the left, 1 the right) on the great circle between the two, or with ' +
      '`steps` a whole row from one to the other. A single latent on either side is blended with every one of the ' +
      'other. `path=linear` takes the straight line, whose middle is shorter and looks like an average.',
    group: 'latent',
    input: ['latents'],
    output: 'latents',
    alsoKnownAs: ['interpolate', 'mix', 'lerp', 'slerp'],
    arguments: [
      {
        name: 'other',
        form: 'leading',
        type: { kind: 'pipeline', of: 'latents' },
        summary: 'a pipeline in parentheses or a binding',
        placeholder: '(<pipeline>)',
        required: true,
      },
      {
        name: 't',
        form: 'named',
        type: { kind: 'number', min: 0, max: 1 },
        summary: 'place on the way',
        placeholder: '<0..1>',
        default: 0.5,
      },
      {
        name: 'steps',
        form: 'named',
        type: { kind: 'integer', min: 2, max: 1000 },
        summary: 'a whole row instead of one place',
        placeholder: '<count>',
      },
      {
        name: 'path',
        form: 'named',
        type: { kind: 'choice', values: ['spherical', 'linear'] },
        summary: 'the great circle or the straight line',
        placeholder: 'spherical|linear',
        default: 'spherical',
      },
    ],
    examples: [
      { script: 'generate seed 42 | blend (generate seed 7)', note: 'half way between two regions' },
      {
        script: 'generate seed 42 | blend (generate seed 7) steps 5 | show',
        note: 'the way from one to the other',
      },
    ],
  }),
  async (input, given, context, step) => {
    const left = expectKind(input, ['latents'], step).items;
    const right = expectKind(await context.runPipeline(given.other), ['latents'], step).items;
    requireItems('blend', Math.max(left.length, right.length) * (given.steps ?? 1));
    return { kind: 'latents', items: pairs(left, right).flatMap(([a, b]) => between(a, b, given)) };
  },
);

function pairs(left: readonly Item[], right: readonly Item[]): [Item, Item][] {
  if (left.length === right.length) return left.map((item, index) => [item, right[index]]);
  if (right.length === 1) return left.map((item) => [item, right[0]]);
  if (left.length === 1) return right.map((item) => [left[0], item]);
  return fail('unequal-lengths', { left: left.length, right: right.length });
}

function between(a: Item, b: Item, { t, steps, path }: Arguments): Item[] {
  const places = steps === undefined ? [t] : Array.from({ length: steps }, (_, index) => index / (steps - 1));
  return places.map((place) => {
    const latent = blendLatents(a.latent!, b.latent!, place, path);
    const shown = Number(place.toPrecision(6));
    return moved(a, latent, { id: `${a.id}~${b.id}/${shown}`, meta: { ...a.meta, t: shown } });
  });
}
