import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, flush, newDecoder } from '../../../src/repl/keys/decode.js';
import { pasted, pressed, typed, type Input } from '../../../src/repl/keys/input.js';

/** All inputs of some chunks, and of the silence after them. */
function inputsOf(...chunks: readonly string[]): Input[] {
  let decoder = newDecoder;
  const inputs: Input[] = [];
  for (const chunk of chunks) {
    const decoded = decode(decoder, chunk);
    decoder = decoded.decoder;
    inputs.push(...decoded.inputs);
  }
  return [...inputs, ...flush(decoder).inputs];
}

/** Runs of typed text are one, however they were cut. */
function joined(inputs: readonly Input[]): Input[] {
  return inputs.reduce<Input[]>((all, input) => {
    const last = all.at(-1);
    if (input.kind === 'text' && last?.kind === 'text')
      return [...all.slice(0, -1), typed(last.text + input.text)];
    return [...all, input];
  }, []);
}

describe('decoding keys', () => {
  it.each([
    ['text', [typed('text')]],
    ['text\r', [typed('text'), pressed('enter')]],
    ['a\rb\r', [typed('a'), pressed('enter'), typed('b'), pressed('enter')]],
    ['\x01\x05', [pressed('ctrl+a'), pressed('ctrl+e')]],
    ['\x1f', [pressed('ctrl+_')]],
    ['\x7f\t\x1b[Z', [pressed('backspace'), pressed('tab'), pressed('shift+tab')]],
    ['\x1b[A\x1bOB', [pressed('up'), pressed('down')]],
    ['\x1b[1;5D\x1b[1;2C', [pressed('ctrl+left'), pressed('shift+right')]],
    ['\x1b[3~\x1b[H', [pressed('delete'), pressed('home')]],
    ['\x1bf\x1b\x7f\x1b\r', [pressed('alt+f'), pressed('alt+backspace'), pressed('alt+enter')]],
    ['\x1b[13;2u\x1b[27;2;13~', [pressed('shift+enter'), pressed('shift+enter')]],
    ['\x1b\x1b[D', [pressed('alt+left')]],
    ['\x1b', [pressed('escape')]],
    ['\x1b[<0;12;30M', []],
    ['é☀️', [typed('é☀️')]],
  ])('%j', (chunk, expected) => expect(inputsOf(chunk)).toEqual(expected));

  it('inserts what is pasted, line breaks and all, and never presses Enter', () => {
    expect(inputsOf('\x1b[200~one\r\ntwo\rthree\n\x1b[201~x')).toEqual([
      pasted('one\ntwo\nthree\n'),
      typed('x'),
    ]);
  });

  it('understands sequences that arrive in pieces', () => {
    expect(inputsOf('\x1b', '[', '1;5', 'C')).toEqual([pressed('ctrl+right')]);
    expect(inputsOf('\x1b[20', '0~a\rb', '\x1b[2', '01~')).toEqual([pasted('a\nb')]);
  });

  it('gives the same inputs wherever the chunks are cut', () => {
    const part = fc.constantFrom(
      'a',
      'shift R +2',
      '\r',
      '\x1b[A',
      '\x1bb',
      '\x1b[1;5C',
      '\x1b[200~p\rq\x1b[201~',
      '\x03',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(fc.nat(60), { maxLength: 6 }), (parts, cuts) => {
        const whole = parts.join('');
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b),
          whole.length,
        ];
        const chunks = places.slice(1).map((end, index) => whole.slice(places[index], end));
        expect(joined(inputsOf(...chunks))).toEqual(joined(inputsOf(whole)));
      }),
    );
  });

  it('survives any bytes, and is ready for keys afterwards', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (noise) => {
        const { decoder } = decode(newDecoder, noise.replaceAll('\x1b[200~', ''));
        const { inputs } = decode(flush(decoder).decoder, '\x01');
        expect(inputs.at(-1)).toEqual(pressed('ctrl+a'));
      }),
    );
  });
});
