/**
 * What an index of a million observations costs; alone by `npx vite-node bench/index-alone.ts [observations]`.
 *
 * A simulated archive of that size would take an hour to embed. Its rows are made of the 9,240 embeddings of `solar-sim`
 * instead: a place between two consecutive frames of a region, moved by a normal multiple (of deviation 1/4) of the step
 * between two consecutive frames of any region. Queries are embeddings of generated patches, which are none of them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordOfFile } from '../src/archive/store/observations.js';
import { openEngine } from '../src/models/engines/index.js';
import {
  buildCells,
  cellsIndex,
  readCells,
  writeCells,
  type CellsFile,
} from '../src/models/index/cells/index.js';
import type { Embeddings } from '../src/models/index/exact.js';
import type { Neighbour } from '../src/models/neighbours.js';
import { readTensorFile } from '../src/models/tensor-file.js';
import { openWorld } from '../src/models/world.js';
import { latentVector, randomStream } from '../src/numeric/random.js';

export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

const QUERIES = 200;
const STEPS = 14;

/** Builds an index of so many rows, writes it, reads it and searches in it. */
export async function benchIndex(size = 1_000_000): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'giq-bench-'));
  const file = { file: join(folder, 'index.cells'), of: 'these' };
  try {
    const queries = await generatedEmbeddings();
    const of = embeddingsBetweenFrames(await frames(), size);
    const built = await clocked(async () => writeCells(file, await buildCells(of)));
    const opened = await clocked(async () => openWhole(file));
    return [
      { what: `index of ${size}: building`, value: built.processor, unit: 's' },
      { what: `index of ${size}: opening`, value: opened.processor, unit: 's' },
      ...(await searchRows(`index of ${size}`, opened.value, queries)),
      {
        what: 'largest memory so far, embeddings included',
        value: process.resourceUsage().maxRSS / 1024,
        unit: 'MiB',
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function openWhole(file: CellsFile): Promise<Index> {
  const cells = readCells(file, await readTensorFile(file.file, await recordOfFile(file.file)));
  if ('codes' in cells) throw new Error('the benchmark has written whole rows');
  return cellsIndex(cells);
}

type Index = ReturnType<typeof cellsIndex>;

async function searchRows(name: string, index: Index, queries: Float32Array): Promise<BenchRow[]> {
  const few = (position: number) => position % 1000 === 7;
  const search = (k: number) => clocked(async () => index.search(queries, QUERIES, k));
  const exact = await clocked(async () => index.search(queries, QUERIES, 10, () => true));
  await search(10);
  const [ten, hundred] = [await search(10), await search(100)];
  index.search(queries, 1, 10, few);
  const rare = await clocked(async () => index.search(queries, QUERIES, 10, few));
  const each = ({ processor }: { processor: number }) => (1000 * processor) / QUERIES;
  return [
    { what: `${name}: query, k = 10`, value: each(ten), unit: 'ms' },
    { what: `${name}: query, k = 100`, value: each(hundred), unit: 'ms' },
    { what: `${name}: query, exact, of one row in 1,000`, value: each(rare), unit: 'ms' },
    { what: `${name}: query, exact, of all rows`, value: each(exact), unit: 'ms' },
    { what: `${name}: recall of the first 10, k = 10`, value: recall(ten.value, exact.value), unit: 'share' },
    {
      what: `${name}: recall of the first 10, k = 100`,
      value: recall(hundred.value, exact.value),
      unit: 'share',
    },
  ];
}

/** The share of the nearest that were found. */
function recall(found: readonly Neighbour[][], exact: readonly Neighbour[][]): number {
  const hits = exact.flatMap((expected, query) => {
    const positions = new Set(found[query].map(({ position }) => position));
    return expected.filter(({ position }) => positions.has(position));
  });
  return hits.length / exact.flat().length;
}

/** Seconds of processor time: a busy machine tells the same. */
async function clocked<T>(work: () => Promise<T>): Promise<{ value: T; processor: number }> {
  const began = process.cpuUsage();
  const value = await work();
  return { value, processor: process.cpuUsage(began).user / 1e6 };
}

async function frames(): Promise<Embeddings> {
  return (await openWorld('solar-sim')).embeddings();
}

function embeddingsBetweenFrames({ embeddings: base, dimension }: Embeddings, size: number): Embeddings {
  const stream = randomStream(1, 0);
  const regions = base.length / dimension / STEPS;
  const draw = (count: number) => Math.floor(stream.uniform() * count);
  const frame = () => (draw(regions) * STEPS + draw(STEPS - 1)) * dimension;
  const embeddings = new Float32Array(size * dimension);
  for (let row = 0; row < embeddings.length; row += dimension) {
    const [here, other, share, step] = [frame(), frame(), stream.uniform(), stream.normal(0, 0.25)];
    for (let j = 0; j < dimension; j++) {
      const between = base[here + j] + share * (base[here + dimension + j] - base[here + j]);
      embeddings[row + j] = between + step * (base[other + dimension + j] - base[other + j]);
    }
  }
  return { embeddings, dimension };
}

async function generatedEmbeddings(): Promise<Float32Array> {
  const world = await openWorld('solar-sim');
  const engine = await openEngine('auto');
  const latent = world.manifest.generator.latent;
  const latents = Float32Array.from(
    Array.from({ length: QUERIES }, (_, item) => [...latentVector(2026, item, latent)]).flat(),
  );
  const patches = await (await world.generator(engine)).run(latents, QUERIES);
  const queries = await (await world.encoder(engine)).run(patches, QUERIES);
  world.dispose();
  await engine.dispose();
  return queries;
}
