/** From texts to numbers, one an id. */
import { fail } from '../../diagnostics/diagnostic.js';
import type { LabelLine } from './read-labels.js';

/** What the labels of a file say. */
export interface Labels {
  /** Classes are 1 and 0. */
  readonly kind: 'classes' | 'numbers';
  /** One an id, in the order of the file. */
  readonly values: ReadonlyMap<string, number>;
}

const CLASSES: Readonly<Record<string, number>> = { '1': 1, '0': 0, true: 1, false: 0, yes: 1, no: 0 };

/** Ten of each class: fewer say more of chance than of the Sun. */
const FEWEST = 10;

/**
 * Understands the labels of a file: classes where all are `0` or `1`, `true` or `false`, `yes` or `no`; numbers where
 * `numeric` allows them.
 *
 * @throws GiqError `labels-line`, `labels-disagree`, `labels-one-class`, `labels-too-few`
 */
export function labelsOf(lines: readonly LabelLine[], file: string, numeric: boolean): Labels {
  const isClass = lines.every(({ label }) => classOf(label) !== undefined);
  const kind = isClass ? 'classes' : 'numbers';
  const values = new Map<string, number>();
  const first = new Map<string, LabelLine>();
  for (const line of lines) {
    const value = classOf(line.label) ?? numberOf(line, file, numeric);
    if (values.has(line.id) && values.get(line.id) !== value) disagree(first.get(line.id)!, line, file);
    if (!first.has(line.id)) first.set(line.id, line);
    values.set(line.id, value);
  }
  requireEnough(kind, [...values.values()], file);
  return { kind, values };
}

function classOf(label: string): number | undefined {
  const word = label.toLowerCase();
  return Object.hasOwn(CLASSES, word) ? CLASSES[word] : undefined;
}

function numberOf({ label, line }: LabelLine, file: string, numeric: boolean): number {
  const value = Number(label);
  if (Number.isFinite(value) && numeric) return value;
  const problem = `\`${label}\` is no label: 0 or 1, true or false, yes or no`;
  const hints = Number.isFinite(value) ? ['numbers require `method=ridge`'] : [];
  return fail('labels-line', { file, line, problem }, { hints });
}

function disagree(one: LabelLine, other: LabelLine, file: string): never {
  const { id } = one;
  return fail('labels-disagree', { file, id, first: one.line, second: other.line });
}

function requireEnough(kind: Labels['kind'], values: readonly number[], file: string): void {
  const needed = kind === 'classes' ? `${FEWEST} of each class` : String(2 * FEWEST);
  const tooFew = (found: string) => fail('labels-too-few', { file, found, needed });
  if (kind === 'numbers') {
    if (values.length < 2 * FEWEST) tooFew(String(values.length));
    if (values.every((value) => value === values[0])) fail('labels-one-class', { file, value: values[0] });
    return;
  }
  const ones = values.filter((value) => value === 1).length;
  const zeros = values.length - ones;
  if (values.length > 0 && Math.min(ones, zeros) === 0) fail('labels-one-class', { file, value: values[0] });
  if (Math.min(ones, zeros) < FEWEST) tooFew(`${ones} of 1 and ${zeros} of 0`);
}
