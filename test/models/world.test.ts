import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../src/models/engine.js';
import { writeDirections } from '../../src/models/directions-file.js';
import { writeManifestSection } from '../../src/models/manifest-file.js';
import { writeSafetensors } from '../../src/models/safetensors.js';
import { writeStatistics } from '../../src/models/statistics-file.js';
import { openWorld } from '../../src/models/world.js';
import { listWorlds } from '../../src/models/world-folders.js';
import { failureOf } from './failure.js';

const EMBEDDED = new URL('../../worlds/solar-sim', import.meta.url);
const OPTIONAL = ['directions', 'statistics', 'index'];
/** Files that build steps have made, which the copy is without. */
const MADE = [
  'directions.json',
  'statistics.json',
  'catalogue.safetensors',
  'embeddings.safetensors',
  'index.hnsw',
  'thumbnails.safetensors',
];

let home: string;
let directory: string;
const manifestText = () => readFile(join(directory, 'world.yaml'), 'utf8');
const edit = async (from: string | RegExp, to: string) =>
  writeFile(join(directory, 'world.yaml'), (await manifestText()).replace(from, to));
const open = () => openWorld(directory);

/** A copy of the embedded world without the parts that may be absent, so that these tests do not depend on them. */
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'giq-world-'));
  directory = join(home, 'mine');
  await mkdir(directory);
  for (const file of [
    'world.yaml',
    'generator.json',
    'generator.safetensors',
    'encoder.json',
    'encoder.safetensors',
  ])
    await cp(new URL(`solar-sim/${file}`, new URL('.', EMBEDDED)), join(directory, file));
  const { parseDocument } = await import('yaml');
  const document = parseDocument(await manifestText());
  for (const section of OPTIONAL) document.delete(section);
  document.deleteIn(['archive', 'catalogue']);
  for (const file of MADE) document.deleteIn(['files', file]);
  await writeFile(join(directory, 'world.yaml'), document.toString({ lineWidth: 110 }));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

describe('openWorld', () => {
  it('opens the embedded world by its name', async () => {
    const world = await openWorld('solar-sim');
    expect(world.manifest).toMatchObject({
      name: 'solar-sim',
      simulated: true,
      image: { size: 128, unit: 'kG' },
    });
    expect((await world.verify()).filter(({ state }) => state !== 'whole')).toEqual([]);
  });

  it('takes the hash of the manifest', async () => {
    const world = await open();
    const expected = createHash('sha256')
      .update(await manifestText())
      .digest('hex');
    expect(world.hash).toBe(expected);
    expect(world.shortHash).toBe(expected.slice(0, 12));
  });

  it('describes a world from its manifest', async () => {
    const world = await open();
    expect(world.info()).toMatchObject({
      name: 'solar-sim',
      simulated: true,
      hash: world.hash,
      observations: 660 * 14,
      directions: [],
      missing: ['directions', 'statistics', 'catalogue', 'index', 'thumbnails'],
    });
  });

  it('reads nothing but the manifest', async () => {
    await rm(join(directory, 'generator.safetensors'));
    expect((await open()).name).toBe('solar-sim');
  });

  it('finds worlds in $GIQ_WORLDS and in given folders', async () => {
    vi.stubEnv('GIQ_WORLDS', home);
    expect((await openWorld('mine')).directory).toBe(directory);
    expect((await openWorld('mine', { searchPaths: [home] })).directory).toBe(directory);
    expect((await listWorlds()).map(({ name }) => name)).toEqual(['mine', 'solar-sim']);
  });

  it('suggests the name of a world', async () => {
    const failure = await failureOf(openWorld('solar-sin'));
    expect(failure.code).toBe('unknown-world');
    expect(failure.hints).toEqual(['`solar-sim` might be meant']);
    expect((await failureOf(openWorld('./nowhere'))).code).toBe('unknown-world');
  });
});

describe('a manifest', () => {
  it.each([
    ['title:', 'titel:', 'file-unknown-key', 'there is no key `titel`', ['`title` might be meant']],
    ['size: 128', 'size: big', 'file-structure', 'image.size requires 128, found "big"', []],
    ['simulated: true', '', 'file-structure', 'simulated requires true or false, found nothing', []],
    ['format: 1', 'format: 2', 'file-version', 'has format version 2; this giq reads version 1', []],
    ['title:', 'title: {', 'file-not-readable-as', 'is not YAML', []],
    [
      'network: generator.json',
      'network: ../x.json',
      'file-structure',
      'names of files inside of its folder',
      [],
    ],
    [
      'network: generator.json',
      'network: other.json',
      'file-structure',
      'files.other.json requires the size',
      [],
    ],
  ])('is refused with %s changed to %s', async (from, to, code, message, hints) => {
    await edit(from, to);
    const failure = await failureOf(async () => (await open()).network('generator'));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(message);
    expect(failure.message).toContain('world.yaml');
    expect(failure.hints).toEqual(hints);
  });
});

describe('the files of a world', () => {
  it('are refused when they have changed', async () => {
    const file = join(directory, 'encoder.safetensors');
    const bytes = await readFile(file);
    bytes[bytes.length - 1] ^= 1;
    await writeFile(file, bytes);
    const world = await open();
    const failure = await failureOf(world.network('encoder'));
    expect(failure.code).toBe('corrupted');
    expect(failure.message).toContain(`${file} has changed`);
    expect(await world.verify()).toContainEqual({ file: 'encoder.safetensors', state: 'changed' });
    await expect(world.network('generator')).resolves.toBeDefined();
  });

  it('are refused when they are missing, and read when they are back', async () => {
    const file = join(directory, 'encoder.json');
    await rename(file, `${file}.away`);
    const world = await open();
    expect((await failureOf(world.network('encoder'))).code).toBe('world-file-missing');
    expect(await world.verify()).toContainEqual({ file: 'encoder.json', state: 'missing' });
    await rename(`${file}.away`, file);
    await expect(world.network('encoder')).resolves.toBeDefined();
  });

  it('are loaded once an engine', async () => {
    const dispose = vi.fn();
    const load = vi.fn(() =>
      Promise.resolve({ input: [], output: [], run: () => Promise.reject(), dispose }),
    );
    const engine = (name: string): Engine => ({ name, load, dispose: () => {} });
    const world = await open();
    const [first, second] = [engine('first'), engine('second')];
    expect(await world.generator(first)).toBe(await world.generator(first));
    expect(load).toHaveBeenCalledTimes(1);
    await Promise.all([world.generator(second), world.generator(second), world.encoder(second)]);
    expect(load).toHaveBeenCalledTimes(3);
    world.dispose();
    expect(dispose).toHaveBeenCalledTimes(3);
  });
});

describe('parts that have not been made', () => {
  it.each([
    ['directions', 'latent directions', 'giq train directions'],
    ['statistics', 'statistics', 'giq train directions'],
    ['index', 'index of its archive', 'giq archive index'],
  ] as const)('%s: says what makes them', async (part, what, command) => {
    const failure = await failureOf(async () => (await open())[part]());
    expect(failure.code).toBe('world-lacks');
    expect(failure.message).toContain(what);
    expect(failure.message).toContain(`\`${command}\``);
  });

  it('leave the archive to be used without its catalogue', async () => {
    const archive = await (await open()).archive();
    expect(archive.size).toBe(660 * 14);
    expect(archive.parameter('TUF')).toBeUndefined();
  });
});

const direction = {
  parameter: 'TUF',
  normal: new Float64Array(100).fill(0.1),
  bias: 1 / 3,
  method: 'svm-primal C=1',
  accuracy: 0.9,
  trainedOn: 'a test',
  threshold: 1e22,
};

describe('writeManifestSection', () => {
  it('adds a part, with its files, and keeps comments', async () => {
    const before = await open();
    await writeFile(join(directory, 'directions.json'), writeDirections(new Map([['TUF', direction]])));
    const section = { directions: { file: 'directions.json', parameters: ['TUF'] } };
    await writeManifestSection(directory, section, ['directions.json']);
    const world = await open();
    expect(await world.directions()).toEqual(new Map([['TUF', direction]]));
    expect(world.hash).not.toBe(before.hash);
    expect((await world.verify()).every(({ state }) => state === 'whole')).toBe(true);
    const comments = (text: string) => text.split('\n').filter((line) => line.trim().startsWith('#'));
    expect(comments(await manifestText())).toContain(
      '# The embedded world of giq. Everything in it is simulated; see CARD.md.',
    );
  });

  it('gives the same manifest when it is done again', async () => {
    await writeManifestSection(directory, { archive: { seed: 2 } }, ['encoder.json']);
    const once = await manifestText();
    await writeManifestSection(directory, { archive: { seed: 2 } }, ['encoder.json']);
    expect(await manifestText()).toBe(once);
    expect((await open()).manifest.archive).toMatchObject({ seed: 2, regions: 660 });
  });

  it('writes nothing that would not be read', async () => {
    const before = await manifestText();
    const failure = await failureOf(writeManifestSection(directory, { archive: { seed: 0.5 } }, []));
    expect(failure.code).toBe('file-structure');
    expect(await manifestText()).toBe(before);
  });
});

describe('parts that have been made', () => {
  it('refuse a normal that is not of length 1', async () => {
    const long = { ...direction, normal: new Float64Array(100).fill(1) };
    await writeFile(join(directory, 'directions.json'), writeDirections(new Map([['TUF', long]])));
    const section = { directions: { file: 'directions.json', parameters: ['TUF'] } };
    await writeManifestSection(directory, section, ['directions.json']);
    const failure = await failureOf(async () => (await open()).directions());
    expect(failure.message).toContain('directions[0].normal requires length 1, found length 10');
  });

  it('keep of statistics what is not known', async () => {
    const parameters = {
      TUF: { count: 2, missing: 0, mean: 1, sd: Math.SQRT2, median: 1, quantiles: [0, 2] },
      PSEP: { count: 0, missing: 2, mean: NaN, sd: NaN, median: NaN, quantiles: [NaN, NaN] },
    };
    const statistics = { patches: 2, seed: 1, shares: [0, 1], parameters };
    await writeFile(join(directory, 'statistics.json'), writeStatistics(statistics));
    await writeManifestSection(directory, { statistics: { file: 'statistics.json' } }, ['statistics.json']);
    expect(await (await open()).statistics()).toEqual(statistics);
  });

  it('hold an index', async () => {
    const data = Float32Array.of(0, 0, 3, 4, 0, 1);
    const bytes = writeSafetensors(new Map([['embeddings', { type: 'F32', shape: [3, 2], data }]]));
    await writeFile(join(directory, 'embeddings.safetensors'), bytes);
    const section = { index: { embeddings: 'embeddings.safetensors' } };
    await writeManifestSection(directory, section, ['embeddings.safetensors']);
    const [nearest] = await (await (await open()).index()).search(Float32Array.of(0, 0), 1, 3);
    expect(nearest).toEqual([
      { position: 0, distance: 0 },
      { position: 2, distance: 1 },
      { position: 1, distance: 5 },
    ]);
  });

  it('hold a catalogue, whose columns are as long as the archive', async () => {
    const write = async (length: number) => {
      const data = new Float32Array(length).fill(3);
      const bytes = writeSafetensors(new Map([['TUF', { type: 'F32', shape: [length], data }]]));
      await writeFile(join(directory, 'catalogue.safetensors'), bytes);
      const section = { archive: { catalogue: 'catalogue.safetensors' } };
      await writeManifestSection(directory, section, ['catalogue.safetensors']);
    };
    await write(660 * 14);
    const archive = await (await open()).archive();
    expect(archive.parameter('TUF')?.[9239]).toBe(3);
    await write(5);
    expect((await failureOf(async () => (await open()).archive())).message).toContain(
      'expected 9240 observations',
    );
  });
});
