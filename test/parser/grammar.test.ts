import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as expressions from '../../src/parser/build/expressions.js';
import * as literals from '../../src/parser/build/literals.js';
import * as statements from '../../src/parser/build/statements.js';
import { GiqParser } from '../../src/parser/grammar.js';
import { createLexer } from '../../src/parser/lexer.js';
import { tokenize } from '../../src/parser/index.js';
import { units } from '../../src/parser/units.js';
import { grammarOf, readEbnf, type Ebnf } from '../../scripts/ebnf.js';
import { outdatedFiles, root } from '../../scripts/grammar-files.js';
import { corpus } from './support/corpus.js';

const parser = new GiqParser(true);
const written = readEbnf(readFileSync(new URL('grammar/giq.ebnf', root), 'utf8'));
const parsed = grammarOf(parser.getSerializedGastProductions());

/** `script` is what the layout does; the parser reads one statement at a time. */
const layoutRules = ['script'];

function namesIn(tree: Ebnf): string[] {
  if ('items' in tree) return tree.items.flatMap(namesIn);
  if ('item' in tree) return namesIn(tree.item);
  return tree.kind === 'name' ? [tree.text] : [];
}

describe('the parser', () => {
  it('has a sound lexer and an unambiguous grammar', () => {
    expect(createLexer(true).lexerDefinitionErrors).toEqual([]);
    expect(parsed.size).toBeGreaterThan(20);
  });

  it('has a builder for every rule, and no other', () => {
    const builders = { ...statements, ...expressions, numberOf: literals.numberOf };
    const methods = Object.fromEntries(
      Object.entries(builders).map(([name, build]) => [name.replace(/Of$/, ''), build]),
    );
    const visitor = Object.assign(new (parser.getBaseCstVisitorConstructor())(), methods);
    expect(() => visitor.validateVisitor()).not.toThrow();
    expect(Object.keys(methods).sort()).toEqual([...parsed.keys()].sort());
  });
});

describe('giq.ebnf', () => {
  const rules = [...written.keys()].filter((name) => /^[a-z]/.test(name) && !layoutRules.includes(name));

  it('has the rules of the parser', () => {
    expect(rules.sort()).toEqual([...parsed.keys()].sort());
  });

  it.each(rules)('says of %s what the parser does', (name) => {
    expect(written.get(name)).toEqual(parsed.get(name));
  });

  it('defines every name that it uses', () => {
    const used = [...written.values()].flatMap(namesIn);
    expect(used.filter((name) => !written.has(name))).toEqual([]);
  });

  it('lists every unit', () => {
    const text = JSON.stringify(written.get('Unit'));
    expect(units.filter(({ name }) => !text.includes(JSON.stringify(name))).map(({ name }) => name)).toEqual(
      [],
    );
  });
});

describe('generated files', () => {
  it('are up to date (npx vite-node scripts/generate-grammar.ts)', () => {
    expect(outdatedFiles()).toEqual([]);
  });

  it('reach nothing outside themselves', () => {
    const page = readFileSync(new URL('grammar/diagrams.html', root), 'utf8');
    expect(page).not.toMatch(/https?:|<script|<link/);
    for (const name of written.keys()) expect(page).toContain(`<h2 id="${name}">`);
  });
});

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
}

describe('the TextMate grammar', () => {
  const text = readFileSync(new URL('grammar/giq.tmLanguage.json', root), 'utf8');
  const { patterns } = JSON.parse(text) as { patterns: Pattern[] };

  it('has only patterns that compile', () => {
    for (const { match, begin } of patterns) expect(() => new RegExp((match ?? begin)!, 'u')).not.toThrow();
  });

  it.each([
    ['comment', 'comment.line.number-sign.giq'],
    ['date', 'constant.other.date.giq'],
  ])('sees every %s of the corpus', (kind, name) => {
    const pattern = new RegExp(`^(?:${patterns.find((each) => each.name === name)!.match})`, 'mu');
    const tokens = corpus
      .flatMap((script) => tokenize({ name: '', text: script }))
      .filter((token) => token.kind === kind);
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens) expect(pattern.exec(token.text)?.[0]).toBe(token.text);
  });
});
