import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOfFile } from '../../src/archive/store/observations.js';
import { readSafetensors, writeSafetensors, type SafeTensor } from '../../src/models/safetensors.js';
import { readTensorFile, writeTensorFile } from '../../src/models/tensor-file.js';
import { failureOf } from './failure.js';

const tensors = new Map<string, SafeTensor>([
  ['wide', { type: 'F64', shape: [2], data: Float64Array.of(1, Math.PI) }],
  ['rows', { type: 'F32', shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6.5) }],
  ['none', { type: 'F32', shape: [0, 4], data: new Float32Array(0) }],
  ['small', { type: 'I8', shape: [3], data: Int8Array.of(-1, 0, 127) }],
]);

describe('a file of tensors', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giq-test-'));
    path = join(folder, 'tensors');
    await writeTensorFile(path, tensors, { of: 'this' });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has the bytes that it would have if it were written at once, and leaves nothing beside it', async () => {
    expect(new Uint8Array(await readFile(path))).toEqual(writeSafetensors(tensors, { of: 'this' }));
    expect(await readdir(folder)).toEqual(['tensors']);
  });

  it('is read as it would be at once', async () => {
    const read = await readTensorFile(path, await recordOfFile(path));
    expect({ tensors: read.tensors, metadata: read.metadata }).toEqual(
      readSafetensors(await readFile(path), path),
    );
  });

  it('keeps tensors where they are, and says where', async () => {
    const { tensors: read, left } = await readTensorFile(path, await recordOfFile(path), ['rows']);
    expect([...read.keys()]).toEqual(['wide', 'none', 'small']);
    const { offset, shape } = left.get('rows')!;
    expect(shape).toEqual([3, 2]);
    expect((await readFile(path)).readFloatLE(offset + 5 * 4)).toBe(6.5);
  });

  it('is refused where its record says something else, wherever it was changed', async () => {
    const record = await recordOfFile(path);
    const bytes = await readFile(path);
    const damaged = join(folder, 'damaged');
    for (const at of [0, 7, 12, bytes.length - 1]) {
      const other = Buffer.from(bytes);
      other[at] ^= 64;
      await writeFile(damaged, other);
      expect((await failureOf(readTensorFile(damaged, record, ['rows']))).code).toBe('corrupted');
    }
    await writeFile(damaged, bytes.subarray(0, 5));
    expect((await failureOf(readTensorFile(damaged, record))).code).toBe('corrupted');
    expect((await failureOf(readTensorFile(damaged, await recordOfFile(damaged)))).code).toBe(
      'tensors-damaged',
    );
    expect((await failureOf(readTensorFile(join(folder, 'none'), record))).code).toBe('file-not-found');
  });

  it('cannot be written where a folder of its path is a file', async () => {
    await writeFile(join(folder, 'plain'), '');
    const failure = await failureOf(writeTensorFile(join(folder, 'plain', 'tensors'), tensors));
    expect(failure.code).toBe('file-not-writable');
  });
});
