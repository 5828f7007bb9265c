import { fail } from '../../diagnostics/diagnostic.js';
import { changeWorld } from '../../models/change-world.js';
import {
  databaseSettings,
  loadDatabase,
  openDatabase,
  readColumns,
  type Database,
  type Shard,
} from '../../models/index/pgvector/index.js';
import type { DatabaseIndex } from '../../models/manifest.js';
import { THUMBNAIL_SIDE } from '../../models/retrieval/thumbnails.js';
import { sizeOf } from '../../models/shape.js';
import { archiveKey, type IndexedArchive } from './archive-to-index.js';
import { catalogueBytes, FILES, thumbnailBytes } from './archive-index-files.js';
import type { BuildContext } from './build-context.js';

/** `2/8`; throws `wrong-shard`. */
export function readShard(given: string): Shard {
  const [number, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(given) ?? []).slice(1).map(Number);
  return number >= 1 && number <= of ? { number, of } : fail('wrong-shard', { given });
}

/**
 * Embeds what the table does not have yet and writes it there. Without a shard, the world then also gets the files that
 * re-ranking needs; they are read back from the table, whoever has filled it.
 */
export async function loadIntoDatabase(
  context: BuildContext,
  indexed: IndexedArchive,
  index: DatabaseIndex,
  shard: Shard | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { world, narrator } = context;
  const database = openDatabase(databaseSettings({ name: world.manifest.name, index }));
  try {
    const whole = await load(context, indexed, database, shard ?? { number: 1, of: 1 }, signal);
    if (!shard && whole) await writeFiles(context, indexed, database);
    const { table, where } = database.settings;
    const rest = whole ? 'the table is whole' : 'other shards are still missing';
    narrator.note(`wrote to the table ${table} of ${where}; ${rest}`);
  } finally {
    await database.close();
  }
}

async function load(
  { world, engine, parameters, measure, narrator }: BuildContext,
  { archive, manifest }: IndexedArchive,
  database: Database,
  shard: Shard,
  signal: AbortSignal,
): Promise<boolean> {
  const encoder = await world.encoder(engine);
  return loadDatabase({
    archive,
    encoder,
    measure,
    clip: world.manifest.image.clip,
    database,
    content: { dimension: sizeOf(encoder.output), work: archiveKey(manifest), parameters },
    shard,
    signal,
    onProgress: (done, total) => narrator.progress('embedding', done, total),
  });
}

/** Node reads no more of a file at once: seven million observations have thumbnails. */
const LARGEST_FILE = 2 ** 31 - 2 ** 20;

async function writeFiles(
  { world: { directory }, parameters, narrator }: BuildContext,
  { archive: { size }, changes }: IndexedArchive,
  database: Database,
): Promise<void> {
  if (size * THUMBNAIL_SIDE ** 2 > LARGEST_FILE)
    return narrator.note(
      'the archive is too large for thumbnails in a file; matches stay in the order of distance',
    );
  const { columns, thumbnails } = await readColumns(database, size, parameters, THUMBNAIL_SIDE ** 2);
  const { catalogue, thumbnails: pictures } = FILES;
  const files = new Map([
    [catalogue, () => catalogueBytes(columns, size)],
    [pictures, () => thumbnailBytes(thumbnails, THUMBNAIL_SIDE)],
  ]);
  const patch = { archive: { ...changes, catalogue }, index: { thumbnails: pictures } };
  await changeWorld(directory, { files, patch });
}
