/** What is on disk after a fault: the rows of the table in docs/faults.md. Each change of the disk is hit once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeSharp } from '../archive/create/support.js';
import { readSafetensors, writeSafetensors } from '../../src/models/safetensors.js';
import { changesOf, isBuilt, runFaulty } from '../support/faults/faulty.js';
import { ROOT } from '../support/root.js';
import { writeTinyWorld } from '../support/tiny-world.js';

const home = mkdtempSync(join(tmpdir(), 'giq-faults-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Each change takes a start of the program; `GIQ_ALL_FAULTS=1` hits all of them, otherwise each third is. */
const STRIDE = process.env['GIQ_ALL_FAULTS'] ? 1 : 3;

let folder: string;
let round = 0;
beforeEach(() => {
  folder = join(home, `round-${++round}`);
  mkdirSync(folder, { recursive: true });
});

const tiny = join(home, 'tiny');
writeTinyWorld(tiny, 'tiny');

/** Files, whatever lies in them; temporary ones that a kill has left do not count, since nothing reads them. */
const files = (path: string) => (existsSync(path) ? readdirSync(path).sort() : []);
const lasting = (path: string) => files(path).filter((name) => !/^\..*\.tmp$/.test(name));

describe.skipIf(!isBuilt)('`save` (after `npm run build`)', () => {
  const save = () => ['run', '--world', tiny, '-e', `generate seed 1 | save "${join(folder, 'out/a.json')}"`];
  const target = () => join(folder, 'out/a.json');

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the quota is used up'],
    ['EACCES', 'permission is missing'],
    ['EROFS', 'the disk is read-only'],
    ['EIO', 'the disk reports an error'],
  ])('that meets %s says that %s, and leaves the file before', async (code, reason) => {
    mkdirSync(join(folder, 'out'));
    writeFileSync(target(), 'before');
    const { exitCode, narration } = await runFaulty(save(), `${code}:1:${folder}`);
    expect(exitCode).toBe(1);
    expect(narration).toContain(`error[file-not-writable]: \`${target()}\` cannot be written: ${reason}`);
    expect(narration).not.toMatch(/^ +at /m);
    expect(files(join(folder, 'out'))).toEqual(['a.json']);
    expect(readFileSync(target(), 'utf8')).toBe('before');
  });

  it('that is killed at any change has written all or nothing', { timeout: 300_000 }, async () => {
    const changes = await changesOf(save(), folder);
    const whole = readFileSync(target(), 'utf8');
    expect(changes).toBeGreaterThanOrEqual(4);
    for (let change = 1; change <= changes; change++) {
      rmSync(join(folder, 'out'), { recursive: true });
      mkdirSync(join(folder, 'out'));
      writeFileSync(target(), 'before');
      const { signal } = await runFaulty(save(), `kill:${change}:${folder}`);
      if (signal === null) continue;
      expect(lasting(join(folder, 'out'))).toEqual(['a.json']);
      expect(['before', whole]).toContain(readFileSync(target(), 'utf8'));
    }
  });
});

describe.skipIf(!isBuilt)('`save` of a table (after `npm run build`)', () => {
  const table = () => join(folder, 'a.csv');
  const save = (seed: number) => [
    ...['run', '--world', tiny, '-e', `generate seed ${seed} | measure TUF | save "${table()}"`],
  ];
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  const both = () => [read(table()), read(`${table()}.provenance.json`)];

  it('that is killed at any change leaves no table with the provenance of another', async () => {
    await runFaulty(save(1));
    const before = both();
    const changes = await changesOf(save(2), folder);
    const after = both();
    expect(after).not.toEqual(before);
    for (let change = 1; change <= changes; change += STRIDE) {
      rmSync(folder, { recursive: true });
      await runFaulty(save(1));
      expect((await runFaulty(save(2), `kill:${change}:${folder}`)).signal).toBe('SIGKILL');
      const unexplained = [[before[0], undefined], [after[0], undefined]]; // prettier-ignore
      expect([before, ...unexplained, after]).toContainEqual(both());
    }
  }, 300_000);
});

describe.skipIf(!isBuilt)('`archive create` (after `npm run build`)', () => {
  const input = join(home, 'in');
  for (const number of [1, 2]) writeSharp(input, number);
  const create = (resume: boolean) => [
    ...['archive', 'create', 'small', input, '--out', join(folder, 'archive'), '--workers', '1'],
    ...(resume ? ['--resume'] : []),
  ];
  const bytes = () => {
    const made = join(folder, 'archive');
    return Object.fromEntries(
      files(made).map((name) => [name, readFileSync(join(made, name)).toString('base64')]),
    );
  };

  it('that is killed at any change goes on, and ends with the same bytes', { timeout: 600_000 }, async () => {
    const changes = await changesOf(create(false), folder);
    const whole = bytes();
    expect(Object.keys(whole)).toContain('archive.yaml');
    for (let change = 1; change <= changes; change += STRIDE) {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      const killed = await runFaulty(create(false), `kill:${change}:${folder}`);
      if (killed.signal === null) continue;
      // Until all is there, nothing bears the name of the archive.
      if (!existsSync(join(folder, 'archive'))) {
        const { exitCode, narration } = await runFaulty(create(true));
        expect([exitCode, narration]).toEqual([0, expect.stringContaining('wrote 2 patches')]);
      }
      const { 'journal.jsonl': _, 'task.json': __, ...found } = bytes();
      expect(found).toEqual(whole);
    }
  });

  it('tells of a file that vanishes before its turn, and takes the others', async () => {
    const shifting = join(folder, 'in');
    const gone = [1, 2, 3].map((number) => writeSharp(shifting, number))[1];
    const argv = ['archive', 'create', 'small', shifting, '--out', join(folder, 'archive'), '--workers', '1'];
    const { exitCode, narration } = await runFaulty(argv, `vanish:1:${gone}`);
    expect([exitCode, narration]).toEqual([0, expect.stringContaining('wrote 2 patches')]);
    const report = readFileSync(join(folder, 'archive/report.csv'), 'utf8');
    expect(report).toMatch(new RegExp(`${basename(gone)}.*refused,file-not-found`));
  });

  it('on a full disk says so, and goes on when there is room', { timeout: 300_000 }, async () => {
    const { exitCode, narration } = await runFaulty(create(false), `ENOSPC:4:${folder}`);
    expect(exitCode).toBe(1);
    expect(narration).toMatch(/error\[file-not-writable\].*the disk is full/);
    expect(existsSync(join(folder, 'archive'))).toBe(false);
    expect((await runFaulty(create(true))).exitCode).toBe(0);
  });
});

describe.skipIf(!isBuilt)('a world that is changed (after `npm run build`)', () => {
  it('by `install` into a copy, killed at any change, still opens', { timeout: 300_000 }, async () => {
    const [trained, world] = [join(home, 'trained'), () => join(folder, 'world')];
    mkdirSync(trained, { recursive: true });
    cpSync(join(tiny, 'generator.json'), join(trained, 'generator.json'));
    const { tensors } = readSafetensors(readFileSync(join(tiny, 'weights.safetensors')), 'weights');
    writeFileSync(join(trained, 'generator.safetensors'), writeSafetensors(tensors, { of: 'a training' }));
    const install = () => ['world', 'install', tiny, '--generator', trained, '--out', world()];
    const changes = await changesOf(install(), folder);
    for (let change = 1; change <= changes; change += STRIDE) {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      const { signal } = await runFaulty(install(), `kill:${change}:${folder}`);
      if (signal === null || !existsSync(join(world(), 'world.yaml'))) continue;
      const { exitCode, narration } = await runFaulty([
        'run',
        '--world',
        world(),
        '-e',
        'generate seed 1 | measure TUF',
      ]);
      expect([exitCode, narration]).toEqual([0, '']);
      expect((await runFaulty(install())).exitCode).toBe(0);
    }
  });
});

describe.skipIf(!isBuilt)('a file that vanishes (after `npm run build`)', () => {
  it('between being seen and being read is missed by name', async () => {
    const path = join(folder, 'here.fits');
    cpSync(join(ROOT, 'examples/data/bipole.fits'), path);
    const { exitCode, narration } = await runFaulty(
      ['-e', `load "${path}" | measure TUF`],
      `vanish:1:${path}`,
    );
    expect(exitCode).toBe(1);
    expect(narration).toContain(`error[file-not-found]: there is no file \`${path}\``);
  });

  it('of a world is missed by name', async () => {
    const world = join(folder, 'world');
    writeTinyWorld(world, 'tiny');
    const argv = ['run', '--world', world, '-e', 'generate seed 1 | measure TUF'];
    const { exitCode, narration } = await runFaulty(argv, `vanish:1:${join(world, 'weights')}`);
    expect(exitCode).toBe(1);
    expect(narration).toContain('error[world-file-missing]');
  });
});

describe.skipIf(!isBuilt)('the terminal (after `npm run build`)', () => {
  const start = (...argv: string[]) =>
    spawn(process.execPath, [join(ROOT, 'bin/giq.js'), ...argv], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('that hangs up ends a run, which leaves nothing half-written', async () => {
    const path = join(folder, 'a.json');
    const child = start(
      'run',
      '--world',
      tiny,
      '-e',
      `generate 900000 seed 1 | measure TUF | save "${path}"`,
    );
    setTimeout(() => child.kill('SIGHUP'), 2500);
    await once(child, 'close');
    expect(child.exitCode ?? child.signalCode).not.toBe(0);
    expect(lasting(folder)).toEqual([]);
  });

  it('whose narration goes nowhere does no harm', async () => {
    const child = start('run', '--world', tiny, '-e', 'generate 2 seed 1 | measure TUF');
    child.stderr.destroy();
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
    await once(child, 'close');
    expect(out).toContain('seed-1-1');
  });
});
