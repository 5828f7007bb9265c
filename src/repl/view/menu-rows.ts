import type { Candidate } from '../../completion/types.js';
import { printable, truncate, widthOf } from '../../render/text.js';
import type { Menu } from '../editor/editor.js';
import type { Paint } from '../theme/theme.js';

const WIDEST_NAME = 28;

/** The open list of completions, in columns: name, what it is, what it does; then how the chosen one is used. */
export function menuRows(
  { completion, selected }: Menu,
  columns: number,
  height: number,
  paint: Paint,
): string[] {
  const { candidates } = completion;
  const first = Math.max(0, Math.min(selected - Math.floor(height / 2), candidates.length - height));
  const shown = candidates.slice(first, first + height);
  const width = Math.min(WIDEST_NAME, Math.max(...shown.map(({ text }) => widthOf(text))));
  const rows = shown.map((candidate, index) =>
    candidateRow(candidate, first + index === selected, width, columns, paint),
  );
  return [...rows, paint('dim', truncate(footer(candidates, selected), columns - 1))];
}

function candidateRow(
  candidate: Candidate,
  chosen: boolean,
  width: number,
  columns: number,
  paint: Paint,
): string {
  const name = truncate(printable(candidate.text), width);
  const lead = `  ${name}${' '.repeat(width - widthOf(name))}  `;
  const summary = truncate(printable(candidate.summary), columns - widthOf(lead) - 2);
  return chosen ? paint('selected', `${lead}${summary}  `) : lead + paint('dim', summary);
}

function footer(candidates: readonly Candidate[], selected: number): string {
  const place = `${selected + 1} of ${candidates.length}`;
  const { signature } = candidates[selected];
  return `  ${place}${signature ? ` · ${signature}` : ''}`;
}
