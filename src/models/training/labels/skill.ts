/** How well scores tell labels apart. */
import { ranks } from '../../../numeric/statistics.js';

/** Share of labels (1 or 0) on the side of the threshold that they say. */
export function accuracyAt(scores: Float64Array, labels: Float64Array, threshold: number): number {
  const right = scores.filter((score, row) => score > threshold === (labels[row] === 1));
  return right.length / labels.length;
}

/** Area under the receiver operating characteristic: the chance that a 1 scores higher than a 0; ties count half. */
export function areaUnderCurve(scores: Float64Array, labels: Float64Array): number {
  const positives = labels.filter((label) => label === 1).length;
  const order = ranks(scores);
  const sum = order.reduce((total, rank, row) => total + (labels[row] === 1 ? rank : 0), 0);
  const lowest = (positives * (positives + 1)) / 2;
  return (sum - lowest) / (positives * (labels.length - positives));
}

/** True skill statistic (Hanssen and Kuipers): share of the 1s that are found less share of the 0s that are taken for one. */
export function trueSkill(scores: Float64Array, labels: Float64Array, threshold: number): number {
  const shareAbove = (label: number) => {
    const of = scores.filter((_, row) => labels[row] === label);
    return of.filter((score) => score > threshold).length / of.length;
  };
  return shareAbove(1) - shareAbove(0);
}
