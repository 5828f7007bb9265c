import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHalf, fromHalves, toHalf } from '../../src/models/half.js';
import type { SafeTensor } from '../../src/models/safetensors.js';
import { asTensors, asWeights, readSafetensors, writeSafetensors } from '../../src/models/safetensors.js';
import { failureOf } from './failure.js';

/** A file from its header and the bytes of its tensors, as the format's description says. */
function fileOf(header: unknown, data: ArrayLike<number> = []): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(json)));
  return Uint8Array.from(Buffer.concat([length, Buffer.from(json), Uint8Array.from(data)]));
}

async function damageOf(bytes: Uint8Array): Promise<string> {
  const { code, message } = await failureOf(() => readSafetensors(bytes, 'w.safetensors'));
  expect(code).toBe('tensors-damaged');
  return message;
}

const entry = (begin: number, end: number, more: object = {}) => ({
  dtype: 'F32',
  shape: [(end - begin) / 4],
  data_offsets: [begin, end],
  ...more,
});

describe('readSafetensors', () => {
  it('reads what the description of the format says', () => {
    const bytes = fileOf({ __metadata__: { made: 'by hand' }, a: entry(0, 4), b: entry(4, 12) }, [
      ...[0, 0, 0x80, 0x3f],
      ...[0, 0, 0, 0xc0, 0, 0, 0, 0x3f],
    ]);
    const { tensors, metadata } = readSafetensors(bytes, 'w.safetensors');
    expect(metadata).toEqual({ made: 'by hand' });
    expect(tensors.get('a')).toEqual({ type: 'F32', shape: [1], data: Float32Array.of(1) });
    expect(tensors.get('b')).toEqual({ type: 'F32', shape: [2], data: Float32Array.of(-2, 0.5) });
  });

  it('reads a file that does not begin at the start of its buffer', () => {
    const bytes = fileOf({ a: entry(0, 4) }, [0, 0, 0x80, 0x3f]);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(readSafetensors(shifted.subarray(3), 'w').tensors.get('a')!.data).toEqual(Float32Array.of(1));
  });

  it.each([
    ['no header length', new Uint8Array(5), 'expected at least 8 bytes, found 5 bytes'],
    ['a cut header', fileOf({ a: entry(0, 4) }).subarray(0, 20), 'found 20 bytes'],
    ['another format', Uint8Array.from(Buffer.from('\x89HDF\r\n\x1a\n and so on')), 'expected the header'],
    ['a header that is not JSON', fileOf('{"a":'), 'expected a JSON header'],
    ['a header that is a list', fileOf([]), 'expected a JSON header'],
    ['metadata that is no text', fileOf({ __metadata__: { a: 1 } }), 'expected texts'],
    [
      'a type that is not known',
      fileOf({ a: entry(0, 4, { dtype: 'F8' }) }, [0, 0, 0, 0]),
      'found a of type F8',
    ],
    [
      'a negative shape',
      fileOf({ a: entry(0, 4, { shape: [-1] }) }, [0, 0, 0, 0]),
      'a list of whole numbers',
    ],
    ['no offsets', fileOf({ a: { dtype: 'F32', shape: [1] } }), 'expected two whole numbers'],
    [
      'a size unlike its shape',
      fileOf({ a: entry(0, 4, { shape: [2] }) }, [0, 0, 0, 0]),
      'expected 8 bytes for 2 F32',
    ],
    ['an overlap', fileOf({ a: entry(0, 8), b: entry(4, 12) }, new Uint8Array(12)), 'found b at byte 4'],
    ['a gap', fileOf({ a: entry(0, 4), b: entry(8, 12) }, new Uint8Array(12)), 'expected it at byte 4'],
    ['a cut tensor', fileOf({ a: entry(0, 8) }, new Uint8Array(7)), 'expected 8 bytes, found 7 bytes'],
    ['trailing bytes', fileOf({ a: entry(0, 8) }, new Uint8Array(9)), 'expected 8 bytes, found 9 bytes'],
  ])('refuses %s', async (_, bytes, message) => {
    const damage = await damageOf(bytes);
    expect(damage).toContain('w.safetensors');
    expect(damage).toContain(message);
  });
});

const floats = fc
  .array(fc.float({ noNaN: true }), { maxLength: 12 })
  .map((values) => Float32Array.from(values));
const doubles = fc
  .array(fc.double({ noNaN: true }), { maxLength: 12 })
  .map((values) => Float64Array.from(values));
const integers = fc.array(fc.integer(), { maxLength: 12 }).map((values) => Int32Array.from(values));
const tensor: fc.Arbitrary<SafeTensor> = fc.oneof(
  floats.map((data) => ({ type: 'F32' as const, shape: [1, data.length], data })),
  doubles.map((data) => ({ type: 'F64' as const, shape: [data.length], data })),
  integers.map((data) => ({ type: 'I32' as const, shape: [data.length, 1], data })),
);
const name = fc.string({ minLength: 1 }).filter((text) => text !== '__metadata__' && text !== '__proto__');

describe('writeSafetensors', () => {
  it('writes what is read back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, tensor), { maxLength: 6 }), (entries) => {
        const tensors = new Map(entries);
        expect(readSafetensors(writeSafetensors(tensors), 'w').tensors).toEqual(tensors);
      }),
    );
  });

  it('aligns the tensors', () => {
    const bytes = writeSafetensors(
      new Map<string, SafeTensor>([
        ['half', { type: 'F16', shape: [1], data: Float32Array.of(1) }],
        ['double', { type: 'F64', shape: [1], data: Float64Array.of(1) }],
      ]),
      { a: 'b' },
    );
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString()) as Record<
      string,
      unknown
    >;
    expect(header).toMatchObject({ __metadata__: { a: 'b' }, double: { data_offsets: [0, 8] } });
    expect(header).toMatchObject({ half: { data_offsets: [8, 10] } });
  });

  it('writes only the part of a buffer that the tensor is', () => {
    const data = Float32Array.of(1, 2, 3).subarray(1, 2);
    const bytes = writeSafetensors(asTensors(new Map([['a', { shape: [1], data }]])));
    expect(asWeights(readSafetensors(bytes, 'w')).get('a')).toEqual({ shape: [1], data: Float32Array.of(2) });
  });
});

describe('half precision', () => {
  // From the tables of IEEE 754-2008, section 3.6, and its rounding rule, ties to even.
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x0001, 2 ** -24],
    [0x03ff, 2 ** -14 - 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ])('%i stands for %f', (bits, value) => {
    expect(fromHalf(bits)).toBe(value);
    expect(toHalf(value)).toBe(bits);
  });

  it.each([
    [1 + 2 ** -11, 1],
    [1 + 3 * 2 ** -11, 1 + 2 ** -9],
    [2 - 2 ** -12, 2],
    [2 ** -14 - 2 ** -26, 2 ** -14],
    [2 ** -25, 0],
    [65519, 65504],
    [65520, Infinity],
  ])('rounds %f to %f', (value, rounded) => {
    expect(fromHalf(toHalf(value))).toBe(rounded);
  });

  it('keeps NaN', () => {
    expect(fromHalf(toHalf(NaN))).toBeNaN();
  });

  it('decodes many as it decodes one', () => {
    const all = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
    const values = fromHalves(all);
    for (const bits of all) expect(Object.is(values[bits], fromHalf(bits)), `half ${bits}`).toBe(true);
  });

  it('gives every half back', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = fromHalf(bits);
      if (!Number.isNaN(value)) expect(toHalf(value)).toBe(bits);
    }
  });
});
