/** What may stand at the cursor, told from the tokens of the statement before it. */
import { flowOf, contractMeant, type Flow, type FlowContext } from './flow.js';
import { split, type Frame, type Piece } from './frames.js';
import { stageSoFar, type StageSoFar } from './phrases.js';

export type Situation =
  /** A verb, a binding or a bracket; `statement`: also `let` and its like. */
  | { readonly kind: 'stage'; readonly input: Flow; readonly opens: 'statement' | 'pipeline' | 'nothing' }
  | { readonly kind: 'argument'; readonly stage: StageSoFar; readonly input: Flow }
  | { readonly kind: 'expression'; readonly pieces: readonly Piece[]; readonly isCondition: boolean }
  /** After `use`, `let` and the like. */
  | { readonly kind: 'word'; readonly of: 'use' | 'world' | 'equals' }
  | { readonly kind: 'nothing' };

export interface SituationContext extends FlowContext {
  readonly isName: (word: string) => boolean;
}

const nothing: Situation = { kind: 'nothing' };

/** @param frames the open frames of the statement, without the token at the cursor */
export function situationOf([statement, ...inner]: readonly Frame[], context: SituationContext): Situation {
  const outermost = inStatement(statement.pieces, context);
  return inner.reduce((around, frame) => inBrackets(frame, around, context), outermost);
}

function inStatement(pieces: readonly Piece[], context: SituationContext): Situation {
  const [first, , ...rest] = pieces;
  if (first?.kind !== 'keyword') return inPipeline(pieces, 'statement', context);
  switch (first.text) {
    case 'explain':
      return inPipeline(pieces.slice(1), 'pipeline', context);
    case 'use':
      if (pieces.length > 2) return nothing;
      return { kind: 'word', of: pieces.length === 1 ? 'use' : 'world' };
    case 'let':
    case 'define':
      if (pieces.length < 2) return nothing;
      if (rest[0]?.text !== '=') return { kind: 'word', of: 'equals' };
      if (first.text === 'let') return inPipeline(rest.slice(1), 'pipeline', context);
      return { kind: 'expression', pieces: rest.slice(1), isCondition: false };
    default:
      return nothing;
  }
}

function inPipeline(
  pieces: readonly Piece[],
  opens: 'statement' | 'pipeline',
  context: SituationContext,
): Situation {
  const stages = split(pieces, '|');
  const [head, ...rest] = stages.pop()!;
  const isFirst = stages.length === 0;
  const input = isFirst ? 'nothing' : flowOf(joined(stages), context);
  if (!head) return { kind: 'stage', input, opens: isFirst ? opens : 'nothing' };
  if (head.inner || (isFirst && context.bindings.has(head.text))) return nothing;
  const contract = contractMeant(head.text, context.contracts);
  return contract ? { kind: 'argument', stage: stageSoFar(contract, rest, context.isName), input } : nothing;
}

function joined(stages: readonly (readonly Piece[])[]): Piece[] {
  const pipe: Piece = { kind: 'operator', text: '|' };
  return stages.flatMap((stage, index) => (index === 0 ? [...stage] : [pipe, ...stage]));
}

function inBrackets({ pieces, opener }: Frame, around: Situation, context: SituationContext): Situation {
  const inExpression = around.kind === 'expression' || isExpression(around);
  if (opener === 'call' || (inExpression && !pieces.some(({ text }) => text === '|'))) {
    return { kind: 'expression', pieces, isCondition: opener !== 'call' && isCondition(around) };
  }
  return inPipeline(pieces, 'pipeline', context);
}

function isExpression(around: Situation): boolean {
  return around.kind === 'argument' && around.stage.open?.spec.type.kind === 'predicate';
}

function isCondition(around: Situation): boolean {
  return around.kind === 'expression' ? around.isCondition : isExpression(around);
}
