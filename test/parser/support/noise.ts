/** Random text near the language, and random damage to scripts. */
import fc from 'fast-check';
import { tokenize } from '../../../src/parser/index.js';

const bits = [
  'generate', 'let', 'define', 'use', 'explain', 'giq', 'and', 'or', 'not', 'in', 'is', 'missing', 'x', '`y', '`z`', '1', '.5',
  '1e22', '1e999', '+3', '-2', 'Mx', '%', 'G px', '2011-02-12', '2011-02-31', '"a"', "'b", '"\\q"', '|', '(', ')', ',', '=',
  '==', '=>', '->', '|>', '&&', '||', '!', '+=', ';', '//', '/*', '*/', '#', '<', '>=', '..', '...', '^', '**', '–', '…', '“',
  '”', '[', '}', '@', '\\', '\n', '\r\n', '\t', ' ', ' ', ' ', '\u200b', '\ud800', '😀',
]; // prettier-ignore

export const soup: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...bits), { maxLength: 25 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...bits), { maxLength: 25 }).map((parts) => parts.join(' ')),
);

/** One change at a place between 0 and 1 of the text. */
interface Damage {
  readonly place: number;
  readonly kind: 'drop' | 'insert' | 'replace' | 'double' | 'swap';
  readonly text: string;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('drop', 'insert', 'replace', 'double', 'swap'),
  text: fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary', minLength: 1, maxLength: 2 })),
});

export function mutated(scripts: readonly string[]): fc.Arbitrary<string> {
  const changes = fc.array(damage, { minLength: 1, maxLength: 3 });
  return fc
    .tuple(fc.constantFrom(...scripts), fc.boolean(), changes)
    .map(([text, whole, all]) =>
      all.reduce((now, one) => (whole ? damageTokens : damageCharacters)(now, one), text),
    );
}

function damageCharacters(text: string, { place, kind, text: inserted }: Damage): string {
  return apply([...text], Math.floor(place * text.length), kind, inserted).join('');
}

function damageTokens(text: string, { place, kind, text: inserted }: Damage): string {
  const ends = tokenize({ name: '', text }).map(({ span }) => span.end);
  const parts = ends.map((end, i) => text.slice(i === 0 ? 0 : ends[i - 1], end));
  return apply(parts, Math.floor(place * parts.length), kind, inserted).join('');
}

function apply(parts: string[], at: number, kind: Damage['kind'], inserted: string): string[] {
  const [before, here, after] = [parts.slice(0, at), parts.slice(at, at + 1), parts.slice(at + 1)];
  if (kind === 'drop') return [...before, ...after];
  if (kind === 'insert') return [...before, inserted, ...here, ...after];
  if (kind === 'replace') return [...before, inserted, ...after];
  if (kind === 'double') return [...before, ...here, ...here, ...after];
  return [...before, ...after.slice(0, 1), ...here, ...after.slice(1)];
}

/** The same script with other white space, line breaks and comments wherever these mean nothing. */
export function loosened(text: string, choices: readonly number[]): string {
  const tokens = tokenize({ name: '', text });
  let [result, depth, at] = ['', 0, 0];
  tokens.forEach((token, i) => {
    const gap = text.slice(at, token.span.start);
    const free = depth > 0 || token.text === '|' || (i > 0 && /^[|,]$/.test(tokens[i - 1].text));
    result +=
      (gap === ' ' || (token.text === '|' && gap !== '')) && i > 0
        ? space(choices[i % choices.length], free)
        : gap;
    if (token.kind === 'bracket') depth += token.text === '(' ? 1 : -1;
    result += token.text;
    at = token.span.end;
  });
  return result + text.slice(at);
}

function space(choice: number, free: boolean): string {
  const spaces = [' ', '  ', '\t', ' '];
  const breaks = ['\n', ' # trailing\n  ', '\n\n  # own line\n', '\r\n'];
  return free && choice % 8 > 3 ? breaks[choice % 4] : spaces[choice % 4];
}
