import { parse, tokenize } from '../../parser/index.js';

/** What the value of the last entry is called. */
export const LAST = '_';

/** An entry that succeeded, with its seeds. */
export interface Entry {
  readonly text: string;
  /** Has its last statement given the value that `_` stands for from then on? */
  readonly gaveValue: boolean;
}

/** The entries as a script that runs by itself: what a later entry calls `_` gets a name. */
export function scriptOf(entries: readonly Entry[]): string {
  const texts = entries.map(({ text }) => text.trim());
  entries.forEach((entry, index) => {
    if (!mentionsLast(entry.text)) return;
    const source = entries.slice(0, index).findLastIndex(({ gaveValue }) => gaveValue);
    if (source < 0) return;
    const name = `result${source + 1}`;
    if (!texts[source].endsWith(`\n${name}`)) texts[source] = named(texts[source], name);
    texts[index] = renamed(texts[index], name);
  });
  return texts.map((text) => `${text}\n`).join('');
}

function mentionsLast(text: string): boolean {
  return tokenize({ name: '', text }).some((token) => token.text === LAST);
}

/** Binds the value of the last statement to a name, and shows it still. */
function named(text: string, name: string): string {
  const last = parse({ name: '', text }).script.statements.at(-1);
  const start = last?.span.start ?? 0;
  return `${text.slice(0, start)}let ${name} = ${text.slice(start)}\n${name}`;
}

function renamed(text: string, name: string): string {
  const places = tokenize({ name: '', text }).filter((token) => token.text === LAST);
  return places.reduceRight(
    (changed, { span }) => changed.slice(0, span.start) + name + changed.slice(span.end),
    text,
  );
}
