/** `world create` that is killed, or meets a full disk, and goes on with `--resume`: rows of docs/faults.md. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installNetworks } from '../../src/models/install-networks.js';
import { openWorld } from '../../src/models/world.js';
import { archiveOf, temporaryFolder, writeSharp } from '../archive/create/support.js';
import { TOY_YAML as ENCODER_YAML } from '../models/training/encoder/toy.js';
import { TOY_YAML as GENERATOR_YAML } from '../models/training/generator/toy.js';
import { runGiq } from '../support/command-line.js';
import { isBuilt, runFaulty } from '../support/faults/faulty.js';
import { filesOf, hitChanges, strideOf } from '../support/faults/kills.js';
import { writeTinyWorld } from '../support/tiny-world.js';

let work: { path: string; remove: () => void };
const at = (name: string) => join(work.path, name);
const site = () => at('site');
const world = () => join(site(), 'world');

const ENGINE = ['--engine', 'tfjs-wasm', '--workers', '1'];

/** Recipes of two steps, for patches as worlds have them. */
const RECIPES = {
  encoder: ENCODER_YAML.replace('images: 240', 'images: 16').replace('size: 16', 'size: 128'),
  generator: GENERATOR_YAML.replace('images: 320', 'images: 24')
    .replace('size: 16', 'size: 128')
    .replace('latent: 8', 'latent: 4')
    // A warm start has an encoder of its own, which a world does not keep.
    .replace(/^warmStart:\n( .*\n)+/m, '')
    .replace('to: 128', 'to: 8192')
    .replace('shape: [8, 4, 4]', 'shape: [8, 32, 32]'),
};

beforeAll(async () => {
  if (!isBuilt) return;
  work = temporaryFolder();
  writeTinyWorld(at('tiny'), 'tiny');
  for (let number = 1; number <= 3; number++) writeSharp(at('in'), number);
  await archiveOf([at('in')], at('archive'));
  for (const [role, text] of Object.entries(RECIPES)) writeFileSync(at(`${role}.yaml`), text);
  await makeSource();
}, 600_000);
afterAll(() => work?.remove());

/** A world whose networks are of the layers that the recipes go on with. */
async function makeSource(): Promise<void> {
  for (const role of ['encoder', 'generator']) {
    const argv = ['--world', at('tiny'), '--recipe', at(`${role}.yaml`), '--out', at(role), ...ENGINE];
    const { exitCode, narration } = await runGiq(['train', role, ...argv]);
    expect(exitCode, narration).toBe(0);
  }
  cpSync(at('tiny'), at('source'), { recursive: true });
  const roles = ['encoder', 'generator'] as const;
  await installNetworks(await openWorld(at('source')), new Map(roles.map((role) => [role, at(role)])));
}

const create = (...more: string[]) => [
  ...['world', 'create', 'mine', '--archive', at('archive'), '--from', at('source'), '--out', world()],
  ...['--encoder-recipe', at('encoder.yaml'), '--generator-recipe', at('generator.yaml'), ...ENGINE],
  ...['--samples', '60', '--held-out', '0', '--queries', '0', ...more],
];

function prepare(): void {
  rmSync(site(), { recursive: true, force: true });
  mkdirSync(site());
}

describe.skipIf(!isBuilt)('`world create` (after `npm run build`)', { timeout: 7_200_000 }, () => {
  // Of a full disk only with GIQ_ALL_FAULTS: it takes as long again.
  const faults = ['kill', ...(process.env['GIQ_ALL_FAULTS'] ? ['ENOSPC'] : [])];

  it.each(faults.map((fault) => ({ fault, stride: 67 })))(
    'that meets $fault goes on with --resume, and ends with the same bytes',
    async ({ fault, stride }) => {
      prepare();
      const whole = await runFaulty(create());
      expect([whole.exitCode, whole.narration]).toEqual([0, expect.stringContaining('CARD.md')]);
      const end = filesOf(world());
      const hits = { argv: create(), folder: site(), prepare, fault, stride: strideOf(stride) };
      const changes = await hitChanges(hits, async ({ narration, exitCode }, change) => {
        if (fault !== 'kill' && exitCode !== 0)
          expect(narration).toMatch(/error\[file-not-writable\].*the disk is full/);
        const resumed = await runFaulty(create('--resume'));
        expect([change, resumed.exitCode, resumed.narration]).toEqual([change, 0, expect.any(String)]);
        expect([change, filesOf(world())]).toEqual([change, end]);
      });
      expect(changes).toBeGreaterThan(60);
    },
  );
});
