/** Threads run what has been built. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineFactories, openEngine, tryOpen } from '../../../src/models/engines/index.js';
import { onnx } from '../../../src/models/engines/onnx.js';
import type { Manifest } from '../../../src/models/manifest.js';
import { embedArchive, type EmbedTask } from '../../../src/models/training/embed.js';
import { startEmbeddingTeam, type StoppableTeam } from '../../../src/models/training/embedding-team.js';
import { openWorld } from '../../../src/models/world.js';
import { PATCH_SIZE } from '../../../src/physics/field.js';
import { measureBatch } from '../../../src/physics/measure.js';
import { writeTinyWorld } from '../../support/tiny-world.js';
import { codeOf } from './support.js';

const SCRIPT = new URL('../../../dist/models/training/embedding-worker.js', import.meta.url);
const hasOnnx = 'engine' in (await tryOpen(onnx));

/** Fifteen observations in four chunks, the last of three. */
const [REGIONS, STEPS, CHUNK] = [3, 5, 4];

let directory: string;
const teams: StoppableTeam[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giq-team-'));
  writeTinyWorld(directory, 'tiny');
});
afterAll(async () => {
  await Promise.all(teams.map((team) => team.stop()));
  await rm(directory, { recursive: true });
});

async function prepare(engine: string, simulator = 'sim/2') {
  const world = await openWorld(directory);
  const archive = { kind: 'simulated' as const, simulator, regions: REGIONS, steps: STEPS, seed: 1 };
  const manifest: Manifest = { ...world.manifest, archive: { ...archive, catalogue: undefined } };
  return { world, manifest, subject: { directory, manifest, parameters: ['TUF', 'R'], engine } };
}

async function taskOf(engine: string): Promise<EmbedTask> {
  const { world, manifest, subject } = await prepare(engine);
  const { openArchive } = await import('../../../src/models/world-archive.js');
  const { parameters } = subject;
  return {
    archive: await openArchive(manifest, directory, world.file),
    encoder: await world.encoder(await openEngine(engine, engineFactories, { threads: 1 })),
    measure: (pixels, count) => measureBatch(pixels, count, PATCH_SIZE, parameters),
    ...{ parameters, clip: 1, chunk: CHUNK },
  };
}

async function teamOf(engine: string, count = 2, script = SCRIPT, simulator?: string) {
  const team = startEmbeddingTeam(count, (await prepare(engine, simulator)).subject, script);
  teams.push(team);
  return team;
}

/** A module that ends its thread when it is first asked. */
async function endingScript(): Promise<URL> {
  const path = join(directory, 'ending.mjs');
  const text = `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => process.exit(3));`;
  await writeFile(path, text);
  return pathToFileURL(path);
}

describe.skipIf(!existsSync(SCRIPT))(
  'a team that embeds (of what has been built)',
  { timeout: 60_000 },
  () => {
    it.each(['tfjs-wasm', ...(hasOnnx ? ['onnx'] : [])])(
      'gives the bytes of one thread: %s',
      async (engine) => {
        const task = await taskOf(engine);
        const progress: number[] = [];
        const onProgress = (done: number) => void progress.push(done);
        const together = await embedArchive({ ...task, team: await teamOf(engine), onProgress });
        expect(together).toEqual(await embedArchive(task));
        expect(together.embeddings.some((value) => value !== together.embeddings[0])).toBe(true);
        expect(progress).toEqual([4, 8, 12, 15]);
      },
    );

    it('is cancelled in between, and what it did is gone on with, by any number of threads', async () => {
      const [task, controller] = [await taskOf('tfjs-wasm'), new AbortController()];
      const partial = { path: join(directory, '.partial-index'), key: 'same' };
      const team = await teamOf('tfjs-wasm');
      const onProgress = (done: number) => void (done === 8 && controller.abort());
      const cancelled = embedArchive({ ...task, team, partial, onProgress, signal: controller.signal });
      expect(await codeOf(cancelled)).toBe('cancelled');
      const [header] = (await readFile(partial.path)).toString('latin1').split('\n');
      const bytesOfRow = 4 * 4 + 2 * 8 + 256;
      expect((await readFile(partial.path)).length).toBe(header.length + 1 + 8 * bytesOfRow);
      const resumed: number[] = [];
      const goesOn = { partial, onProgress: (done: number) => void resumed.push(done) };
      expect(await embedArchive({ ...task, ...goesOn })).toEqual(await embedArchive(task));
      expect(resumed).toEqual([12, 15]);
    });

    it('says what it met', async () => {
      const task = { ...(await taskOf('tfjs-wasm')), team: await teamOf('tfjs-wasm', 2, SCRIPT, 'sim/9') };
      expect(await codeOf(embedArchive(task))).toBe('file-structure');
    });

    it('says that one of it has ended too early', async () => {
      const team = await teamOf('tfjs-wasm', 2, await endingScript());
      const task = { ...(await taskOf('tfjs-wasm')), team };
      expect(await codeOf(embedArchive(task))).toBe('worker-lost');
      // Who asks later is told at once.
      expect(await codeOf(team.embed([0]))).toBe('worker-lost');
    });
  },
);
