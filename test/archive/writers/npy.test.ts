import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNpyArray } from '../../../src/archive/readers/npy.js';
import { encodeNpy } from '../../../src/archive/writers/index.js';
import { fixture } from '../readers/support.js';

describe('encodeNpy', () => {
  it('writes the bytes that NumPy writes', () => {
    for (const name of ['npy_little_f4.npy', 'npy_stack.npy']) {
      const bytes = fixture(name);
      const { values, shape } = decodeNpyArray(bytes, name);
      expect(Buffer.from(encodeNpy(values, shape)).equals(bytes)).toBe(true);
    }
  });

  it('is read back unchanged, in any shape', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lengths, fc.float(), (shape, value) => {
        const values = new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(value);
        expect(decodeNpyArray(encodeNpy(values, shape), 'a.npy')).toEqual({ shape, values });
      }),
    );
  });

  it('begins its data at a multiple of 64 bytes', () => {
    for (const shape of [[1], [1, 1, 1, 1], Array<number>(30).fill(1)]) {
      expect((encodeNpy(Float32Array.of(7), shape).length - 4) % 64).toBe(0);
    }
  });

  it('treats a wrong shape as a bug', () => {
    expect(() => encodeNpy(new Float32Array(5), [2, 3])).toThrow('do not fill the shape [2, 3]');
  });
});
