/** Damaged observations and tables: images of the size that they announce, or a diagnostic. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeImages, isHdf5, readImage, type RawImage } from '../../../src/archive/readers/index.js';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import { readLabelLines } from '../../../src/runtime/labels/read-labels.js';
import { ROOT } from '../root.js';
import type { FuzzTask, Seed } from './fuzz.js';

const ENDINGS = /\.(fits|gz|npy|npz|png|jpe?g|h5|mat|csv)$/;

/** Files of the tests and, where they are there, all original ones. */
function fileSeeds(): Seed[] {
  const folders = [
    'test/fixtures/files',
    'test/fixtures/files/labels',
    'examples/data',
    '../shared/data/originals',
  ];
  return folders
    .map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => ENDINGS.test(name))
        .map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
    );
}

export function fileFuzzing(): Pick<FuzzTask, 'corpus' | 'judge'> & { readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'giq-fuzz-'));
  return {
    corpus: fileSeeds(),
    remove: () => rmSync(folder, { recursive: true }),
    judge: async (bytes, { name }) => {
      try {
        if (name.endsWith('.csv'))
          return `${Math.sign((await readLabelLines(String(bytes), name)).length)} lines`;
        return judgeImages(await imagesOf(bytes, name, folder));
      } catch (error) {
        if (error instanceof GiqError) return error.diagnostics[0].code;
        throw error;
      }
    },
  };
}

/** The HDF5 library reads from disk only. */
async function imagesOf(bytes: Buffer, name: string, folder: string): Promise<readonly RawImage[]> {
  if (!isHdf5(bytes)) return decodeImages(bytes, name, { scale: 1000 });
  const path = join(folder, 'fuzzed.h5');
  writeFileSync(path, bytes);
  return readImage(path);
}

function judgeImages(images: readonly RawImage[]): string {
  for (const { values, width, height } of images)
    if (values.length !== width * height) throw new Error(`${values.length} values for ${width} × ${height}`);
  return 'images';
}
