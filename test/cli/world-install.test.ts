import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../src/models/safetensors.js';
import { openWorld } from '../../src/models/world.js';
import { runGiq } from '../support/command-line.js';
import { ROOT } from '../support/root.js';

const SOLAR_SIM = join(ROOT, 'worlds/solar-sim');

let world: string;
beforeEach(() => {
  world = join(mkdtempSync(join(tmpdir(), 'giq-install-')), 'mine');
  cpSync(SOLAR_SIM, world, { recursive: true });
});
afterEach(() => rmSync(join(world, '..'), { recursive: true }));

const manifestText = () => readFileSync(join(world, 'world.yaml'), 'utf8');

/** That of the package with one other weight. */
function otherGenerator(): string {
  const folder = join(world, '../other');
  mkdirSync(folder);
  cpSync(join(SOLAR_SIM, 'generator.json'), join(folder, 'generator.json'));
  const [[name, tensor], ...others] = readSafetensors(
    readFileSync(join(SOLAR_SIM, 'generator.safetensors')),
    'generator',
  ).tensors;
  const data = Float32Array.from(tensor.data, (value, index) => (index === 0 ? value / 2 : value));
  const changed = new Map([[name, { ...tensor, data }], ...others]);
  writeFileSync(join(folder, 'generator.safetensors'), writeSafetensors(changed));
  return folder;
}

describe('giq world install', () => {
  it('takes out what was made with the network before, and keeps the rest', async () => {
    const { exitCode, narration } = await runGiq([
      'world',
      'install',
      world,
      '--generator',
      otherGenerator(),
    ]);
    expect(exitCode).toBe(0);
    expect(narration).toContain('took out its directions: `giq train directions` makes it again');
    expect(narration).not.toContain('undefined');
    const opened = await openWorld(world);
    const { directions, statistics, index } = opened.manifest;
    expect([directions, statistics]).toEqual([undefined, undefined]);
    expect(index).toBeDefined();
    expect((await opened.verify()).every(({ state }) => state === 'whole')).toBe(true);
  });

  it('keeps what was made with the same network', async () => {
    const { exitCode, narration } = await runGiq(['world', 'install', world, '--generator', SOLAR_SIM]);
    expect([exitCode, narration]).toEqual([0, expect.not.stringContaining('took out')]);
    expect((await openWorld(world)).manifest.directions).toBeDefined();
  });

  it('installs nothing where one of two is not there', async () => {
    const before = manifestText();
    const { exitCode, narration } = await runGiq([
      ...['world', 'install', world, '--generator', SOLAR_SIM],
      ...['--encoder', join(world, 'nowhere')],
    ]);
    expect(exitCode).toBe(1);
    expect(narration).toContain('error[file-not-found]');
    expect(manifestText()).toBe(before);
  });

  it('says what is missing', async () => {
    const { exitCode, narration } = await runGiq(['world', 'install', world]);
    expect(exitCode).toBe(2);
    expect(narration).toContain('error[usage]: --generator, --encoder or --inverter is missing');
  });
});
