/** What text looks like: the one place of the REPL that knows escape sequences for colours. */
import type { TokenKind } from '../../parser/index.js';

/** What a piece of text is to a reader. */
export type Role =
  | TokenKind
  | 'text'
  | 'command'
  | 'prompt'
  | 'suggestion'
  | 'dim'
  | 'heading'
  | 'selected'
  | 'problem'
  | 'warning'
  | 'good';

/** Parameters of `CSI … m` by role; the empty text is the terminal's own colour. */
export type Palette = Readonly<Record<Role, string>>;

export interface Theme {
  readonly name: string;
  readonly title: string;
  readonly palette: Palette;
}

export interface Paint {
  (role: Role, text: string): string;
  /** The same with a line under it, for what a diagnostic speaks of. */
  readonly underlined: (role: Role, text: string) => string;
}

export function paintOf({ palette }: Theme): Paint {
  const paint = (role: Role, text: string) => sgr(palette[role], text);
  return Object.assign(paint, {
    underlined: (role: Role, text: string) => sgr(`4;${palette[role]}`.replace(/;$/, ''), text),
  });
}

function sgr(parameters: string, text: string): string {
  return parameters === '' || text === '' ? text : `\u001b[${parameters}m${text}\u001b[0m`;
}
