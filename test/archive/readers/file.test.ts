import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImage } from '../../../src/archive/readers/index.js';
import { failureOf, fixture } from './support.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-readers-'));
  await writeFile(join(folder, 'region.fits'), fixture('rice_i32.fits.gz'));
  await writeFile(join(folder, 'AR11158.Br.fits'), fixture('rice_i32.fits.gz'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('files that cannot be read', () => {
  it('are missing, with a similar name as a hint', async () => {
    const diagnostic = await failureOf(readImage(join(folder, 'regoin.fits')));
    expect(diagnostic.code).toBe('file-not-found');
    expect(diagnostic.hints).toEqual([`\`${join(folder, 'region.fits')}\` might be meant`]);
  });

  it('are missing, with the name that goes on as a hint', async () => {
    const diagnostic = await failureOf(readImage(join(folder, 'AR11158')));
    expect(diagnostic.hints).toEqual([`\`${join(folder, 'AR11158.Br.fits')}\` might be meant`]);
  });

  it('are missing, without a hint where nothing is similar', async () => {
    expect((await failureOf(readImage(join(folder, 'quite different.png')))).hints).toEqual([]);
  });

  it('are in a folder that is missing', async () => {
    const diagnostic = await failureOf(readImage(join(folder, 'none', 'region.fits')));
    expect(diagnostic.code).toBe('file-not-found');
    expect(diagnostic.hints).toEqual([`there is no folder \`${join(folder, 'none')}\``]);
  });

  it('are folders', async () => {
    await mkdir(join(folder, 'inner'));
    expect((await failureOf(readImage(join(folder, 'inner')))).code).toBe('file-is-folder');
  });

  it('are empty', async () => {
    await writeFile(join(folder, 'empty.fits'), '');
    expect((await failureOf(readImage(join(folder, 'empty.fits')))).code).toBe('file-empty');
  });

  it('are larger than Node can hold', async () => {
    const path = join(folder, 'sparse.npy');
    await writeFile(path, 'x');
    await truncate(path, 2 ** 32);
    expect((await failureOf(readImage(path))).code).toBe('file-too-large');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('lack permission', async () => {
    const path = join(folder, 'secret.fits');
    await writeFile(path, 'x');
    await chmod(path, 0);
    const diagnostic = await failureOf(readImage(path));
    expect(diagnostic.code).toBe('file-not-readable');
    expect(diagnostic.message).toContain('permission is missing');
  });
});

describe('files that can be read', () => {
  it('are recognised by content, not by name, also inside gzip', async () => {
    const path = join(folder, 'wrong-name.png');
    await writeFile(path, gzipSync(fixture('rice_i32.fits.gz')));
    const [image] = await readImage(path);
    expect([image!.id, image!.width, image!.height, image!.rowZero]).toEqual(['wrong-name', 24, 17, 'south']);
  });
});
