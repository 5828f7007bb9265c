/** What labels have taught: a number for every patch, read off its embedding. */

/** How good a classifier is on labels of regions that it has not seen. */
export type LabelValidation =
  | {
      readonly kind: 'classes';
      /** Share on the right side of a probability of one half, 0..1. */
      readonly accuracy: number;
      /** Chance that a positive one scores higher than a negative one, 0..1. */
      readonly auc: number;
      /** True skill statistic, −1..1, with the share of positive labels as the probability to be reached. */
      readonly tss: number;
    }
  | {
      readonly kind: 'numbers';
      /** Pearson's, between label and prediction. */
      readonly correlation: number;
    };

/** A linear function of an embedding; for classes, squeezed into a probability. */
export interface Classifier {
  readonly parameter: string;
  /** `probability`: that the label is 1. `number`: the label itself. */
  readonly gives: 'probability' | 'number';
  /** One a component of the embedding. */
  readonly weights: Float64Array;
  readonly intercept: number;
  /** How it was found, for example `svm-primal C=0.01`. */
  readonly method: string;
  /** In words: how many labels of how many regions. */
  readonly trainedOn: string;
  readonly validation: LabelValidation;
}

/** What a classifier says of embeddings, one after the other: one number each. */
export function scoresOf(
  { weights, intercept, gives }: Classifier,
  embeddings: Float32Array | Float64Array,
): Float64Array {
  const width = weights.length;
  return Float64Array.from({ length: embeddings.length / width }, (_, row) => {
    let sum = intercept;
    for (let j = 0; j < width; j++) sum += weights[j] * embeddings[row * width + j];
    return gives === 'number' ? sum : 1 / (1 + Math.exp(-sum));
  });
}
