/** What a calibrated shift says of itself: a note, and a warning where targets were not reached. */
import { diagnose } from '../diagnostics/diagnostic.js';
import type { WorldStatistics } from '../models/statistics-file.js';
import { quantities } from '../physics/quantity.js';
import { formatNumber, roundSignificant } from '../render/number.js';
import type { Context } from './context.js';
import { geometryOf, parametersOf } from './measuring.js';
import type { CalibratedParameter, Item } from './values.js';

/** Digits of a note: engines differ in later ones. */
const DIGITS = 3;

/** One item is told in full, several as a summary. */
export async function reportCalibration(items: readonly Item[], context: Context): Promise<void> {
  if (items.length === 0) return;
  const missed = items.filter(({ calibration }) => !calibration!.reached).length;
  const text =
    items.length === 1 ? oneItem(items[0]) : summary(items, missed, await context.world.statistics());
  context.emit({ type: 'note', text });
  if (missed > 0)
    context.warn(diagnose('target-not-reached', { missed, of: items.length, best: bestOf(items[0]) }));
}

function oneItem(item: Item): string {
  const { parameters, iterations } = item.calibration!;
  const parts = parameters.map((one) =>
    one.requested === undefined
      ? `${one.parameter} kept at ${spoken(item, one.parameter, one.achieved)} (was ${spoken(item, one.parameter, one.before)})`
      : `${one.parameter} ${spoken(item, one.parameter, one.achieved)} (requested ${spoken(item, one.parameter, one.requested)})`,
  );
  return `${parts.join(', ')}; ${countOf(iterations)}`;
}

/** What came of the goals that were missed. */
function bestOf(item: Item): string {
  const missed = item.calibration!.parameters.filter(({ met }) => !met);
  const parts = missed.map(({ parameter, requested, before, achieved }) => {
    const [came, was] = [achieved, requested ?? before].map((raw) => spoken(item, parameter, raw));
    return requested === undefined
      ? `${parameter} could only be kept at ${came}, not at ${was}`
      : `${parameter} came to ${came} of ${was}`;
  });
  return parts.join(', ');
}

/** Means over items; drifts of what was kept in standard deviations, as leakage is counted. */
function summary(items: readonly Item[], missed: number, { parameters }: WorldStatistics): string {
  const kept = items[0].calibration!.parameters.filter(({ requested }) => requested === undefined);
  const drifts = kept.map(({ parameter }) => {
    const sizes = items.map(({ calibration }) => driftOf(calibration!.parameters, parameter));
    return `${parameter} ${format(meanOf(sizes) / parameters[parameter].sd)} sd`;
  });
  const steps = format(meanOf(items.map(({ calibration }) => calibration!.iterations)));
  const reached = `${items.length - missed} of ${items.length} reached every target in ${steps} steps on average`;
  return drifts.length > 0 ? `${reached}; mean drift of ${drifts.join(', ')}` : reached;
}

function driftOf(parameters: readonly CalibratedParameter[], name: string): number {
  const { before, achieved } = parameters.find(({ parameter }) => parameter === name)!;
  return Number.isNaN(achieved - before) ? 0 : Math.abs(achieved - before);
}

function spoken(item: Item, name: string, raw: number): string {
  const { value, unit } = quantities(parametersOf([name])[0], raw, geometryOf(item));
  return Number.isNaN(value) ? 'missing' : `${format(value)} ${unit}`.trim();
}

const countOf = (steps: number) => `${steps} ${steps === 1 ? 'step' : 'steps'}`;
const format = (value: number) => formatNumber(roundSignificant(value, DIGITS));
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
