/** A thread of `giq archive index`: embeds and measures the observations that it is told, one chunk after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { GiqError } from '../../diagnostics/diagnostic.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { measureBatch } from '../../physics/measure.js';
import { engineFactories, openEngine } from '../engines/index.js';
import { openArchive } from '../world-archive.js';
import { openWorld } from '../world.js';
import { embedPositions, type MadeRows } from './embed.js';
import type { EmbeddingAnswer, EmbeddingRequest, EmbeddingSubject } from './embedding-team.js';

const subject = workerData as EmbeddingSubject;
const opened = open(subject);
// What went wrong is told to whoever asks.
opened.catch(() => {});
parentPort?.on('message', (request: EmbeddingRequest) => void answer(request));

async function answer({ number, positions }: EmbeddingRequest): Promise<void> {
  const tell = (said: EmbeddingAnswer) => parentPort?.postMessage(said);
  try {
    tell({ number, made: await (await opened)(positions) });
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    tell({ number, diagnostics: error.diagnostics });
  }
}

/** One thread of the processor a worker: so many workers are all that is asked of it. */
async function open({
  directory,
  manifest,
  parameters,
  engine,
}: EmbeddingSubject): Promise<(positions: readonly number[]) => Promise<MadeRows>> {
  const world = await openWorld(directory);
  const archive = await openArchive(manifest, world.directory, world.file);
  const encoder = await world.encoder(await openEngine(engine, engineFactories, { threads: 1 }));
  const measure = (pixels: Float32Array, count: number) =>
    measureBatch(pixels, count, PATCH_SIZE, parameters);
  const { clip } = manifest.image;
  return (positions) => embedPositions({ archive, encoder, measure, clip }, positions);
}
