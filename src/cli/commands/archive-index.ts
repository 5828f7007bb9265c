import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { embedArchive, type EmbeddedArchive, type EmbedTask } from '../../models/training/embed.js';
import type { VectorKind } from '../../models/index/cells/cells.js';
import { readEarlierCells } from '../../models/training/earlier-cells.js';
import { readEarlier } from '../../models/training/earlier-rows.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { embeddingWorkers, withEmbeddingTeam } from './archive-index-team.js';
import { archiveKey, archiveToIndex, orderKey, type IndexedArchive } from './archive-to-index.js';
import { loadIntoDatabase, readShard } from './archive-index-database.js';
import { writeSearchIndex, writeTables } from './archive-index-files.js';
import { withBuildContext, type BuildContext, type BuildFlags } from './build-context.js';

export interface IndexFlags extends BuildFlags {
  /** `2/8`: the second of eight parts, into a database. */
  readonly shard?: string;
  /** Takes the archive as it is now, with what has been added to it and without what is gone. */
  readonly update?: boolean;
  /** How the rows of cells are kept in memory; as the world has it by default. */
  readonly vectors?: VectorKind;
  /** Threads that embed and measure; one a core by default. */
  readonly workers?: number;
}

/**
 * `giq archive index`: measures, embeds and shrinks every observation that was not there before, and builds the search
 * index; goes on after a kill.
 */
export function indexArchive(flags: IndexFlags, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const shard = flags.shard === undefined ? undefined : readShard(flags.shard);
  const work = async (context: BuildContext) => {
    const { index, name } = context.world.manifest;
    const indexed = await archiveToIndex(context.world, flags.update ?? false);
    if (index?.kind === 'pgvector') {
      if (flags.workers !== undefined) fail('workers-in-database', { world: name });
      await loadIntoDatabase(context, indexed, index, shard, signal);
    } else if (shard) fail('shard-without-database', { world: name });
    else await indexInFiles(context, { ...indexed, vectors: flags.vectors ?? index?.vectors }, flags, signal);
    return EXIT.ok;
  };
  // As many as a worker has, so that the number of workers changes no bit.
  return withBuildContext(flags, terminal, work, { threads: 1 });
}

async function indexInFiles(
  context: BuildContext,
  indexed: IndexedArchive & { readonly vectors: VectorKind | undefined },
  { workers, update }: IndexFlags,
  signal: AbortSignal,
): Promise<void> {
  const { narrator, world } = context;
  const partial = { path: join(world.directory, '.partial-index'), key: orderKey(indexed.manifest) };
  const embedded = await embed(context, indexed, { partial, signal }, workers);
  const work = archiveKey(world.manifest);
  const earlier = update ? await readEarlierCells(world, work, indexed.archive) : undefined;
  await writeTables(embedded, indexed, world.directory);
  await writeSearchIndex(embedded, { ...indexed, earlier }, context, signal);
  await rm(partial.path, { force: true });
  narrator.note(`wrote catalogue and index of ${world.directory}`);
}

async function embed(
  context: BuildContext,
  { archive, manifest }: IndexedArchive,
  how: Pick<EmbedTask, 'partial' | 'signal'>,
  workers: number | undefined,
): Promise<EmbeddedArchive> {
  const { world, engine, parameters, measure, narrator } = context;
  const earlier = await readEarlier(world, archiveKey(world.manifest), parameters);
  const known = earlier.count(archive);
  if (known > 0) narrator.note(`${known} of ${archive.size} observations are there from before`);
  const task: EmbedTask = {
    ...{ archive, parameters, measure, earlier, ...how },
    encoder: await world.encoder(engine),
    clip: world.manifest.image.clip,
    onProgress: (done, total) => narrator.progress('embedding', done, total),
  };
  const subject = { directory: resolve(world.directory), manifest, parameters, engine: engine.name };
  return withEmbeddingTeam(embeddingWorkers(archive.size - known, engine.name, workers), subject, (team) =>
    embedArchive({ ...task, ...(team && { team }) }),
  );
}
