import { execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../src/archive/atomic-write.js';
import { failureOf } from './readers/support.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('writeAtomically', () => {
  it('writes texts and bytes, makes folders, and leaves nothing else', async () => {
    const path = join(folder, 'out', 'deep', 'table.csv');
    await writeAtomically(path, 'a,ü\n');
    expect(await readFile(path, 'utf8')).toBe('a,ü\n');
    await writeAtomically(path, Uint8Array.of(1, 2));
    expect([...(await readFile(path))]).toEqual([1, 2]);
    expect(await readdir(join(folder, 'out', 'deep'))).toEqual(['table.csv']);
  });

  it('gives whole files when several write the same one', async () => {
    const path = join(folder, 'a.txt');
    const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(10_000));
    await Promise.all(texts.map((text) => writeAtomically(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('replaces what a link points to', async () => {
    await writeFile(join(folder, 'real.txt'), 'old');
    await symlink('real.txt', join(folder, 'link.txt'));
    await writeAtomically(join(folder, 'link.txt'), 'new');
    expect(await readlink(join(folder, 'link.txt'))).toBe('real.txt');
    expect(await readFile(join(folder, 'real.txt'), 'utf8')).toBe('new');
  });
});

describe.skipIf(process.platform === 'win32')('writeAtomically to a pipe (skipped on Windows)', () => {
  it('writes into it and leaves it there', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), writeAtomically(pipe, 'through')]);
    expect(read).toBe('through');
    expect((await stat(pipe)).isFIFO()).toBe(true);
    expect(await readdir(folder)).toEqual(['pipe']);
  });
});

describe('writeAtomically that fails', () => {
  it('refuses a folder, and a path through a file', async () => {
    await mkdir(join(folder, 'inner'));
    await writeFile(join(folder, 'plain'), 'x');
    const isFolder = await failureOf(writeAtomically(join(folder, 'inner'), 'x'));
    expect([isFolder.code, isFolder.message]).toEqual([
      'file-not-writable',
      `\`${join(folder, 'inner')}\` cannot be written: it is a folder`,
    ]);
    const throughFile = await failureOf(writeAtomically(join(folder, 'plain', 'a.txt'), 'x'));
    expect(throughFile.message).toContain('a part of its path is a file, not a folder');
    expect((await readdir(folder)).sort()).toEqual(['inner', 'plain']);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says that permission is missing',
    async () => {
      await chmod(folder, 0o500);
      const diagnostic = await failureOf(writeAtomically(join(folder, 'a.txt'), 'x'));
      await chmod(folder, 0o700);
      expect(diagnostic.message).toContain('permission is missing');
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('keeps the old file and removes the temporary one when the new content cannot be written', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old');
    const bad = { length: 3 } as Uint8Array;
    await expect(writeAtomically(path, bad)).rejects.toThrow('cannot be written');
    expect(await readdir(folder)).toEqual(['a.txt']);
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});
