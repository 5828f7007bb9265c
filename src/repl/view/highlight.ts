/** The parts of a text by role: tokens from the language's own table, commands by themselves. */
import { tokenize } from '../../parser/index.js';
import { isError, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Role } from '../theme/theme.js';

/** How one UTF-16 unit of the text looks. */
export interface Look {
  readonly role: Role;
  readonly underlined: boolean;
}

const plain: Look = { role: 'text', underlined: false };

/** How each unit of a text looks; diagnostics are underlined in their own colour. */
export function looksOf(text: string, diagnostics: readonly Diagnostic[] = []): Look[] {
  const looks = Array<Look>(text.length).fill(plain);
  if (isCommand(text)) return fill(looks, 0, text.search(/\s|$/), { role: 'command', underlined: false });
  for (const { kind, span } of tokenize({ name: '', text }))
    fill(looks, span.start, span.end, { role: kind, underlined: false });
  for (const diagnostic of diagnostics.toReversed()) underline(looks, diagnostic);
  return looks;
}

/** Is this a command to the REPL rather than a statement? */
export function isCommand(text: string): boolean {
  return text.trimStart().startsWith(':');
}

function underline(looks: Look[], diagnostic: Diagnostic): void {
  const { span } = diagnostic;
  if (!span) return;
  const role = isError(diagnostic) ? 'problem' : 'warning';
  fill(looks, span.start, Math.max(span.end, span.start + 1), { role, underlined: true });
}

function fill(looks: Look[], from: number, to: number, look: Look): Look[] {
  return looks.fill(look, Math.min(from, looks.length), Math.min(to, looks.length));
}
