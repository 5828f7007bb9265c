/** The panel as lines of text: the picture, and beside or beneath it the parameters with their values. */
import { parameterNamed } from '../../physics/parameters/index.js';
import { quantities, type Geometry } from '../../physics/quantity.js';
import { terminalImage, type TerminalImageOptions } from '../../render/index.js';
import { beside, stack, textBlock, type Block } from '../../render/block.js';
import { distributionLines, type DistributionRow } from '../../render/distribution.js';
import { stylesFor } from '../../render/style.js';
import { truncate, wrap } from '../../render/text.js';
import { stagesOf } from './script.js';
import { chosenParameter, type SteerState } from './state.js';
import type { Sighting } from './steering.js';

/** How values of a parameter are distributed, in its raw unit. */
export type Distributions = ReadonlyMap<string, Pick<DistributionRow, 'shares' | 'quantiles'>>;

export interface SteerView {
  readonly state: SteerState;
  /** Absent until the first picture is there. */
  readonly sighting?: Sighting;
  /** What is shown without being moved. */
  readonly watched: readonly string[];
  readonly geometry: Geometry;
  readonly distributions: Distributions;
  readonly style: TerminalImageOptions;
  readonly columns: number;
  readonly rows: number;
}

const GAP = 2;
const LEAST_VALUES = 30;
const HELP =
  '↑↓ choose  ←→ ±0.5  shift ±0.1  space keep  f flip  u undo  r redo  0 start  ⏎ retrieve  esc leave';

/** Lines of a picture in which something can be seen, and of values that are worth their place beneath it. */
const LEAST_PICTURE = 4;
const LEAST_LINES = 3;
/** On lower screens the keys have one line. */
const LOW = 16;

/** No line is wider than `columns`, and there are at most `rows`. */
export function steerRows(view: SteerView): string[] {
  const foot = footRows(view);
  const room = Math.max(1, view.rows - foot.length);
  const isBeside = view.columns >= LEAST_VALUES + GAP + 16;
  const { lines } = isBeside ? besidePicture(view, room) : beneathPicture(view, room);
  return [...lines.slice(0, room), ...foot].slice(-view.rows);
}

function besidePicture(view: SteerView, room: number): Block {
  const { columns } = view;
  const width = pictureWidth(Math.min(columns / 2, columns - LEAST_VALUES - GAP), room);
  const rest = columns - width - GAP;
  const values = textBlock(valueRows(view, rest, room));
  return beside([pictureOf(view, width), values], [width, rest], ' '.repeat(GAP));
}

function beneathPicture(view: SteerView, room: number): Block {
  const { columns, state, watched } = view;
  const count = state.helm.parameters.length + watched.length;
  const height = Math.max(Math.min(count, room - LEAST_PICTURE), Math.min(LEAST_LINES, room));
  const values = textBlock(valueRows(view, columns, height));
  if (room - height < LEAST_PICTURE) return values;
  return stack([pictureOf(view, pictureWidth(columns, room - height)), values]);
}

function pictureOf(view: SteerView, width: number): Block {
  return { ...textBlock(pictureRows(view, width)), width };
}

function pictureWidth(columns: number, rows: number): number {
  return Math.max(2, 2 * Math.floor(Math.min(64, columns, 2 * rows) / 2));
}

function pictureRows({ sighting, style }: SteerView, width: number): string[] {
  if (sighting) return terminalImage(sighting.field, width, style);
  return Array.from({ length: width / 2 }, () => ' '.repeat(width));
}

/** One line a parameter: chosen, kept, name, value and its place among others; then what is watched. As many as fit, the chosen one among them. */
function valueRows(view: SteerView, columns: number, height: number): string[] {
  const names = [...view.state.helm.parameters, ...view.watched];
  const values = names.map((name) => distributionRow(name, view));
  const shown = distributionLines(values, columns - MARKS_WIDTH, view.style.colour);
  const first = Math.max(0, Math.min(view.state.chosen - (height >> 1), names.length - height));
  return names.map((name, index) => marksOf(name, view) + shown[index]).slice(first, first + height);
}

const MARKS_WIDTH = 6;

function marksOf(name: string, { state, style, watched }: SteerView): string {
  const styles = stylesFor(style.colour);
  if (watched.includes(name)) return ' '.repeat(MARKS_WIDTH);
  const chosen = name === chosenParameter(state) ? styles.accent('>') : ' ';
  const kept = state.kept.has(name) ? styles.accent('[x]') : '[ ]';
  return `${chosen} ${kept} `;
}

/** What giq does not know by itself has no distribution, and of a sign it is not worth a line. */
function distributionRow(name: string, { sighting, geometry, distributions }: SteerView): DistributionRow {
  const { value, unit } = sighting?.values.get(name) ?? { value: NaN, unit: '' };
  const parameter = parameterNamed(name);
  const known = parameter?.dimension === 'sign' ? undefined : distributions.get(name);
  if (!parameter || !known) return { name, value, unit, shares: [], quantiles: [] };
  const quantiles = known.quantiles.map((each) => quantities(parameter, each, geometry).value);
  return { name, value, unit, shares: known.shares, quantiles };
}

/** The script so far, what went wrong, and the keys. */
function footRows({ state, style, columns, rows }: SteerView): string[] {
  const styles = stylesFor(style.colour);
  const script = truncate(stagesOf(state).trim() || 'nothing was moved yet', columns);
  const problem = state.problem === undefined ? [] : [truncate(state.problem, columns)];
  const keys = rows < LOW ? [truncate(HELP, columns)] : wrap(HELP, columns).map((line) => line.trimEnd());
  return [script, ...problem, ...keys.map(styles.dim)];
}
