import type { Archive } from '../archive/archive.js';
import type { Engine, Model } from './engine.js';
import { readClassifiers, type Classifiers } from './classifiers-file.js';
import type { Directions } from './directions-file.js';
import { readDirections } from './directions-file.js';
import { lazily, lazilyBy } from './lazily.js';
import type { Manifest } from './manifest.js';
import { loadManifest } from './manifest-file.js';
import type { NeighbourIndex } from './neighbours.js';
import type { Network, Weights } from './network.js';
import { sizeOf } from './shape.js';
import type { WorldStatistics } from './statistics-file.js';
import { readStatistics } from './statistics-file.js';
import { openArchive } from './world-archive.js';
import type { FileCheck } from './world-files.js';
import { checkWorldFiles, readWorldFile, readWorldTensors, refuseLinksOutside } from './world-files.js';
import { findWorld } from './world-folders.js';
import type { IndexKind, ReadWorld } from './world-index.js';
import { openIndex, readEmbeddings } from './world-index.js';
import type { WorldInfo } from './world-info.js';
import { worldInfo } from './world-info.js';
import type { NetworkRole } from './world-network.js';
import { loadNetwork, readStoredNetwork, requireRole, withLayers } from './world-network.js';
import { lacking } from './world-parts.js';
import { readThumbnails } from './world-thumbnails.js';
import type { TensorFile } from './tensor-file.js';
import type { Embeddings } from './index/exact.js';
import { archiveSpaces, type ArchiveSpaces } from './retrieval/spaces.js';
import type { Thumbnails } from './retrieval/thumbnails.js';

/**
 * A world that has been opened: its manifest, and the rest when it is first asked for.
 *
 * Every file is compared with the manifest when it is read. Accessors of parts that have not been made throw
 * `world-lacks`; those of damaged ones `corrupted`, `tensors-damaged` or `file-structure`.
 */
export interface World {
  readonly name: string;
  readonly directory: string;
  readonly manifest: Manifest;
  /** SHA-256 of world.yaml, in hexadecimal: it lists the SHA-256 of every other file. */
  readonly hash: string;
  /** The first 12 digits of `hash`. */
  readonly shortHash: string;
  /** Latents [manifest.generator.latent] to patches [1, size, size]. Loaded once an engine; disposed with the world. */
  generator(engine: Engine): Promise<Model>;
  /** Patches [1, size, size] to embeddings. */
  encoder(engine: Engine): Promise<Model>;
  /** Patches to latents, a first guess for inversions; only where the manifest names one. */
  inverter(engine: Engine): Promise<Model>;
  /** Layers and weights, for engines, training and tables; throws `network-opaque` for ONNX models. */
  network(role: NetworkRole): Promise<{ readonly network: Network; readonly weights: Weights }>;
  directions(): Promise<Directions>;
  /** Names of the parameters that labels have taught. */
  readonly scored: ReadonlySet<string>;
  classifiers(): Promise<Classifiers>;
  statistics(): Promise<WorldStatistics>;
  archive(): Promise<Archive>;
  /** @param kind `auto` by default: exact for small archives and where the hnsw index is missing or does not load */
  index(kind?: IndexKind): Promise<NeighbourIndex>;
  /** What the index is of: one row an observation. */
  embeddings(): Promise<Embeddings>;
  /** Small pictures of all observations. */
  thumbnails(): Promise<Thumbnails>;
  /** What the archive can be searched by. */
  readonly spaces: ArchiveSpaces;
  /** What the manifest says, in short. */
  info(): WorldInfo;
  /** Compares every file with the manifest. */
  verify(): Promise<readonly FileCheck[]>;
  /** The bytes of a file that the manifest lists. */
  file(path: string): Promise<Uint8Array>;
  /** The tensors of such a file, of any size; those named in `leave` stay in it. */
  tensors(path: string, leave?: readonly string[]): Promise<TensorFile>;
  dispose(): void;
}

export interface OpenOptions {
  /** Folders of worlds; `defaultSearchPaths()` by default. */
  readonly searchPaths?: readonly string[];
}

/**
 * Opens a world by its name, or by the path of its folder. Reads the manifest only.
 *
 * @throws GiqError `unknown-world`, and what is wrong with the manifest
 */
export async function openWorld(nameOrPath: string, { searchPaths }: OpenOptions = {}): Promise<World> {
  const directory = await findWorld(nameOrPath, searchPaths);
  await refuseLinksOutside(directory);
  const { manifest, hash } = await loadManifest(directory);
  return createWorld(directory, manifest, hash);
}

function createWorld(directory: string, manifest: Manifest, hash: string): World {
  const readers = readersOf(directory, manifest);
  const { readBytes: file, readTensors: tensors } = readers;
  const read = async (path: string) => new TextDecoder().decode(await file(path));
  const network = lazilyBy(async (role: NetworkRole) => {
    const files = manifest[role] ?? lacking(manifest, 'inverter');
    const stored = await readStoredNetwork(files, read, file);
    requireRole(role, stored.network, manifest, files.network);
    return stored;
  });
  const models: Model[] = [];
  const loaded = (role: NetworkRole) =>
    lazilyBy(async (engine: Engine) => {
      const model = await loadNetwork(await network(role), engine, role);
      models.push(model);
      return model;
    });
  const parts = {
    manifest,
    archive: lazily(() => openArchive(manifest, directory, file)),
    embeddings: lazily(() => readEmbeddings(manifest, tensors)),
    thumbnails: lazily(() => readThumbnails(manifest, file)),
  };
  return {
    ...parts,
    name: manifest.name,
    scored: new Set(manifest.classifiers?.parameters),
    directory,
    hash,
    shortHash: hash.slice(0, 12),
    generator: loaded('generator'),
    encoder: loaded('encoder'),
    inverter: loaded('inverter'),
    network: async (role) => withLayers(await network(role), role),
    ...tablesOf(manifest, read, async () =>
      manifest.index?.kind === 'pgvector'
        ? sizeOf((await network('encoder')).network.output)
        : (await parts.embeddings()).dimension,
    ),
    index: lazilyBy(async (kind = 'auto') => openIndex(directory, manifest, parts.embeddings, readers, kind)),
    spaces: archiveSpaces(parts),
    info: () => worldInfo(directory, manifest, hash),
    verify: () => checkWorldFiles(directory, manifest),
    file,
    tensors,
    dispose: () => models.splice(0).forEach((model) => model.dispose()),
  };
}

function readersOf(directory: string, manifest: Manifest): ReadWorld {
  return {
    readBytes: (file) => readWorldFile(directory, manifest, file),
    readTensors: (file, leave) => readWorldTensors(directory, manifest, file, leave),
  };
}

/** Small tables, each read when it is first asked for. */
function tablesOf(
  manifest: Manifest,
  read: (file: string) => Promise<string>,
  embeddingSize: () => Promise<number>,
): Pick<World, 'directions' | 'classifiers' | 'statistics'> {
  return {
    directions: lazily(async () => {
      const { file } = manifest.directions ?? lacking(manifest, 'directions');
      return readDirections(await read(file), file, manifest.generator.latent);
    }),
    classifiers: lazily(async () => {
      if (!manifest.classifiers) return new Map();
      const { file } = manifest.classifiers;
      return readClassifiers(await read(file), file, await embeddingSize());
    }),
    statistics: lazily(async () => {
      const { file } = manifest.statistics ?? lacking(manifest, 'statistics');
      return readStatistics(await read(file), file);
    }),
  };
}
