/** Damaged checkpoints and world files: diagnostics, or numbers in proportion to the file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import { readDirections } from '../../../src/models/directions-file.js';
import { readCheckpoint } from '../../../src/models/import/read-checkpoint.js';
import { readManifestText } from '../../../src/models/manifest-file.js';
import { readAnyNetwork } from '../../../src/models/network-schema.js';
import { readStatistics } from '../../../src/models/statistics-file.js';
import { ROOT } from '../root.js';
import type { FuzzTask, Seed } from './fuzz.js';

/** How many numbers a byte of a file may become: see src/models/import/limits.ts. */
const NUMBERS_PER_BYTE = 4;

const folders = [
  { path: 'test/oracles/checkpoints', endings: /\.(pt|pth|ckpt)$/ },
  { path: 'test/oracles', endings: /\.safetensors$/ },
  { path: 'worlds/solar-sim', endings: /\.(json|yaml)$/ },
];

function checkpointSeeds(): Seed[] {
  return folders.flatMap(({ path, endings }) =>
    readdirSync(join(ROOT, path))
      .filter((name) => endings.test(name))
      .map((name) => ({ name, bytes: readFileSync(join(ROOT, path, name)) })),
  );
}

export function checkpointFuzzing(): Pick<FuzzTask, 'corpus' | 'judge'> {
  return {
    corpus: checkpointSeeds(),
    judge: async (bytes, { name }) => {
      try {
        if (name.endsWith('.yaml')) return `${(await readManifestText(bytes, name)).format}`;
        return name.endsWith('.json') ? judgeJson(bytes, name) : judgeTensors(bytes, name);
      } catch (error) {
        if (error instanceof GiqError) return error.diagnostics[0].code;
        throw error;
      }
    },
  };
}

function judgeJson(bytes: Buffer, name: string): string {
  const text = bytes.toString('utf8');
  if (name.startsWith('directions')) return `${readDirections(text, name, 100).size} directions`;
  if (name.startsWith('statistics')) return typeof readStatistics(text, name);
  return `${readAnyNetwork(text, name).output.length} sides`;
}

function judgeTensors(bytes: Buffer, name: string): string {
  const { tables } = readCheckpoint(bytes, name);
  const tensors = tables.flatMap((table) => [...table.tensors.values()]);
  const numbers = tensors.reduce((sum, { read }) => sum + read().data.length, 0);
  if (numbers > NUMBERS_PER_BYTE * bytes.length)
    throw new Error(`${numbers} numbers of ${bytes.length} bytes`);
  return 'tensors';
}
