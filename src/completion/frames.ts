/** A row of tokens with its brackets: closed ones become one piece, open ones a frame each. */
import type { HighlightedToken } from '../parser/index.js';

export interface Piece {
  readonly kind: HighlightedToken['kind'] | 'group';
  readonly text: string;
  /** What a closed bracket holds. */
  readonly inner?: readonly Piece[];
}

/** What has been opened and not closed; the first frame is the statement itself. */
export interface Frame {
  readonly opener: 'statement' | 'group' | 'call';
  readonly pieces: Piece[];
}

/** The open frames at the end of a row, outermost first. */
export function framesOf(row: readonly HighlightedToken[]): Frame[] {
  const frames: Frame[] = [{ opener: 'statement', pieces: [] }];
  row.forEach((token, index) => {
    if (token.text === '(') frames.push({ opener: isCall(row, index) ? 'call' : 'group', pieces: [] });
    else if (token.text === ')') close(frames);
    else frames.at(-1)!.pieces.push({ kind: token.kind, text: token.text });
  });
  return frames;
}

function isCall(row: readonly HighlightedToken[], index: number): boolean {
  const before = row[index - 1];
  return (
    before !== undefined && /^(name|verb)$/.test(before.kind) && before.span.end === row[index].span.start
  );
}

/** A `)` without its `(` is passed over. */
function close(frames: Frame[]): void {
  if (frames.length === 1) return;
  const { pieces, opener } = frames.pop()!;
  const around = frames.at(-1)!.pieces;
  if (opener === 'call') around.pop();
  around.push({ kind: 'group', text: '()', inner: pieces });
}

/** Pieces between the pieces with this text: stages between `|`. At least one part, which may be empty. */
export function split(pieces: readonly Piece[], ...at: string[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (at.includes(piece.text) && piece.kind !== 'string') parts.push([]);
    else parts.at(-1)!.push(piece);
  }
  return parts;
}

/** Can nothing but an operand follow? */
export function demandsOperand(piece: Piece | undefined): boolean {
  return (
    piece === undefined || piece.kind === 'operator' || (piece.kind === 'keyword' && piece.text !== 'missing')
  );
}
