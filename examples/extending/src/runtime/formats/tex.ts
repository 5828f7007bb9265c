import { formatNumber } from '../../render/index.js';
import { provenanceLines } from '../provenance.js';
import { anyAsTable } from '../tables.js';
import type { Cell } from '../values.js';
import type { Format } from './format.js';

/** A `deluxetable` of AASTeX, ready for `\input`; where it comes from stands in comments above it. */
export const tex: Format = {
  extension: '.tex',
  title: 'table for a paper',
  accepts: ['latents', 'patches', 'matches', 'table'],
  encode: async (value, context) => {
    const { columns, rows } = await anyAsTable(value, context);
    const comments = provenanceLines(await context.provenance()).map((line) => `% ${line}`);
    const heads = columns.map(({ name, unit }) => `\\colhead{${escaped(unit ? `${name} [${unit}]` : name)}}`);
    const text = [
      ...comments,
      `\\begin{deluxetable}{${'l'.repeat(columns.length)}}`,
      `\\tablehead{${heads.join(' & ')}}`,
      '\\startdata',
      rows.map((row) => row.map(printed).join(' & ')).join(' \\\\\n'),
      '\\enddata',
      '\\end{deluxetable}',
    ];
    return new TextEncoder().encode(`${text.join('\n')}\n`);
  },
};

function printed(cell: Cell): string {
  if (cell === null) return '\\nodata';
  return typeof cell === 'number'
    ? `$${formatNumber(cell).replace(/e(-?\d+)$/, '\\times10^{$1}')}$`
    : escaped(String(cell));
}

const escaped = (text: string) => text.replace(/[&%$#_{}]/g, '\\$&');
