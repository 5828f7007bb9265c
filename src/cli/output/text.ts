import { renderTable, strip, type StripPicture } from '../../render/index.js';
import { captionOf } from '../../runtime/captions.js';
import type { Context } from '../../runtime/context.js';
import { patchesOf } from '../../runtime/imaging.js';
import { measure } from '../../runtime/measuring.js';
import { shownTable } from '../../runtime/shown-tables.js';
import type { Item, Table, Value } from '../../runtime/values.js';
import type { Terminal } from '../terminal.js';
import { explanationText } from './explanation.js';
import type { ValueEvent, Writer } from './writer.js';

/** Rows of a table and pictures that are shown; more are counted. */
const MOST_ROWS = 40;
const MOST_PICTURES = 24;
const CAPTION = ['TUF', 'PSEP'];

/** For people: pictures where the terminal can show them, and tables. */
export function textWriter(terminal: Terminal): Writer {
  let shown: Value | undefined;
  return {
    value: async (event) => {
      if (event.final && event.value === shown) return '';
      shown = event.value;
      return textOf(event, terminal);
    },
    explanation: ({ explanation }) => explanationText(explanation),
    end: async () => '',
  };
}

async function textOf({ value, context }: ValueEvent, terminal: Terminal): Promise<string> {
  const pictures = terminal.colours === 'none' ? '' : await picturesOf(value, context, terminal);
  const { table, hidden } = await shownTable(value, context);
  const more = hidden > 0 ? `… ${hidden} more columns of metadata, in --format csv and json\n` : '';
  return pictures + tableText(table, terminal) + '\n' + more;
}

function tableText(table: Table, { columns, colours }: Terminal): string {
  const plain = colours === 'none';
  return renderTable(
    { columns: table.columns.map(({ name, unit }) => ({ name, ...(unit && { unit }) })), rows: table.rows },
    { columns: plain ? Infinity : columns, colour: colours, plain, ...(plain ? {} : { maxRows: MOST_ROWS }) },
  );
}

async function picturesOf(value: Value, context: Context, terminal: Terminal): Promise<string> {
  if (value.kind === 'table') return '';
  if (value.kind !== 'matches') return stripOf(value.items, [], context, terminal);
  const strips: string[] = [];
  for (const { query, matches } of value.queries.slice(0, 6)) {
    const titles = [`query ${query.id}`, ...matches.map((match) => `${match.rank}. ${match.item.id}`)];
    strips.push(await stripOf([query, ...matches.map(({ item }) => item)], titles, context, terminal));
  }
  const hidden = value.queries.length - strips.length;
  return strips.join('') + (hidden > 0 ? `… ${hidden} more queries\n` : '');
}

async function stripOf(
  items: readonly Item[],
  titles: readonly string[],
  context: Context,
  terminal: Terminal,
): Promise<string> {
  const some = items.slice(0, MOST_PICTURES);
  await measure(some, CAPTION, context);
  const patches = await patchesOf(some, context);
  const pictures = some.map((item, index): StripPicture => ({
    field: patches[index],
    caption: [titles[index] ?? item.id, ...captionOf(item, CAPTION)],
  }));
  const drawn = strip(pictures, { columns: terminal.columns, colour: terminal.colours, map: 'grey' });
  const hidden = items.length - some.length;
  return drawn + '\n' + (hidden > 0 ? `… ${hidden} more pictures\n` : '') + '\n';
}
