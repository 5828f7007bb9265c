import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { realTarget, restrictedTo, UNRESTRICTED } from '../../../src/runtime/files/file-access.js';
import { allows, isBelow } from '../../../src/runtime/files/policy.js';
import { createSession } from '../../../src/runtime/session.js';
import { failureOf } from '../../models/failure.js';
import { tell } from '../../support/sessions.js';
import { writeTinyWorld } from '../../support/tiny-world.js';

const home = realpathSync(mkdtempSync(join(tmpdir(), 'giq-sandbox-')));
const [open, secret] = [join(home, 'open'), join(home, 'secret')];
for (const folder of [open, secret, join(home, 'open2')]) mkdirSync(folder);
writeFileSync(join(secret, 'key'), 'secret');
writeFileSync(join(open, 'data'), 'data');
symlinkSync(secret, join(open, 'door'));
symlinkSync(join(secret, 'key'), join(open, 'key'));
symlinkSync(open, join(home, 'entrance'));
afterAll(() => rmSync(home, { recursive: true }));

describe('a policy', () => {
  it.each([
    ['/data', '/data', true],
    ['/data', '/data/a/b', true],
    ['/data', '/data2', false],
    ['/data', '/', false],
    ['/data', '/data/..b', true],
    ['/', '/etc', true],
  ])('of %s says of %s: %s', (folder, path, expected) => {
    expect(isBelow(folder, path)).toBe(expected);
  });

  it('tells reading from writing', () => {
    const policy = { read: ['/in'], write: ['/out'] };
    expect(allows(policy, 'read', '/in/a')).toBe(true);
    expect(allows(policy, 'write', '/in/a')).toBe(false);
    expect(allows(policy, 'read', '/out/a')).toBe(false);
    expect(allows({ read: [], write: [] }, 'read', '/')).toBe(false);
  });
});

describe('access to files that a script names', () => {
  const access = restrictedTo({ read: [open], write: [open] });

  it('follows links before it decides', async () => {
    expect(await access.open(join(open, 'data'), 'read')).toBe(join(open, 'data'));
    expect(await access.open(join(home, 'entrance/data'), 'read')).toBe(join(open, 'data'));
    for (const path of ['open/door/key', 'open/key', 'open/../secret/key', 'open2/a', 'secret/none'])
      expect((await failureOf(access.open(join(home, path), 'read'))).code).toBe('access-denied');
  });

  it('follows links in the part of a path that is there, for files that are not there yet', async () => {
    expect(await access.open(join(open, 'new/deep/file'), 'write')).toBe(join(open, 'new/deep/file'));
    const diagnostic = await failureOf(access.open(join(open, 'door/new'), 'write'));
    expect(diagnostic.message).toContain('allows no writes there');
    expect(await realTarget(join(open, 'door/new/file'))).toBe(join(secret, 'new/file'));
  });

  it('is not asked where a script is its user’s own', async () => {
    expect(await UNRESTRICTED.open('../any', 'write')).toBe('../any');
  });
});

describe('a session that is bound to folders', () => {
  const world = join(home, 'tiny');
  writeTinyWorld(world, 'tiny');
  const session = createSession({ world, directory: open, files: { read: [open], write: [] } });

  it.each([
    ['load "key"', 'access-denied'],
    ['load "../secret/key"', 'access-denied'],
    ['load "data"', 'file-format-unknown'],
    ['generate seed 1 | save "a.json"', 'access-denied'],
    ['generate seed 1 | plot zoo to "a.svg"', 'access-denied'],
    ['learn X from "key" latents="key"', 'access-denied'],
    [`use world "${secret}"\ngenerate seed 1`, 'access-denied'],
  ])('%s: %s', async (script, code) => {
    const { diagnostics } = await tell(session, script);
    expect(diagnostics[0].code).toBe(code);
  });

  it('has the world that its user has chosen, wherever that is', async () => {
    expect((await tell(session, 'generate seed 1')).outcome).toBe('ok');
  });
});
