import type { Fields, ObjectOf, Reader } from '../diagnostics/structure.js';
import {
  choice,
  flag,
  integer,
  literal,
  listOf,
  natural,
  naturalUpTo,
  number,
  object,
  objectWith,
  optional,
  recordOf,
  tagged,
  text,
} from '../diagnostics/structure.js';

/** Version of the format of world.yaml that this giq reads. */
export const FORMAT = 1;

const network = { network: text, weights: text };

const simulatedArchive = {
  /** Name and version of the simulator. */
  simulator: text,
  regions: naturalUpTo(100_000),
  steps: naturalUpTo(100),
  seed: integer,
  /** Precomputed parameters, a float32 column each. */
  catalogue: optional(text),
};

const fileArchive = {
  /** Folder with archive.yaml, from the folder of the world. */
  folder: text,
  /** SHA-256 of archive.yaml, which has those of the other files. */
  sha256: text,
  observations: naturalUpTo(10_000_000),
  catalogue: optional(text),
};

const fileIndex = {
  kind: optional(literal('files')),
  embeddings: text,
  hnsw: optional(text),
  /** Rows in cells, for archives that are too large for an exact scan. */
  cells: optional(text),
  /** How the rows of cells are kept in memory; float32 by default. */
  vectors: optional(choice('float32', 'int8')),
  thumbnails: optional(text),
};

const databaseIndex = {
  kind: literal('pgvector'),
  /** postgresql://…, with `${NAME}` for what the environment says. */
  url: text,
  /** `giq_` and the name of the world by default. */
  table: optional(text),
  /** Whose SQL makes the index of the vectors; PostgreSQL's by default. */
  dialect: optional(choice('postgresql', 'yugabytedb', 'cockroachdb')),
  /** Links a node of the graph, and candidates looked at when one is added. */
  links: optional(natural),
  buildCandidates: optional(natural),
  /** Candidates of a search. */
  searchCandidates: optional(natural),
  /** Largest number of connections. */
  connections: optional(natural),
  /** Seconds that a query may take. */
  timeout: optional(number),
  thumbnails: optional(text),
};

type FileIndex = Omit<ObjectOf<typeof fileIndex>, 'kind' | 'cells' | 'vectors'> & {
  readonly kind?: 'files';
  readonly cells?: string;
  readonly vectors?: 'float32' | 'int8';
};

/** Where the embeddings of the archive are: in files of the world, or in a database. */
const index: Reader<FileIndex | ObjectOf<typeof databaseIndex>> = (value, place) => {
  const { kind } = objectWith({ kind: optional(choice('files', 'pgvector')) })(value, place);
  return object<Fields>(kind === 'pgvector' ? databaseIndex : fileIndex)(value, place) as never;
};

const fields = {
  format: natural,
  /** Version of the query language that the world was made for. */
  language: literal(1),
  name: text,
  title: text,
  version: text,
  simulated: flag,
  licence: text,
  image: object({
    size: literal(128),
    unit: choice('kG'),
    /** Largest absolute value, in `unit`. */
    clip: number,
    /** Nominal size of a pixel of a generated patch, in Mm. */
    scale: object({ width: number, height: number }),
  }),
  /** The generator of random numbers, by name and version. */
  random: literal('philox4x32-10/1'),
  generator: object({ ...network, latent: naturalUpTo(4096) }),
  encoder: object({ ...network, distance: choice('euclidean') }),
  /** Patches to latents, roughly: where inversions start. */
  inverter: optional(object(network)),
  /** Names of the physical parameters that the world measures. */
  parameters: listOf(text),
  directions: optional(object({ file: text, parameters: listOf(text) })),
  /** Parameters by expressions over others, as `define` takes them. */
  define: optional(recordOf(text)),
  /** Parameters that labels have taught, read off embeddings. */
  classifiers: optional(object({ file: text, parameters: listOf(text) })),
  statistics: optional(object({ file: text })),
  archive: tagged('kind', { simulated: simulatedArchive, files: fileArchive }),
  /** Which observations are not trained on: a share of the groups of `src/models/split.ts`. */
  split: optional(object({ heldOut: number, seed: integer })),
  index: optional(index),
  /** How the default search re-ranks; what is not said is as giq has it. */
  retrieval: optional(
    object({
      rerank: optional(choice('pictures', 'physics', 'both', 'none')),
      /** Candidates that are looked at. */
      pool: optional(natural),
      /** What a standard deviation of physical distance costs, in correlation. */
      weight: optional(number),
    }),
  ),
  trainedOn: text,
  rebuild: text,
  files: recordOf(object({ sha256: text, bytes: integer })),
};

const manifest = object(fields);

/** What world.yaml says: see docs/worlds.md. */
export type Manifest = ReturnType<typeof manifest>;

/** The section of an index in a database. */
export type DatabaseIndex = Extract<Manifest['index'], { readonly kind: 'pgvector' }>;

/** Size and SHA-256, in hexadecimal, of a file of a world. */
export type FileRecord = Manifest['files'][string];

/** Checks a manifest that was read from YAML; throws `file-structure`, `file-unknown-key`. */
export const readManifest: Reader<Manifest> = manifest;

/** How many observations the archive of a world has. */
export function observationsOf({ archive }: Manifest): number {
  return archive.kind === 'simulated' ? archive.regions * archive.steps : archive.observations;
}
