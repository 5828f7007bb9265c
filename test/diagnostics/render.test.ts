import { describe, expect, it } from 'vitest';
import { diagnose, type Details } from '../../src/diagnostics/diagnostic.js';
import { renderText, toJson } from '../../src/diagnostics/render.js';

function spanOf(text: string, part: string) {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
}

function render(text: string, details: Details, width?: number): string[] {
  const diagnostic = diagnose('semicolon', {}, details);
  return renderText(diagnostic, { name: 'a.giq', text }, { color: false, ...(width && { width }) }).split(
    '\n',
  );
}

const head = 'error[semicolon]: statements end with the line, not with `;`';

describe('renderText', () => {
  it('marks the place and adds hints and the fix', () => {
    const text = 'show\nshow; measure';
    const span = spanOf(text, ';');
    expect(render(text, { span, hints: ['one', 'two'], fix: { span, replacement: '\n' } })).toEqual([
      head,
      ' --> a.giq:2:5',
      '  |',
      '2 | show; measure',
      '  |     ^',
      '  |',
      '  = hint: one',
      '  = hint: two',
      '  = fix: replace `;` with a line break',
    ]);
  });

  it('marks secondary places, on the same line and on others', () => {
    const text = 'let a = b\nshow\nshow\na; b';
    const labels = [
      { span: spanOf(text, 'let'), message: 'bound here' },
      { span: { start: text.length - 1, end: text.length }, message: 'used here' },
    ];
    expect(render(text, { span: spanOf(text, ';'), labels }).slice(2)).toEqual([
      '  |',
      '1 | let a = b',
      '  | --- bound here',
      '...',
      '4 | a; b',
      '  |  ^',
      '  |    - used here',
    ]);
  });

  it('aligns under tabs and wide characters', () => {
    const text = '\t太陽 é; x';
    expect(render(text, { span: spanOf(text, ';') }).slice(1)).toEqual([
      ' --> a.giq:1:6',
      '  |',
      '1 |     太陽 é; x',
      '  |           ^',
    ]);
  });

  it('cuts long lines around the place', () => {
    const text = `${'a'.repeat(200)};${'b'.repeat(200)}`;
    const [, place, , line, carets] = render(text, { span: spanOf(text, ';') }, 40);
    expect(place).toBe(' --> a.giq:1:201');
    expect(line).toMatch(/^1 \| …a+;b+…$/);
    expect(line.length).toBeLessThanOrEqual(40);
    expect(carets.indexOf('^')).toBe(line.indexOf(';'));
  });

  it('marks every line of a short span, and the ends of a long one', () => {
    const lines = ['a;', '  b', 'c', 'd', 'e', 'f'];
    const text = lines.join('\n');
    expect(render(text, { span: { start: 1, end: 8 } }).slice(3)).toEqual([
      '1 | a;',
      '  |  ^',
      '2 |   b',
      '  |   ^',
      '3 | c',
      '  | ^',
    ]);
    const shown = render(text, { span: { start: 1, end: text.length } }).filter((line) =>
      /^\d|^\./.test(line),
    );
    expect(shown).toEqual(['1 | a;', '2 |   b', '...', '5 | e', '6 | f']);
  });

  it('marks the end of the text', () => {
    const text = 'show |';
    expect(render(text, { span: { start: 6, end: 6 } }).slice(3)).toEqual(['1 | show |', '  |       ^']);
    expect(render('', { span: { start: 0, end: 0 } }).slice(3)).toEqual(['1 |', '  | ^']);
    expect(render('show\n', { span: { start: 5, end: 5 } }).slice(1, 4)).toEqual([
      ' --> a.giq:2:1',
      '  |',
      '2 |',
    ]);
  });

  it('has no excerpt without a source or a place', () => {
    const diagnostic = diagnose('semicolon', {}, { hints: ['one'] });
    expect(renderText(diagnostic, undefined, { color: false })).toBe(`${head}\n  hint: one`);
    expect(render('show', { hints: ['one'] })).toEqual([head, '  hint: one']);
  });

  it('says what a fix inserts and removes', () => {
    const fixes = [
      { span: { start: 0, end: 0 }, replacement: 'let ' },
      { span: { start: 0, end: 2 }, replacement: '' },
      { span: { start: 0, end: 2 }, replacement: '`ab`' },
    ];
    const texts = fixes.map((fix) => render('ab c', { span: fix.span, fix }).at(-1)?.trim());
    expect(texts).toEqual([
      '= fix: insert `let`',
      '= fix: remove `ab`',
      '= fix: replace `ab` with `` `ab` ``',
    ]);
  });

  it('keeps control characters of the script from the terminal', () => {
    const text = 'a \u001b[31m;\u202e b';
    const rendered = renderText(
      diagnose('semicolon', {}, { span: spanOf(text, ';') }),
      { name: 'a', text },
      { color: false },
    );
    expect(rendered).not.toMatch(/[\u001b\u202e]/);
  });

  it('colours only when asked to, and then the same text', () => {
    const diagnostic = diagnose('semicolon', {}, { span: { start: 1, end: 2 }, hints: ['one'] });
    const source = { name: 'a', text: 'a; b' };
    const [plain, coloured] = [false, true].map((color) => renderText(diagnostic, source, { color }));
    expect(coloured).not.toBe(plain);
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

describe('toJson', () => {
  const source = { name: 'a.giq', text: 'show\r\n太陽𝕏; b' };

  it('has offsets, lines and columns', () => {
    const span = spanOf(source.text, ';');
    const labels = [{ span: { start: 0, end: 6 }, message: 'before' }];
    const fix = { span, replacement: '\n' };
    expect(toJson(diagnose('semicolon', {}, { span, labels, hints: ['one'], fix }), source)).toEqual({
      code: 'semicolon',
      severity: 'error',
      message: 'statements end with the line, not with `;`',
      file: 'a.giq',
      span: { start: 10, end: 11, line: 2, column: 4, endLine: 2, endColumn: 5 },
      labels: [
        { message: 'before', span: { start: 0, end: 6, line: 1, column: 1, endLine: 2, endColumn: 1 } },
      ],
      hints: ['one'],
      fix: { span: { start: 10, end: 11, line: 2, column: 4, endLine: 2, endColumn: 5 }, replacement: '\n' },
    });
  });

  it('has no places without a source', () => {
    const diagnostic = diagnose('semicolon', {}, { span: { start: 0, end: 1 } });
    expect(toJson(diagnostic)).toEqual({
      code: 'semicolon',
      severity: 'error',
      message: diagnostic.message,
      labels: [],
      hints: [],
    });
  });
});
