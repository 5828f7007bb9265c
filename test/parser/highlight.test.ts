import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/parser/index.js';

function kinds(text: string): string {
  const tokens = tokenize({ name: 'test.giq', text });
  return tokens.map((token) => `${token.kind}:${token.text}`).join(' ');
}

describe('tokenize', () => {
  it.each([
    ['let q = generate seed 42', 'keyword:let name:q operator:= verb:generate name:seed number:42'],
    ['q | shift TUF +3 Mx', 'verb:q operator:| verb:shift name:TUF number:+3 unit:Mx'],
    ['x "a" 2011-02-12 # why', 'verb:x string:"a" date:2011-02-12 comment:# why'],
    ['explain a\n  | b', 'keyword:explain verb:a operator:| verb:b'],
    ['define X = a', 'keyword:define name:X operator:= name:a'],
    ['where let not in', 'verb:where name:let keyword:not keyword:in'],
    ['(a | b)', 'bracket:( verb:a operator:| verb:b bracket:)'],
    ['x (load "f")', 'verb:x bracket:( verb:load string:"f" bracket:)'],
    ['x (a + b) (c)', 'verb:x bracket:( name:a operator:+ name:b bracket:) bracket:( name:c bracket:)'],
    ['a; b', 'verb:a error:; verb:b'],
    ['a == b @', 'verb:a error:== name:b error:@'],
    ['a // why', 'verb:a error:// why'],
    ['giq 1', 'keyword:giq number:1'],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toBe(expected);
  });
});
