/**
 * A separating hyperplane of latent space and what is known of it (design section 4).
 *
 * The signed distance of a latent z to it is `normal · z + bias`, in latent units: `normal` has length 1 and `bias`
 * is the classifier's intercept divided by the norm of its weights.
 */
export interface Direction {
  readonly parameter: string;
  /** Unit normal, float64, one entry a latent dimension. */
  readonly normal: Float64Array;
  readonly bias: number;
  /** How it was estimated, for example `svm-primal C=1`. */
  readonly method: string;
  /** Share of held-out patches on the right side, 0..1. */
  readonly accuracy: number;
  /** In words: how many patches of which generator, and the split. */
  readonly trainedOn: string;
  /** The parameter's median over the training patches: the label's threshold, in the parameter's base unit. */
  readonly threshold: number;
}
