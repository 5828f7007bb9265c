/** Which argument of a stage the cursor stands in, and which have been given: tolerant where the planner is strict. */
import { suggest } from '../diagnostics/suggest.js';
import type { ArgumentSpec, Contract } from '../planner/contract.js';
import { demandsOperand, type Piece } from './frames.js';

export interface OpenPhrase {
  readonly spec: ArgumentSpec;
  readonly values: Piece[];
}

export interface StageSoFar {
  readonly contract: Contract;
  /** Names of the arguments that have been given, the open one included. */
  readonly given: ReadonlySet<string>;
  /** Absent where no value can stand. */
  readonly open?: OpenPhrase;
  /** All pieces after the verb. */
  readonly pieces: readonly Piece[];
}

/**
 * @param pieces what follows the verb up to the cursor
 * @param isName whether a word names something that can be a value, so that it is no misspelt argument
 */
export function stageSoFar(
  contract: Contract,
  pieces: readonly Piece[],
  isName: (word: string) => boolean,
): StageSoFar {
  const leading = contract.arguments.find(({ form }) => form === 'leading');
  const given = new Set<string>();
  let open: OpenPhrase | undefined = leading && { spec: leading, values: [] };
  pieces.forEach((piece, index) => {
    const spec = begins(piece, pieces[index - 1], open, contract, isName);
    if (spec) open = spec.form === 'flag' ? undefined : { spec, values: [] };
    else if (!isEqualsOf(piece, open)) open?.values.push(piece);
    const name = spec?.name ?? open?.spec.name;
    if (name !== undefined) given.add(name);
  });
  return { contract, given, ...(open && { open }), pieces };
}

/** `=` between the name of an argument and its value. */
function isEqualsOf({ text }: Piece, open: OpenPhrase | undefined): boolean {
  return text === '=' && open !== undefined && open.spec.form === 'named' && open.values.length === 0;
}

function begins(
  piece: Piece,
  before: Piece | undefined,
  open: OpenPhrase | undefined,
  contract: Contract,
  isName: (word: string) => boolean,
): ArgumentSpec | undefined {
  if (piece.kind !== 'name' || (before && demandsOperand(before))) return undefined;
  if (open?.spec.form === 'named' && open.values.length === 0) return undefined;
  return specMeant(piece.text, contract, isName);
}

function specMeant(
  word: string,
  contract: Contract,
  isName: (word: string) => boolean,
): ArgumentSpec | undefined {
  const named = contract.arguments.filter(({ form }) => form !== 'leading');
  const exact = named.find(({ name }) => name === word);
  if (exact || isName(word)) return exact;
  const [near] = suggest(word, named.map(({ name }) => name)); // prettier-ignore
  return named.find(({ name }) => name === near);
}
