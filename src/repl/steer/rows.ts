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
  /** The values where the steering began, for the change. */
  readonly before?: Sighting;
  readonly geometry: Geometry;
  readonly distributions: Distributions;
  readonly style: TerminalImageOptions;
  readonly columns: number;
  readonly rows: number;
}

const GAP = 2;
const LEAST_VALUES = 30;
const HELP =
  '↑↓ parameter  ←→ ±0.5  shift ±0.1  space keep  f flip  u undo  r redo  0 start  enter retrieve  esc leave';

/** No line is wider than `columns`, and there are at most `rows`. */
export function steerRows(view: SteerView): string[] {
  const { columns, rows } = view;
  const foot = footRows(view);
  const room = Math.max(1, rows - foot.length);
  const isBeside = columns >= LEAST_VALUES + GAP + 16;
  const height = isBeside ? room : Math.max(1, room - view.state.helm.parameters.length);
  const width = pictureWidth(
    isBeside ? Math.min(columns / 2, columns - LEAST_VALUES - GAP) : columns,
    height,
  );
  const picture = { ...textBlock(pictureRows(view, width)), width };
  const body = isBeside
    ? besidePicture(picture, width, view)
    : stack([picture, textBlock(valueRows(view, columns))]);
  return [...body.lines.slice(0, room), ...foot];
}

function besidePicture(picture: Block, width: number, view: SteerView): Block {
  const room = view.columns - width - GAP;
  return beside([picture, textBlock(valueRows(view, room))], [width, room], ' '.repeat(GAP));
}

function pictureWidth(columns: number, rows: number): number {
  return Math.max(2, 2 * Math.floor(Math.min(64, columns, 2 * rows) / 2));
}

function pictureRows({ sighting, style }: SteerView, width: number): string[] {
  if (sighting) return terminalImage(sighting.field, width, style);
  return Array.from({ length: width / 2 }, () => ' '.repeat(width));
}

/** One line a parameter: chosen, kept, name, value and its place among others. */
function valueRows(view: SteerView, columns: number): string[] {
  const { state, style } = view;
  const styles = stylesFor(style.colour);
  const names = state.helm.parameters;
  const room = columns - MARKS_WIDTH;
  const shown = distributionLines(names.map((name) => distributionRow(name, view)), room, style.colour); // prettier-ignore
  return names.map((name, index) => {
    const chosen = name === chosenParameter(state) ? styles.accent('>') : ' ';
    const kept = state.kept.has(name) ? styles.accent('[x]') : '[ ]';
    return `${chosen} ${kept} ${shown[index]}`;
  });
}

const MARKS_WIDTH = 6;

function distributionRow(name: string, { sighting, geometry, distributions }: SteerView): DistributionRow {
  const parameter = parameterNamed(name);
  const raw = sighting?.values.get(name) ?? NaN;
  // A sign has no distribution worth a line.
  const known = parameter?.dimension === 'sign' ? undefined : distributions.get(name);
  if (!parameter) return { name, value: raw, unit: '', shares: [], quantiles: [] };
  const shown = (value: number) => quantities(parameter, value, geometry);
  const { value, unit } = shown(raw);
  const quantiles = (known?.quantiles ?? []).map((each) => shown(each).value);
  return { name, value, unit, shares: known?.shares ?? [], quantiles };
}

/** The script so far, what went wrong, and the keys. */
function footRows({ state, style, columns }: SteerView): string[] {
  const styles = stylesFor(style.colour);
  const script = truncate(stagesOf(state).trim() || 'nothing was moved yet', columns);
  const problem = state.problem === undefined ? [] : [truncate(state.problem, columns)];
  return [script, ...problem, ...wrap(HELP, columns).map(styles.dim)];
}
