/** What kind of value flows where, as far as it can be told from text that may be wrong. */
import { suggest } from '../diagnostics/suggest.js';
import type { Contract } from '../planner/contract.js';
import type { ValueKind } from '../planner/plan.js';
import { split, type Piece } from './frames.js';

/** Undefined: it cannot be told. */
export type Flow = ValueKind | undefined;

export interface FlowContext {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly bindings: ReadonlyMap<string, Flow>;
}

/** What a pipeline gives. */
export function flowOf(pieces: readonly Piece[], context: FlowContext): Flow {
  return split(pieces, '|').reduce<Flow>((input, stage) => outputOf(stage, input, context), 'nothing');
}

function outputOf([head]: readonly Piece[], input: Flow, context: FlowContext): Flow {
  if (head?.inner) return flowOf(head.inner, context);
  if (head && input === 'nothing' && context.bindings.has(head.text)) return context.bindings.get(head.text);
  const contract = head && contractMeant(head.text, context.contracts);
  return contract?.output === 'same' ? input : contract?.output;
}

/** The contract of a verb, or of the one that was probably meant. */
export function contractMeant(word: string, contracts: FlowContext['contracts']): Contract | undefined {
  const known = contracts.get(word);
  if (known) return known;
  const alike = [...contracts.values()].find(({ alsoKnownAs }) => alsoKnownAs.includes(word));
  return alike ?? contracts.get(suggest(word, contracts.keys())[0] ?? '');
}
