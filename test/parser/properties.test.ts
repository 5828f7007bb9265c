import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format, parse, printStatement, tokenize } from '../../src/parser/index.js';
import { corpus } from './support/corpus.js';
import { loosened, mutated, soup } from './support/noise.js';
import { scripts } from './support/scripts.js';
import { parseText, withoutSpans } from './support/shape.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';

const runs = 20_000;

function formatted(text: string): string {
  return format({ name: 'test.giq', text }).text;
}

function commentsOf(text: string): string[] {
  const tokens = tokenize({ name: '', text });
  const comments = tokens.filter(({ kind }) => kind === 'comment');
  return comments.map((token) => token.text.trimEnd()).sort();
}

function spansOf({ span, labels, fix }: Diagnostic) {
  return [span, ...labels.map((label) => label.span), fix?.span].filter((each) => each !== undefined);
}

/** Whatever the text: no exception, and every diagnostic points into it. */
function checkAnything(text: string): void {
  const { diagnostics, incomplete } = parseText(text);
  for (const diagnostic of diagnostics) {
    expect(diagnostic.span).toBeDefined();
    for (const { start, end } of spansOf(diagnostic)) {
      if (!(start >= 0 && start <= end && end <= text.length))
        expect.fail(`${start}..${end} is not in the text`);
    }
  }
  if (incomplete && diagnostics.length === 0) expect.fail('incomplete without a diagnostic');
  checkTokens(text);
  if (diagnostics.length === 0) checkFormat(text);
  else expect(formatted(text)).toBe(text);
}

/** Tokens cover all of a text but its white space, without overlap. */
function checkTokens(text: string): void {
  let end = 0;
  for (const { span, text: image } of tokenize({ name: '', text })) {
    if (text.slice(end, span.start).trim() !== '') expect.fail(`lost: ${text.slice(end, span.start)}`);
    if (text.slice(span.start, span.end) !== image || span.start < end) expect.fail(`wrong token: ${image}`);
    end = span.end;
  }
  if (text.slice(end).trim() !== '') expect.fail(`lost: ${text.slice(end)}`);
}

function checkFormat(text: string): void {
  const once = formatted(text);
  expect(formatted(once)).toBe(once);
  expect(withoutSpans(parseText(once).script)).toEqual(withoutSpans(parseText(text).script));
  expect(commentsOf(once)).toEqual(commentsOf(text));
}

describe('any text', () => {
  it('has a value or diagnostics inside it, never an exception', () => {
    fc.assert(fc.property(soup, checkAnything), { numRuns: runs });
  });

  it('near a script has a value or diagnostics inside it, never an exception', () => {
    fc.assert(fc.property(mutated(corpus), checkAnything), { numRuns: runs });
  });
});

describe('a syntax tree', () => {
  it('printed and parsed is itself', () => {
    const property = fc.property(scripts, (script) => {
      const text = script.statements.map((statement) => printStatement(statement)).join('\n');
      const { script: parsed, diagnostics } = parseText(text);
      if (diagnostics.length > 0) expect.fail(`${text}: ${diagnostics[0].message}`);
      expect(withoutSpans(parsed)).toEqual(withoutSpans(script));
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('means the same after formatting, however its text is spaced', () => {
    const property = fc.property(
      scripts,
      fc.array(fc.nat(99), { minLength: 1, maxLength: 9 }),
      (script, choices) => {
        const text = script.statements.map((statement) => printStatement(statement)).join('\n');
        const loose = loosened(text, choices);
        const { script: parsed, diagnostics } = parseText(loose);
        if (diagnostics.length > 0) expect.fail(`${loose}: ${diagnostics[0].message}`);
        expect(withoutSpans(parsed)).toEqual(withoutSpans(script));
        checkFormat(loose);
      },
    );
    fc.assert(property, { numRuns: 1500 });
  });
});

describe('the corpus', () => {
  it.each(corpus)('is well formed and keeps its meaning when formatted: script %#', (text) => {
    expect(parseText(text).diagnostics).toEqual([]);
    checkFormat(text);
  });

  it.each(corpus)('is incomplete where it is cut inside brackets or after a sign: script %#', (text) => {
    let depth = 0;
    for (const { kind, text: image, span } of tokenize({ name: '', text })) {
      if (kind === 'bracket') depth += image === '(' ? 1 : -1;
      const { incomplete, diagnostics } = parse({ name: '', text: text.slice(0, span.end) });
      const open = depth > 0 || kind === 'operator' || /^(and|or|not|in|is)$/.test(image);
      if (kind !== 'comment') expect({ image, incomplete }).toEqual({ image, incomplete: open });
      if (incomplete) expect(diagnostics.length).toBeGreaterThan(0);
    }
  });

  it('never fails on a prefix', () => {
    for (const text of corpus) {
      for (let end = 0; end <= text.length; end++) checkAnything(text.slice(0, end));
    }
  });
});
