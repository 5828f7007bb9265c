/** Verbs that the language knows and this version cannot run yet: refused by name, with `not-in-this-version`. */
import { verb, type Verb } from '../context.js';
import { contract } from './contract.js';
import type { Contract } from '../../planner/contract.js';

function planned(name: string, summary: string, group: Contract['group'], alsoKnownAs: string[] = []): Verb {
  const sketch = { name, summary, description: summary, group, alsoKnownAs, examples: [] };
  const promised = contract({
    ...sketch,
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'same',
    availability: 'planned',
  });
  return verb(promised, () => Promise.reject(new Error(`${name} was planned although it is not available`)));
}

export const plannedVerbs: readonly Verb[] = [
  planned('plot', 'draws a figure', 'look', ['chart', 'graph', 'figure']),
];
