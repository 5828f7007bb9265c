import type { ArgumentSpec, Contract } from '../../planner/contract.js';
import type { Need, ValueKind } from '../../planner/plan.js';

type Sketch = Pick<Contract, 'name' | 'summary' | 'description' | 'group' | 'input' | 'output' | 'examples'> &
  Partial<Pick<Contract, 'arguments' | 'alsoKnownAs' | 'needs' | 'teaches' | 'defines' | 'availability'>>;

/** A contract with what most verbs have in common left out. */
export function contract(sketch: Sketch): Contract {
  return { arguments: [], alsoKnownAs: [], needs: () => [], availability: 'available', ...sketch };
}

/** What a verb that looks at pictures needs: latents are rendered. */
export function looking(input: ValueKind): readonly Need[] {
  return input === 'latents' ? [{ kind: 'generator' }] : [];
}

/** `keeping A, B`: parameters held by projection. */
export const keeping: ArgumentSpec = {
  name: 'keeping',
  form: 'named',
  type: { kind: 'parameters', directed: true },
  summary: 'parameters whose directions are projected out of the change',
  placeholder: '<parameter>, …',
};

/** `seed=S`: names the stream of random numbers. */
export const seed: ArgumentSpec = {
  name: 'seed',
  form: 'named',
  type: { kind: 'seed' },
  summary: 'names the stream of random numbers; scripts require it',
  placeholder: '<seed>',
  required: true,
};
