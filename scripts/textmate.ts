/** The TextMate grammar for editors, from the same tables as the lexer. */
import { reservedWords, statementKeywords } from '../src/parser/tokens.js';
import { unitSpellings } from '../src/parser/units.js';

const namePattern = '[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_]*';
const number = '(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(' ', '[ \\t]+');

/** The grammar as JSON text. */
export function textmateGrammar(): string {
  return `${JSON.stringify(grammar(), undefined, 2)}\n`;
}

function grammar() {
  const words = [...statementKeywords.keys()].join('|');
  const operators = reservedWords.map(({ LABEL }) => LABEL).filter((word) => word !== 'missing');
  return {
    name: 'giq',
    scopeName: 'source.giq',
    fileTypes: ['giq'],
    patterns: [
      { name: 'comment.line.number-sign.giq', match: '#.*$' },
      { name: 'string.quoted.double.giq', begin: '"', end: '"|$', patterns: [escapes] },
      { name: 'string.quoted.single.giq', begin: "'", end: "'|$", patterns: [escapes] },
      { name: 'variable.other.quoted.giq', match: '`[^`]*`' },
      binding,
      { name: 'keyword.control.giq', match: `^\\s*(?:${words})\\b` },
      { name: 'constant.other.date.giq', match: '\\b\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2})?Z?)?' },
      quantity(),
      { name: 'constant.language.missing.giq', match: '\\bmissing\\b' },
      { name: 'keyword.operator.word.giq', match: `\\b(?:${operators.join('|')})\\b` },
      { match: `(\\|)\\s*(${namePattern})`, captures: { 1: pipe, 2: verb } },
      { match: `^\\s*(${namePattern})`, captures: { 1: verb } },
      { match: `(=)\\s*(${namePattern})(?=\\s+[\\p{L}\\d"'+-]|\\s*\\|)`, captures: { 1: operator, 2: verb } },
      { name: 'keyword.operator.pipe.giq', match: '\\|' },
      { name: 'keyword.operator.giq', match: '\\.\\.|[<>!]?=|[<>+*/^-]' },
      { name: 'punctuation.separator.giq', match: ',' },
    ],
  };
}

const escapes = { name: 'constant.character.escape.giq', match: '\\\\.' };
const verb = { name: 'entity.name.function.verb.giq' };
const pipe = { name: 'keyword.operator.pipe.giq' };
const operator = { name: 'keyword.operator.giq' };

/** `let quiet = ` */
const binding = {
  match: `^\\s*(let|define)\\s+(${namePattern})`,
  captures: { 1: { name: 'keyword.control.giq' }, 2: { name: 'variable.other.giq' } },
};

/** A number with the unit after it. */
function quantity() {
  return {
    match: `([+-]?${number})(?:[ \\t]*(${unitSpellings.map(escaped).join('|')})(?![\\p{L}\\p{Nd}_]))?`,
    captures: { 1: { name: 'constant.numeric.giq' }, 2: { name: 'keyword.other.unit.giq' } },
  };
}
