/** Labels from CSV: a line of names, then an id and a label a line. */
import { fail } from '../../diagnostics/diagnostic.js';

/** One line of labels. */
export interface LabelLine {
  readonly id: string;
  /** As it was written. */
  readonly label: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Reads the lines of a CSV (RFC 4180, UTF-8, with or without a byte order mark).
 *
 * @param column name of the labels; may be left out where there are no others
 * @throws GiqError `labels-columns`, `labels-line`
 */
export async function readLabelLines(text: string, file: string, column?: string): Promise<LabelLine[]> {
  const [names, ...lines] = await recordsOf(text, file);
  const place = columnOf(names?.cells ?? [], file, column);
  const idPlace = names.cells.indexOf(ID);
  return lines.map(({ cells, line }) => {
    const [id, label] = [cells[idPlace], cells[place]];
    const empty = id === '' ? 'the id' : label === '' ? 'the label' : undefined;
    if (empty) fail('labels-line', { file, line, problem: `${empty} is empty` });
    return { id, label, line };
  });
}

const ID = 'id';

/** A line of a table; a quote that is never closed would make the rest of the file one. */
const MOST_CHARACTERS = 2 ** 20;

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

async function recordsOf(text: string, file: string): Promise<CsvRecord[]> {
  const { parse, CsvError } = await import('csv-parse/sync');
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      max_record_size: MOST_CHARACTERS,
      on_record: (cells: string[], { lines }) => {
        records.push({ cells, line: lines });
        return cells;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return fail('labels-line', { file, line, problem: error.message.replace(/ on line \d+|, got.*$/g, '') });
  }
}

/** Where the labels stand: more than one candidate is a choice that nobody but the script can make. */
function columnOf(names: readonly string[], file: string, column: string | undefined): number {
  const others = names.filter((name) => name !== ID);
  const found = names.length === 0 ? 'nothing' : names.join(', ');
  const refuse = (expected: string, hints: readonly string[] = []) =>
    fail('labels-columns', { file, found, expected }, { hints });
  if (!names.includes(ID)) return refuse('a first line of names, with `id` among them');
  if (column !== undefined)
    return others.includes(column) ? names.indexOf(column) : refuse(`a column \`${column}\``);
  if (others.length === 1) return names.indexOf(others[0]);
  const hints = others.slice(0, 3).map((name) => `\`column="${name}"\` takes that one`);
  return refuse('`id` and one column of labels', hints);
}
