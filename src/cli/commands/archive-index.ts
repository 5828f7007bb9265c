import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../archive/atomic-write.js';
import { GiqError } from '../../diagnostics/diagnostic.js';
import { buildHnsw } from '../../models/index/index.js';
import { writeManifestSection } from '../../models/manifest-file.js';
import { writeSafetensors, type SafeTensor } from '../../models/safetensors.js';
import { embedArchive, type EmbeddedArchive } from '../../models/training/embed.js';
import { EMBEDDINGS } from '../../models/world-index.js';
import { THUMBNAILS } from '../../models/world-thumbnails.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { withBuildContext, type BuildContext, type BuildFlags } from './build-context.js';

const FILES = {
  catalogue: 'catalogue.safetensors',
  embeddings: 'embeddings.safetensors',
  thumbnails: 'thumbnails.safetensors',
  hnsw: 'index.hnsw',
};

/** `giq archive index`: measures, embeds and shrinks every observation and builds the search index; goes on after a kill. */
export function indexArchive(flags: BuildFlags, terminal: Terminal, signal: AbortSignal): Promise<number> {
  return withBuildContext(flags, terminal, async (context) => {
    const partial = { path: join(context.world.directory, '.partial.safetensors'), key: workKey(context) };
    const embedded = await embed(context, partial, signal);
    await writeTables(embedded, context);
    const hnsw = await writeGraph(embedded, context, signal);
    await writeManifest(hnsw, context);
    await rm(partial.path, { force: true });
    context.narrator.note(`wrote catalogue and index of ${context.world.directory}`);
    return EXIT.ok;
  });
}

/** What the embeddings are of: with another archive or encoder the work starts anew. */
function workKey({ world: { manifest } }: BuildContext): string {
  const { catalogue: _, ...archive } = manifest.archive;
  const { network, weights } = manifest.encoder;
  return JSON.stringify([archive, manifest.files[network]?.sha256, manifest.files[weights]?.sha256]);
}

async function embed(
  context: BuildContext,
  partial: { path: string; key: string },
  signal: AbortSignal,
): Promise<EmbeddedArchive> {
  const { world, engine, parameters, measure, narrator } = context;
  return embedArchive({
    archive: await world.archive(),
    encoder: await world.encoder(engine),
    parameters,
    measure,
    clip: world.manifest.image.clip,
    partial,
    signal,
    onProgress: (done, total) => narrator.progress('embedding', done, total),
  });
}

async function writeTables(
  { embeddings, dimension, thumbnails: { pixels, side }, columns }: EmbeddedArchive,
  { world: { directory } }: BuildContext,
): Promise<void> {
  const size = embeddings.length / dimension;
  const catalogue = [...columns].map(([name, values]): [string, SafeTensor] => [
    name,
    { type: 'F32', shape: [size], data: Float32Array.from(values) },
  ]);
  const vectors: SafeTensor = { type: 'F32', shape: [size, dimension], data: embeddings };
  const pictures: SafeTensor = { type: 'I8', shape: [size, side, side], data: pixels };
  const write = (file: string, tensors: Iterable<readonly [string, SafeTensor]>) =>
    writeAtomically(join(directory, file), writeSafetensors(new Map(tensors)));
  await write(FILES.catalogue, catalogue);
  await write(FILES.embeddings, [[EMBEDDINGS, vectors]]);
  await write(FILES.thumbnails, [[THUMBNAILS, pictures]]);
}

/** The graph where hnswlib can be loaded; the exact search needs none. */
async function writeGraph(
  { embeddings, dimension }: EmbeddedArchive,
  context: BuildContext,
  signal: AbortSignal,
): Promise<boolean> {
  const path = join(context.world.directory, FILES.hnsw);
  const onProgress = (done: number, total: number) => context.narrator.progress('indexing', done, total);
  try {
    await buildHnsw({ embeddings, dimension, path, signal, onProgress });
    return true;
  } catch (error) {
    if (!(error instanceof GiqError) || error.diagnostics[0].code !== 'hnsw-unavailable') throw error;
    context.narrator.note(`no HNSW graph: ${error.message}`);
    return false;
  }
}

async function writeManifest(hnsw: boolean, { world: { directory } }: BuildContext): Promise<void> {
  const { catalogue, embeddings, thumbnails, hnsw: graph } = FILES;
  const patch = { archive: { catalogue }, index: { embeddings, thumbnails, ...(hnsw && { hnsw: graph }) } };
  await writeManifestSection(directory, patch, [catalogue, embeddings, thumbnails, ...(hnsw ? [graph] : [])]);
}
