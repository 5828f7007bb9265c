import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../src/diagnostics/catalogue.js';
import { openWorld } from '../../src/models/world.js';
import { temporaryFolder, writeSharp } from '../archive/create/support.js';
import { runGiq } from '../support/command-line.js';
import { ROOT } from '../support/root.js';

let work: { path: string; remove: () => void };
let [archive, world] = ['', ''];

/** A recipe of the package with other numbers. */
function recipe(name: string, numbers: Readonly<Record<string, number>>): string {
  let text = readFileSync(join(ROOT, `recipes/${name}.yaml`), 'utf8');
  for (const [key, value] of Object.entries(numbers))
    text = text.replace(new RegExp(`^( *)${key}: .*$`, 'm'), `$1${key}: ${value}`);
  const path = join(work.path, `${name}.yaml`);
  writeFileSync(path, text);
  return path;
}

beforeAll(async () => {
  work = temporaryFolder();
  [archive, world] = [join(work.path, 'archive'), join(work.path, 'mine')];
  for (let number = 1; number <= 9; number++)
    writeSharp(join(work.path, 'in'), number, {
      HARPNUM: 370 + number,
      LAT_FWT: 4 * number - 20,
      QUALITY: 0,
    });
  const made = await runGiq(['archive', 'create', 'small', join(work.path, 'in'), '--out', archive]);
  expect(made.narration).toContain('wrote 9 patches');
});
afterAll(() => work.remove());

describe('giq archive verify', () => {
  it('compares files with their hashes', async () => {
    const { exitCode, out } = await runGiq(['archive', 'verify', archive]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/observations\.parquet +whole/);
  });
});

describe('giq world create', () => {
  it('makes a world that answers, with networks that went on learning', { timeout: 300_000 }, async () => {
    const tiny = { batch: 4, images: 8 };
    const { exitCode, narration } = await runGiq([
      ...['world', 'create', 'mine', '--archive', archive, '--out', world, '--engine', 'tfjs-wasm'],
      ...[
        '--encoder-recipe',
        recipe('encoder-quick', tiny),
        '--generator-recipe',
        // From the first step on, not when the new discriminator has learnt.
        recipe('generator-quick', { ...tiny, delay: 0 }),
      ],
      ...['--samples', '200', '--held-out', '0.3', '--queries', '12'],
    ]);
    expect(narration).toContain(`wrote ${join(world, 'CARD.md')}`);
    expect(exitCode).toBe(0);
    const opened = await openWorld(world);
    const before = (await openWorld('solar-sim')).manifest.files;
    expect((await opened.verify()).every(({ state }) => state === 'whole')).toBe(true);
    expect(opened.manifest.files['encoder.safetensors'].sha256).not.toBe(
      before['encoder.safetensors'].sha256,
    );
    expect(opened.manifest.files['generator.safetensors'].sha256).not.toBe(
      before['generator.safetensors'].sha256,
    );
    const card = readFileSync(join(world, 'CARD.md'), 'utf8');
    expect(card).toContain('| observations | 9, of 9 files |');
    expect(card).toContain('Of 12 generated patches of seed 1');
    expect(card).toMatch(/\| parameter \| KS \|.*\n\| ---.*\n\| TUF \| \d/);
    expect(card).toMatch(/\| parameter \| encoder alone \|.*\n\| ---.*\n\| TUF \| (–|-?[\d.]+ \()/);
  });

  it('refuses to write over a world', async () => {
    const exists: Code = 'world-exists';
    const { exitCode, narration } = await runGiq([
      'world',
      'create',
      'mine',
      '--archive',
      archive,
      '--out',
      world,
    ]);
    expect(exitCode).toBe(2);
    expect(narration).toContain(`error[${exists}]`);
  });

  it('refuses to begin a training with a network of other layers', async () => {
    const other = recipe('encoder-quick', { batch: 4, images: 8 });
    writeFileSync(other, readFileSync(other, 'utf8').replace('to: 160', 'to: 16'));
    const unfit: Code = 'training-start-unfit';
    const { exitCode, narration } = await runGiq([
      ...['train', 'encoder', '--world', world, '--recipe', other, '--engine', 'tfjs-wasm'],
      ...['--start', world, '--out', join(work.path, 'unfit')],
    ]);
    expect(exitCode).toBe(2);
    expect(narration).toContain(`error[${unfit}]`);
  });

  it('answers by metadata, in maxwells, with the query that gets the original', async () => {
    const script =
      'observe where harpnum = 377 and abs(lat) < 30 and date in 2011-02-12..2011-02-20 | retrieve k=2 distinct region';
    const { exitCode, out, narration } = await runGiq(['--world', world, '-e', script, '--format', 'csv']);
    const [names, first] = out.split('\n').map((line) => line.split(','));
    const value = (name: string) => first[names.indexOf(name)];
    expect(narration).toBe('');
    expect(exitCode).toBe(0);
    expect(value('record')).toBe('hmi.sharp_cea_720s[384][2011.02.17_02:00:00_TAI]{Br}');
    expect(names).toContain('TUF [Mx]');
    expect(out.trim().split('\n')).toHaveLength(3);
  });

  it('shows people when and where, and counts what else is known', async () => {
    const script = 'observe where harpnum = 377 | take 1 | retrieve k=1';
    const { out } = await runGiq(['--world', world, '-e', script, '--format', 'text']);
    expect(out).toMatch(/^query +rank +id .* date +.*harpnum/);
    expect(out).not.toContain('sha256');
    expect(out).toMatch(/… \d+ more columns of metadata, in --format csv and json\n$/);
  });

  it('tells an archive that has changed', async () => {
    writeFileSync(
      join(archive, 'archive.yaml'),
      readFileSync(join(archive, 'archive.yaml'), 'utf8').replace('small', 'other'),
    );
    const { exitCode, narration } = await runGiq(['--world', world, '-e', 'observe | take 1']);
    expect(exitCode).not.toBe(0);
    expect(narration).toContain('error[corrupted]');
  });
});
