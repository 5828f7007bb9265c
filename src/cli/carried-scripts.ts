/** Scripts out of the provenance of saved files: what `giq run FILE.png` runs. */
import { readFile } from 'node:fs/promises';
import { fail } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/span.js';
import { carrierOf } from '../runtime/carriers/index.js';
import { pathFrom } from '../runtime/paths.js';
import { parseProvenance, type Provenance } from '../runtime/provenance.js';
import { sourcesOf } from './sources.js';
import type { Terminal } from './terminal.js';

/** A script, and where it comes from if a file carried it. */
export interface Runnable {
  readonly source: Source;
  readonly provenance?: Provenance;
}

/** The scripts that `giq run` is given: those of `sourcesOf`, and those that saved files carry. */
export async function runnablesOf(
  files: readonly string[],
  texts: readonly string[] | undefined,
  terminal: Terminal,
): Promise<Runnable[]> {
  if (files.length === 0 || texts?.length) return plain(await sourcesOf(files, texts, terminal));
  const runnables = await Promise.all(
    files.map(async (file) => {
      const carried = carrierOf(file);
      return carried
        ? [await read(file, carried, terminal)]
        : plain(await sourcesOf([file], undefined, terminal));
    }),
  );
  return runnables.flat();
}

const plain = (sources: readonly Source[]): Runnable[] => sources.map((source) => ({ source }));

async function read(
  file: string,
  { file: bearer, carrier }: NonNullable<ReturnType<typeof carrierOf>>,
  { directory }: Terminal,
): Promise<Runnable> {
  const bytes = await readFile(pathFrom(directory, bearer)).catch(() =>
    fail('script-unreadable', { file: bearer, problem: 'there is no such file' }),
  );
  const json = (await carrier.find(bytes)) ?? fail('provenance-missing', { file });
  const provenance = parseProvenance(json, file);
  return { source: { name: file, text: provenance.script }, provenance };
}
