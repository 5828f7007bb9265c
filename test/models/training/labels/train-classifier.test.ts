/** Classifiers from labels that a known plane gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoresOf } from '../../../../src/latent/classifier.js';
import { foldsOf } from '../../../../src/models/training/labels/folds.js';
import { areaUnderCurve, trueSkill } from '../../../../src/models/training/labels/skill.js';
import { trainClassifier } from '../../../../src/models/training/labels/train-classifier.js';
import { randomStream } from '../../../../src/numeric/random.js';

const WIDTH = 6;
const REGIONS = 60;
const FRAMES = 5;

/** Frames of a region are alike; the label follows from the first component and from chance. */
function drawn(noise: number, seed = 1) {
  const random = randomStream(seed, 0);
  const groups: string[] = [];
  const rows: number[] = [];
  const truth: number[] = [];
  for (let region = 0; region < REGIONS; region++) {
    const centre = Array.from({ length: WIDTH }, (_, j) => random.normal(3, j + 1));
    for (let frame = 0; frame < FRAMES; frame++) {
      rows.push(...centre.map((value) => value + random.normal(0, 0.01)));
      groups.push(`r${region}`);
      truth.push(2 * (centre[0] - 3) + noise * random.normal());
    }
  }
  return { rows: Float64Array.from(rows), groups, truth };
}

const task = ({ rows, groups, truth }: ReturnType<typeof drawn>) => ({
  parameter: 'X',
  solver: 'primal' as const,
  ...{ rows, groups },
  values: Float64Array.from(truth, (value) => Number(value > 0)),
  kind: 'classes' as const,
});

describe('folds', () => {
  it('hold every row out once, and never part a region', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 1 })), {
          minLength: 2,
          maxLength: 60,
        }),
        (drawn) => {
          const groups = drawn.map(([group]) => String(group));
          fc.pre(new Set(groups).size > 1);
          const values = Float64Array.from(drawn, ([, value]) => value);
          const folds = foldsOf({ rows: Float64Array.from(groups, Number), values, groups });
          expect(folds.flatMap(({ rows }) => rows).sort((a, b) => a - b)).toEqual(
            groups.map((_, row) => row),
          );
          for (const { training, heldOut } of folds)
            expect(training.groups.some((group) => heldOut.groups.includes(group))).toBe(false);
        },
      ),
    ));

  it('leave both classes to train on where each is in two regions', () => {
    const groups = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const values = Float64Array.from([1, 0, 0, 1, 0, 0, 0]);
    const folds = foldsOf({ rows: values, values, groups });
    for (const { training } of folds) expect(new Set(training.values)).toEqual(new Set([0, 1]));
  });
});

describe('skill', () => {
  it('is what counting pairs gives', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { minLength: 2, maxLength: 40 }),
        (pairs) => {
          const [ones, zeros] = [true, false].map((label) =>
            pairs.flatMap(([s, l]) => (l === label ? [s] : [])),
          );
          fc.pre(ones.length > 0 && zeros.length > 0);
          const scores = Float64Array.from(pairs, ([score]) => score);
          const labels = Float64Array.from(pairs, ([, label]) => Number(label));
          const won = ones.flatMap((a) => zeros.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
          const mean = won.reduce<number>((sum, value) => sum + value, 0) / won.length;
          expect(areaUnderCurve(scores, labels)).toBeCloseTo(mean, 12);
          const share = (of: number[]) => of.filter((score) => score > 2).length / of.length;
          expect(trueSkill(scores, labels, 2)).toBeCloseTo(share(ones) - share(zeros), 12);
        },
      ),
    ));
});

describe('a classifier', () => {
  it.each(['primal', 'logistic', 'ridge'] as const)('by %s finds the component that decides', (solver) => {
    const { weights, validation, gives } = trainClassifier({ ...task(drawn(0.2)), solver });
    expect(gives).toBe('probability');
    // On standardised components: the raw weight times the spread.
    const strength = weights.map((weight, j) => Math.abs(weight) * (j + 1));
    expect(strength.indexOf(Math.max(...strength))).toBe(0);
    expect(weights[0]).toBeGreaterThan(0);
    expect(validation).toMatchObject({ kind: 'classes' });
    if (validation.kind === 'classes') {
      expect(validation.auc).toBeGreaterThan(0.95);
      expect(validation.accuracy).toBeGreaterThan(0.85);
      expect(validation.tss).toBeGreaterThan(0.7);
    }
  });

  it('has no skill where labels are those of the region alone', () => {
    const random = randomStream(5, 0);
    const { rows, groups } = drawn(0);
    const byRegion = new Map(groups.map((group) => [group, Number(random.chance(0.5))]));
    const values = Float64Array.from(groups, (group) => byRegion.get(group)!);
    const { validation } = trainClassifier({ ...task(drawn(0)), rows, values });
    // Rows split by chance would give nearly 1: frames of a region are alike.
    if (validation.kind === 'classes') expect(Math.abs(validation.auc - 0.5)).toBeLessThan(0.25);
    expect(validation.kind).toBe('classes');
  });

  it('gives probabilities that are borne out', () => {
    const labelled = task(drawn(3));
    const probabilities = scoresOf(trainClassifier(labelled), labelled.rows);
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
    expect(mean(probabilities)).toBeCloseTo(mean(labelled.values), 1);
  });

  it('fits numbers by ridge regression', () => {
    const { rows, groups, truth } = drawn(0.1);
    const values = Float64Array.from(truth);
    const found = trainClassifier({ ...task(drawn(0.1)), rows, groups, values, kind: 'numbers' });
    expect(found.gives).toBe('number');
    expect(found.weights[0]).toBeCloseTo(2, 0);
    expect(found.validation.kind === 'numbers' && found.validation.correlation).toBeGreaterThan(0.98);
  });
});
