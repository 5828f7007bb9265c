import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeNpyArray } from '../../../src/archive/readers/npy.js';
import { decodeNpz } from '../../../src/archive/readers/npz.js';
import { encodeNpy } from '../../../src/archive/writers/index.js';
import { failure, fixture } from './support.js';

describe('damaged NPY files', () => {
  const whole = fixture('npy_little_f4.npy');

  it('that are cut short say how many bytes are missing', () => {
    const diagnostic = failure(() => decodeNpyArray(whole.subarray(0, whole.length - 1), 'a.npy'));
    expect(diagnostic.message).toBe('`a.npy` is cut short: the array requires 344 bytes, found 343');
    expect(failure(() => decodeNpyArray(whole.subarray(0, 100), 'a.npy')).message).toContain(
      'the header requires 128',
    );
  });

  it.each([
    ['4-byte shape', "'shape': (6, 9)", "'shape': (6,x9)"],
    ['huge shape', "'shape': (6, 9), }  ", "'shape': (600000000, 9)}"],
    ['version', '\x93NUMPY\x01', '\x93NUMPY\x09'],
    ['type', "'<f4'", "'<f5'"],
  ])('with a wrong %s are refused', (_, from, to) => {
    const text = Buffer.from(whole).toString('latin1');
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    expect(failure(() => decodeNpyArray(Buffer.from(changed, 'latin1'), 'a.npy')).code).toMatch(/^file-/);
  });
});

describe('NPZ files', () => {
  const row = encodeNpy(Float32Array.of(1, 2, 3), [3]);

  it('without an image say what they hold', () => {
    const bytes = zipSync({ 'times.npy': row, 'readme.txt': Uint8Array.of(65) });
    expect(failure(() => decodeNpz(bytes, 'a.npz')).message).toContain('`times.npy` of shape [3]');
    expect(failure(() => decodeNpz(zipSync({ 'readme.txt': Uint8Array.of(65) }), 'a.npz')).message).toContain(
      'no arrays',
    );
  });

  it('that are cut short are refused', () => {
    const bytes = fixture('npz_deflated.npz');
    expect(failure(() => decodeNpz(bytes.subarray(0, bytes.length - 30), 'a.npz')).code).toBe('file-damaged');
  });

  it('that announce more than they can hold are refused before memory is asked for', () => {
    const bytes = zipSync({ 'a.npy': row }).slice();
    const directory = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
    new DataView(bytes.buffer).setUint32(directory + 24, 0x7fffffff, true);
    expect(failure(() => decodeNpz(bytes, 'a.npz')).message).toContain('announces 2147483647 bytes');
  });
});
