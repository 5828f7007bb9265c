/** Worlds that are changed while something goes wrong: the rows of docs/faults.md on `archive index` and `world install`. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorldFolder } from '../../src/models/create-world.js';
import { openWorld } from '../../src/models/world.js';
import { archiveOf, temporaryFolder, writeSharp } from '../archive/create/support.js';
import { isBuilt, runFaulty } from '../support/faults/faulty.js';
import { filesOf, hitChanges, strideOf } from '../support/faults/kills.js';
import { halvedWeights } from '../support/halved-weights.js';
import { writeTinyWorld } from '../support/tiny-world.js';

let work: { path: string; remove: () => void };
let [tiny, site, other] = ['', '', ''];
const at = (name: string) => join(work.path, name);
const world = () => join(site, 'world');

beforeAll(async () => {
  work = temporaryFolder();
  [tiny, site, other] = [at('tiny'), at('site'), at('other')];
  writeTinyWorld(tiny, 'tiny');
  await makeArchives();
  writeOtherNetwork();
  mkdirSync(site);
});
afterAll(() => work.remove());

/** A world of three observations; and, for an update, one whose archive has got two more. */
async function makeArchives(): Promise<void> {
  for (let number = 1; number <= 5; number++) writeSharp(at(number > 3 ? 'later' : 'in'), number);
  await archiveOf([at('in')], at('first/archive'));
  await archiveOf([at('in'), at('later')], at('grown'));
  const [source, folder] = [await openWorld(tiny), at('first/world')];
  const split = { heldOut: 0, seed: 1 };
  await createWorldFolder({ name: 'mine', folder, archive: at('first/archive'), source, split });
}

/** The generator of the tiny world with other weights. */
function writeOtherNetwork(): void {
  mkdirSync(other);
  cpSync(join(tiny, 'generator.json'), join(other, 'generator.json'));
  const weights = readFileSync(join(tiny, 'weights.safetensors'));
  writeFileSync(join(other, 'generator.safetensors'), halvedWeights(weights));
}

function bringTo(state: string): void {
  rmSync(site, { recursive: true });
  cpSync(at(state), site, { recursive: true });
}

/** Whatever the manifest names is there as it says: nothing half-written is read as whole. */
async function expectWhole(): Promise<void> {
  const checks = await (await openWorld(world())).verify();
  expect(checks.filter(({ state }) => state !== 'whole')).toEqual([]);
}

async function expectEnd(argv: readonly string[], end: Record<string, string>): Promise<void> {
  const { exitCode, narration } = await runFaulty(argv);
  expect([exitCode, narration]).toEqual([0, expect.not.stringContaining('error[')]);
  expect(filesOf(world())).toEqual(end);
}

async function endOf(argv: readonly string[], state: string): Promise<Record<string, string>> {
  bringTo(state);
  expect(await runFaulty(argv)).toMatchObject({ exitCode: 0 });
  return filesOf(world());
}

/** Names of files that the world is to have in the end. */
const INDEXED = ['catalogue.safetensors', 'embeddings.safetensors', 'thumbnails.safetensors', 'world.yaml'];

describe.skipIf(!isBuilt)('`archive index` (after `npm run build`)', { timeout: 3_600_000 }, () => {
  const index = (...more: string[]) => [
    ...['archive', 'index', '--world', world(), '--engine', 'tfjs-wasm', ...more],
  ];
  const updated = async () => {
    await endOf(index(), 'first');
    cpSync(world(), at('indexed/world'), { recursive: true });
    cpSync(at('grown'), at('indexed/archive'), { recursive: true });
  };

  it.each([
    { what: 'of a new world', state: 'first', more: [], stride: 9 },
    { what: 'of an archive that has grown', state: 'indexed', more: ['--update'], stride: 13 },
  ])(
    '$what, killed at any change, is whole and ends with the same bytes',
    async ({ state, more, stride }) => {
      if (state === 'indexed') await updated();
      const argv = index(...more);
      const end = await endOf(argv, state);
      expect(Object.keys(end)).toEqual(expect.arrayContaining(INDEXED));
      const hits = {
        argv,
        folder: site,
        prepare: () => bringTo(state),
        fault: 'kill',
        stride: strideOf(stride),
      };
      const changes = await hitChanges(hits, async () => {
        await expectWhole();
        await expectEnd(argv, end);
      });
      expect(changes).toBeGreaterThan(15);
    },
  );

  it('on a full disk says so, and ends with the same bytes when there is room', async () => {
    const argv = index();
    const end = await endOf(argv, 'first');
    const prepare = () => bringTo('first');
    await hitChanges(
      { argv, folder: site, prepare, fault: 'ENOSPC', stride: strideOf(11) },
      async ({ exitCode, narration }) => {
        if (exitCode !== 0) expect(narration).toMatch(/error\[file-not-writable\].*the disk is full/);
        await expectWhole();
        await expectEnd(argv, end);
      },
    );
  });
});

describe.skipIf(!isBuilt)(
  '`world install` into a world (after `npm run build`)',
  { timeout: 3_600_000 },
  () => {
    it('that is killed at any change leaves the world as it was, or as it is to be', async () => {
      // Once more with other weights than a first time: names that the manifest has are written over.
      cpSync(tiny, at('own/world'), { recursive: true });
      const install = (from: string) => ['world', 'install', world(), '--generator', from];
      const plain = at('plain');
      mkdirSync(plain);
      cpSync(join(tiny, 'generator.json'), join(plain, 'generator.json'));
      cpSync(join(tiny, 'weights.safetensors'), join(plain, 'generator.safetensors'));
      await endOf(install(plain), 'own');
      cpSync(world(), at('installed/world'), { recursive: true });
      const argv = install(other);
      const end = await endOf(argv, 'installed');
      const stride = strideOf(5);
      const prepare = () => bringTo('installed');
      const changes = await hitChanges({ argv, folder: site, prepare, fault: 'kill', stride }, async () => {
        await expectWhole();
        await expectEnd(argv, end);
      });
      expect(changes).toBeGreaterThan(15);
      expect(existsSync(join(world(), 'generator.safetensors.new'))).toBe(false);
    });
  },
);
