/** Reads grammar/giq.ebnf into trees, and brings the parser's own rules into the same form. */
import type { ISerializedGast } from 'chevrotain';

export type Ebnf =
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly Ebnf[] }
  | { readonly kind: 'optional' | 'repetition'; readonly item: Ebnf }
  | { readonly kind: 'name' | 'literal' | 'prose'; readonly text: string };

export type Grammar = ReadonlyMap<string, Ebnf>;

interface Reader {
  readonly lexemes: readonly string[];
  position: number;
}

const lexeme = /\(\*[^]*?\*\)|\?[^?]*\?|"[^"]*"|'[^']*'|[A-Za-z]+|[=,;|{}[\]()]/g;

/** All rules of an EBNF text in their order. */
export function readEbnf(text: string): Grammar {
  const lexemes = (text.match(lexeme) ?? []).filter((word) => !word.startsWith('(*'));
  const reader = { lexemes, position: 0 };
  const rules = new Map<string, Ebnf>();
  while (reader.position < lexemes.length) {
    const name = take(reader);
    expect(reader, '=');
    rules.set(name, choice(reader));
    expect(reader, ';');
  }
  return rules;
}

function take(reader: Reader): string {
  return reader.lexemes[reader.position++];
}

function expect(reader: Reader, wanted: string): void {
  const found = take(reader);
  if (found !== wanted)
    throw new Error(`giq.ebnf: expected ${wanted}, found ${found} (lexeme ${reader.position})`);
}

function separated(reader: Reader, separator: string, read: (reader: Reader) => Ebnf): Ebnf[] {
  const items = [read(reader)];
  while (reader.lexemes[reader.position] === separator) {
    take(reader);
    items.push(read(reader));
  }
  return items;
}

function choice(reader: Reader): Ebnf {
  return joined('choice', separated(reader, '|', sequence));
}

function sequence(reader: Reader): Ebnf {
  return joined('sequence', separated(reader, ',', element));
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function element(reader: Reader): Ebnf {
  const word = take(reader);
  if (word in closers) {
    const item = choice(reader);
    expect(reader, closers[word]);
    return word === '(' ? item : { kind: word === '[' ? 'optional' : 'repetition', item };
  }
  if (/^['"]/.test(word)) return { kind: 'literal', text: word.slice(1, -1) };
  if (word.startsWith('?')) return { kind: 'prose', text: word.slice(1, -1).trim() };
  return { kind: 'name', text: word };
}

/** One item stands for itself; a sequence in a sequence, or a choice in a choice, is part of it. */
function joined(kind: 'sequence' | 'choice', items: readonly Ebnf[]): Ebnf {
  const flat = items.flatMap((item) => (item.kind === kind ? item.items : [item]));
  return flat.length === 1 ? flat[0] : { kind, items: flat };
}

/** A piece of a rule as Chevrotain writes it out; which fields there are goes by its type. */
interface Piece extends ISerializedGast {
  readonly name?: string;
  readonly label?: string;
}

/** Chevrotain's rules in the form that `readEbnf` gives. */
export function grammarOf(rules: readonly Piece[]): Grammar {
  return new Map(rules.map((rule) => [rule.name ?? '', sequenceOf(rule)]));
}

function sequenceOf({ definition = [] }: Piece): Ebnf {
  return joined('sequence', definition.map(treeOf));
}

function treeOf(piece: Piece): Ebnf {
  const { type, name = '', label = name } = piece;
  switch (type) {
    case 'NonTerminal':
      return { kind: 'name', text: name };
    case 'Terminal':
      return label === name ? { kind: 'name', text: name } : { kind: 'literal', text: label };
    case 'Alternation':
      return joined('choice', (piece.definition ?? []).map(treeOf));
    case 'Option':
      return { kind: 'optional', item: sequenceOf(piece) };
    case 'Repetition':
      return { kind: 'repetition', item: sequenceOf(piece) };
    case 'Alternative':
      return sequenceOf(piece);
    default:
      throw new Error(`giq.ebnf has no notation for ${type}`);
  }
}
