/** Sequences of keys that nobody would press, the same ones for the same seed. */
import * as fc from 'fast-check';
import { decode, newDecoder } from '../../src/repl/keys/decode.js';
import { pasted, pressed, typed, type Input } from '../../src/repl/keys/input.js';
import { keymap } from '../../src/repl/keys/keymap.js';
import { contracts } from '../../src/runtime/verbs/index.js';

const keys = keymap.flatMap((binding) => binding.keys).map(pressed);
const steeringKeys = ['shift+left', 'shift+right', 'pageup', 'f5', 'alt+x'].map(pressed);

/** Pieces of statements and of commands; of what takes long, little. */
const pieces = [
  ...[...contracts.keys()].map((verb) => `${verb} `),
  'generate 2 seed 1', 'generate seed 3 | steer', 'let a = ', 'define X = TUF', 'use world ', 'a', '_', 'seed 4', 'k=2',
  'TUF', 'R', 'keeping ', '+1', '-0.5', '3 G', '1..2', ' | ', '(', ')', '"', '`', ',', '=', '#', '\\', ' ',
  ':help', ':help keys', ':vars', ':theme light', ':theme red-blue', ':steer', ':history', ':explain', ':plan', ':engine',
  ':world', ':world nowhere', ':load nothing.giq', ':save nothing.giq', ':more', ':time', ':nonsense', ':',
  'é', '☀️', '👩‍🚀', '日本', '\u200d', '\u0301', '\ufffd', '\t',
].map(typed); // prettier-ignore

const noise = fc.string({ unit: 'binary', maxLength: 12 });
const input: fc.Arbitrary<readonly Input[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...pieces).map((one) => [one]) },
  { weight: 5, arbitrary: fc.constantFrom(...keys, ...steeringKeys).map((one) => [one]) },
  { weight: 1, arbitrary: fc.constant([pressed('enter')]) },
  { weight: 1, arbitrary: noise.map((text) => [pasted(text)]) },
  { weight: 1, arbitrary: noise.map((text) => decode(newDecoder, `\x1b${text}`).inputs) },
);

export function randomKeys(count: number, seed: number): (readonly Input[])[] {
  const sequences = fc.sample(fc.array(input, { minLength: 1, maxLength: 16 }), { numRuns: count, seed });
  return sequences.map((inputs) => inputs.flat());
}
