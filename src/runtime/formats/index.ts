import { extname } from 'node:path';
import { apng } from './apng.js';
import { csv } from './csv.js';
import { fits } from './fits.js';
import type { Format } from './format.js';
import { gif } from './gif.js';
import { html } from './html.js';
import { json } from './json.js';
import { npy } from './npy.js';
import { npz } from './npz.js';
import { parquet } from './parquet.js';
import { pdf } from './pdf.js';
import { png } from './png.js';
import { svg } from './svg.js';

export const formats: readonly Format[] = [
  ...[png, svg, pdf, gif, apng],
  ...[fits, npy, npz],
  ...[csv, parquet, json],
  html,
];

/** The format of a file name that the planner has accepted. */
export function formatOf(file: string): Format {
  const extension = extname(file).toLowerCase();
  const format = formats.find((candidate) => candidate.extension === extension);
  if (!format) throw new Error(`${extension} was planned although it cannot be written`);
  return format;
}
