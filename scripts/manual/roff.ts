/** The markup of manual pages, as man(7) has it. */

/** Running text: nothing in it is taken for markup, and a dash is a dash that can be copied. */
export const escape = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replace(
      /[^ -~\n]/g,
      (character) => `\\[u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .replace(/^\./gm, '\\&.');

export const bold = (text: string): string => `\\fB${escape(text)}\\fR`;
export const section = (title: string): string => `.SH ${title.toUpperCase()}`;
export const subsection = (title: string): string => `.SS "${escape(title)}"`;
export const paragraph = (text: string): string => `.PP\n${escape(text)}`;
/** A term, and what is said of it, indented. */
export const item = (term: string, text: string): string => `.TP\n${bold(term)}\n${escape(text)}`;
/** Lines that stay as they are. */
export const lines = (text: string): string => `.PP\n.nf\n${escape(text)}\n.fi`;
