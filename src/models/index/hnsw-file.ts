import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomically } from '../../archive/atomic-write.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Embeddings } from './exact.js';
import type { Graph, MakeGraph } from './hnsw-package.js';

const HEADER_BYTES = 96;

/** Positions whose vectors are compared with the embeddings when a file is opened. */
const SPOT_CHECKS = 16;

/**
 * Reads a graph that was built of these embeddings.
 *
 * Before the native code sees the file its header is checked here; damage inside the links would crash that code, so
 * the file's SHA-256 is to be compared with the manifest's before.
 *
 * @throws GiqError `file-not-found`, `file-damaged`, or `index-mismatch` when it belongs to other embeddings
 */
export async function readGraph(path: string, of: Embeddings, makeGraph: MakeGraph): Promise<Graph> {
  checkHeader(await readHeader(path), path, of);
  const graph = makeGraph(of.dimension);
  try {
    await graph.readIndex(path);
  } catch (error) {
    fail('file-damaged', { file: path, problem: error instanceof Error ? error.message : String(error) });
  }
  checkVectors(graph, path, of);
  return graph;
}

/**
 * Writes a graph as a whole or not at all. The library writes to a path of its own, so through a temporary file.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeGraph(graph: Pick<Graph, 'writeIndex'>, path: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'giq-hnsw-'));
  try {
    const temporary = join(folder, 'index');
    await graph.writeIndex(temporary);
    const bytes = await readFile(temporary);
    if (!isWhole(bytes))
      fail('file-not-writable', { file: path, reason: `${folder} may be on a disk that is full` });
    await writeAtomically(path, bytes);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Does a file have all elements, and the links of all of them? hnswlib 0.8 does not say when a disk is full: what it has
 * written then just ends.
 */
function isWhole(bytes: Buffer): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const [count, elementBytes] = [16, 24].map((at) => Number(bytes.readBigUInt64LE(at)));
  let end = HEADER_BYTES + count * elementBytes;
  for (let element = 0; element < count; element++) {
    if (end + 4 > bytes.length) return false;
    end += 4 + bytes.readUInt32LE(end);
  }
  return end === bytes.length;
}

async function readHeader(path: string): Promise<DataView> {
  const file = await open(path).catch(() => fail('file-not-found', { file: path }));
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEADER_BYTES), 0, HEADER_BYTES);
    return new DataView(buffer.buffer, 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** hnswlib 0.8, saveIndex: 8-byte numbers, among them the count, bytes an element, and where its vector and label are. */
function checkHeader(header: DataView, path: string, { embeddings, dimension }: Embeddings): void {
  if (header.byteLength < HEADER_BYTES)
    fail('file-damaged', { file: path, problem: 'it has no whole header' });
  const [count, elementBytes, labelAt, vectorAt] = [16, 24, 32, 40].map((at) =>
    Number(header.getBigUint64(at, true)),
  );
  if (elementBytes !== labelAt + 8)
    fail('file-damaged', { file: path, problem: 'its header contradicts itself' });
  const found = `${count} × ${(labelAt - vectorAt) / 4} numbers`;
  const expected = `${embeddings.length / dimension} × ${dimension} numbers`;
  if (found !== expected) fail('index-mismatch', { file: path, found, expected });
}

/** An index of other embeddings of the same size would give wrong answers without a word. */
function checkVectors(graph: Graph, path: string, { embeddings, dimension }: Embeddings): void {
  const size = embeddings.length / dimension;
  for (let check = 0; check < SPOT_CHECKS; check++) {
    const position = Math.floor((check * size) / SPOT_CHECKS);
    const row = embeddings.subarray(position * dimension, (position + 1) * dimension);
    if (graph.getPoint(position).some((value, i) => value !== row[i])) {
      fail('index-mismatch', {
        file: path,
        found: `another vector ${position}`,
        expected: 'that of the embeddings',
      });
    }
  }
}
