/** Provenance read back from saved files: what `giq run FILE.png` runs. */
import { extname } from 'node:path';
import type { Carrier } from './carrier.js';
import { fits } from './fits.js';
import { gif } from './gif.js';
import { html } from './html.js';
import { json } from './json.js';
import { npz } from './npz.js';
import { parquet } from './parquet.js';
import { pdf } from './pdf.js';
import { apng, png } from './png.js';
import { svg } from './svg.js';

const carriers: readonly Carrier[] = [png, apng, gif, svg, pdf, html, fits, json, npz, parquet];

/** Files that have no place for provenance, and another file beside them that has. */
const BARE = ['.csv', '.npy'];

/** What carries the provenance of a saved file, by its ending; undefined for scripts. */
export function carrierOf(file: string): { readonly file: string; readonly carrier: Carrier } | undefined {
  const extension = extname(file).toLowerCase();
  if (BARE.includes(extension)) return { file: sidecarOf(file), carrier: json };
  const carrier = carriers.find((candidate) => candidate.extension === extension);
  return carrier && { file, carrier };
}

/** The file beside a saved one that says where it comes from. */
export const sidecarOf = (file: string): string => `${file}.provenance.json`;
