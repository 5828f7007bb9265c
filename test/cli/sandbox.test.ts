import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outermost } from '../../src/cli/sandbox/walls.js';
import { watch } from '../../src/cli/sandbox/watch.js';
import { isBuilt, runFaulty } from '../support/faults/faulty.js';
import { writeTinyWorld } from '../support/tiny-world.js';

const home = realpathSync(mkdtempSync(join(tmpdir(), 'giq-sandbox-')));
const world = join(home, 'tiny');
beforeAll(() => {
  writeTinyWorld(world, 'tiny');
  for (const folder of ['out', 'secret']) mkdirSync(join(home, folder));
  symlinkSync(join(home, 'secret'), join(home, 'out/door'));
  writeFileSync(join(home, 'script.giq'), 'generate seed 1 | measure TUF');
});
afterAll(() => rmSync(home, { recursive: true }));

const LIMIT = 'sandbox-limit';
const sandboxed = (script: string, ...flags: string[]) =>
  runFaulty(['run', '--sandbox', '--world', world, ...flags, '-e', script]);

describe.skipIf(!isBuilt)('giq run --sandbox (after `npm run build`)', { timeout: 120_000 }, () => {
  it('runs a script of a file, with the world and nothing else', async () => {
    const { exitCode, narration } = await runFaulty([
      'run',
      '--sandbox',
      '--world',
      world,
      join(home, 'script.giq'),
    ]);
    expect([exitCode, narration]).toEqual([0, '']);
  });

  it('runs a script that is named from the folder it lies in', async () => {
    const script = relative(process.cwd(), join(home, 'script.giq'));
    const { exitCode, narration } = await runFaulty(['run', '--sandbox', '--world', world, script]);
    expect([exitCode, narration]).toEqual([0, '']);
  });

  it('writes a report where it may', async () => {
    const report = join(home, 'out/report.html');
    const flags = ['run', '--sandbox', '--world', world, '--report', report, join(home, 'script.giq')];
    expect(await runFaulty(flags)).toMatchObject({ exitCode: 2 });
    expect(await runFaulty([...flags, '--allow-write', join(home, 'out')])).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(home, 'out'))).toContain('report.html');
    rmSync(report);
  });

  it('writes where it may, also into folders that are not there yet', async () => {
    const out = join(home, 'out');
    const script = `generate seed 1 | save "${out}/new/a.json" | save "${out}/door/b.json"`;
    const { exitCode, narration } = await sandboxed(script, '--allow-write', out);
    expect(narration).toContain('error[access-denied]');
    expect(narration).toContain('door/b.json');
    expect(exitCode).toBe(1);
    expect(readdirSync(join(out, 'new'))).toEqual(['a.json']);
    expect(readdirSync(join(home, 'secret'))).toEqual([]);
  });

  it('ends a script that takes too long, and one that takes too much', async () => {
    const endless = 'generate 1000000 seed 1 | measure TUF';
    const late = await sandboxed(endless, '--time-limit', '3');
    expect([late.exitCode, late.narration]).toEqual([1, expect.stringContaining('it took more than 3 s')]);
    const large = await sandboxed(endless, '--memory-limit', '120');
    expect(large.narration).toContain(`error[${LIMIT}]: the script was stopped: it needed more than 120 MB`);
    expect(large.narration).not.toMatch(/^ +at |FATAL/m);
  });

  it('wants folders that are there, and an output that it may write', async () => {
    const nowhere = await sandboxed('generate seed 1', '--allow-read', join(home, 'nowhere'));
    expect([nowhere.exitCode, nowhere.narration]).toEqual([2, expect.stringContaining('there is no folder')]);
    const out = await sandboxed('generate seed 1', '--out', join(home, 'a.txt'));
    expect([out.exitCode, out.narration]).toEqual([2, expect.stringContaining('--allow-write')]);
  });
});

describe('the walls of a sandbox', () => {
  it('are named by their outermost folders, which Node 20 needs', () => {
    expect(outermost(['/a/b', '/a', '/ab', '/a', '/c/d'])).toEqual(['/a', '/ab', '/c/d']);
  });

  it('of time end any process', async () => {
    const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    const told = await new Promise<string>((resolve) =>
      watch(child, { seconds: 0.1, megabytes: 1e6 }, resolve),
    );
    expect(told).toBe('it took more than 0.1 s');
    await new Promise((resolve) => child.on('close', resolve));
    expect(child.signalCode).toBe('SIGKILL');
  });
});
