import { mean } from '../../../numeric/statistics.js';
import { subset, type Labelled } from './labelled.js';

/** As is usual; fewer where there are fewer regions. */
const MOST_FOLDS = 5;

/** One split of the labels: what to train on, and what to judge by. */
export interface Fold {
  readonly training: Labelled;
  readonly heldOut: Labelled;
  /** Where the held-out rows stand among all. */
  readonly rows: readonly number[];
}

/**
 * Splits labels so that every row is held out once and no region is on both sides: frames of one region are so alike that
 * rows split by chance would be judged by what they were trained on. Regions are dealt in order of their mean label, so
 * that folds are alike, and whatever a fold lacks the others have.
 */
export function foldsOf(labelled: Labelled): readonly Fold[] {
  const { values, groups } = labelled;
  const members = groupsOf(groups)
    .map((rows) => ({ rows, label: mean(rows.map((row) => values[row])) }))
    .sort((a, b) => a.label - b.label || b.rows.length - a.rows.length);
  const count = Math.min(MOST_FOLDS, members.length);
  return Array.from({ length: count }, (_, fold) => {
    const rows = members.filter((_group, place) => place % count === fold).flatMap((group) => group.rows);
    const held = new Set(rows);
    const training = groups.map((_group, row) => row).filter((row) => !held.has(row));
    return { training: subset(labelled, training), heldOut: subset(labelled, rows), rows };
  });
}

/** Rows of every group, groups in order of their first row. */
export function groupsOf(groups: readonly string[]): number[][] {
  const rows = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const members = rows.get(group);
    if (members) members.push(row);
    else rows.set(group, [row]);
  });
  return [...rows.values()];
}
