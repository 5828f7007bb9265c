import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fail } from '../../../diagnostics/diagnostic.js';
import type { RowSource } from './compare-codes.js';

/** Rows of 32-bit numbers in a file. */
export interface RowPlace {
  readonly path: string;
  /** Where the first row begins, in bytes. */
  readonly offset: number;
  readonly dimension: number;
}

/**
 * Reads rows of a file by their position. Between two searches the file is closed, so that a later index can take its
 * place; then, or when it has been written to, its rows are refused.
 *
 * @throws GiqError `corrupted` from `reading`
 */
export async function rowFile({ path, offset, dimension }: RowPlace): Promise<RowSource> {
  const known = await stat(path);
  const row = new Float32Array(dimension);
  const bytes = new Uint8Array(row.buffer);
  return {
    reading: (work) => {
      const file = openSync(path, 'r');
      try {
        refuseOther(path, known, fstatSync(file));
        return work((position) => {
          const read = readSync(file, bytes, 0, bytes.length, offset + position * bytes.length);
          if (read !== bytes.length)
            fail('corrupted', { file: path, expected: `a row ${position}`, found: 'an end before it' });
          return row;
        });
      } finally {
        closeSync(file);
      }
    },
  };
}

function refuseOther(path: string, known: Stats, now: Stats): void {
  if (known.size === now.size && known.mtimeMs === now.mtimeMs && known.ino === now.ino) return;
  fail('corrupted', {
    file: path,
    expected: 'the file as it was opened',
    found: 'one that was changed since',
  });
}
