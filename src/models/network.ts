/**
 * A network as data: a short list of layers that every engine and every importer shares (design section 5).
 *
 * Conventions are PyTorch's: NCHW, convolution weights [out, in, kh, kw], transposed [in, out, kh, kw], linear weights
 * [out, in], batch norm `prefix.weight/bias/running_mean/running_var` with inference statistics.
 */
export type Layer =
  | { readonly op: 'linear'; readonly weight: string; readonly bias: string | null }
  | { readonly op: 'reshape'; readonly shape: readonly number[] }
  | { readonly op: 'flatten' }
  | {
      readonly op: 'conv2d';
      readonly weight: string;
      readonly bias: string | null;
      readonly stride: number;
      readonly padding: number;
    }
  | {
      readonly op: 'conv_transpose2d';
      readonly weight: string;
      readonly bias: string | null;
      readonly stride: number;
      readonly padding: number;
      readonly output_padding?: number;
    }
  | { readonly op: 'batch_norm'; readonly prefix: string; readonly eps: number }
  | { readonly op: 'relu' | 'tanh' | 'sigmoid' }
  | { readonly op: 'leaky_relu'; readonly slope: number }
  | {
      readonly op: 'upsample';
      readonly mode: 'nearest' | 'bilinear';
      readonly scale: number;
      readonly half_pixel?: boolean;
    }
  /** Concatenates a constant tensor [c, h, w] (or [1, c, h, w]) to the channels of every item. */
  | { readonly op: 'concat_constant'; readonly tensor: string }
  /**
   * Concatenates Σ latent[d − k + i]·tensor[i] / √k to the channels: maps [k, c, h, w] weighted by the last k of the d
   * numbers that the network is given. Each latent has a grain of its own, that changes as smoothly as the latent.
   */
  | { readonly op: 'concat_maps'; readonly tensor: string }
  /** top, bottom, left, right; negative crops. */
  | { readonly op: 'pad'; readonly pads: readonly [number, number, number, number] }
  | { readonly op: 'max_pool'; readonly size: number; readonly stride: number; readonly padding: number }
  | { readonly op: 'global_max_pool' | 'global_average_pool' }
  | { readonly op: 'adaptive_average_pool'; readonly size: readonly [number, number] }
  /** Every branch gets the input; results are flattened and joined in order. */
  | { readonly op: 'concat'; readonly branches: readonly (readonly Layer[])[] }
  /** input through `layers` plus input through `shortcut` (empty: the input itself). */
  | { readonly op: 'residual'; readonly layers: readonly Layer[]; readonly shortcut: readonly Layer[] };

export interface Network {
  /** Shape of one item, without the batch dimension. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly layers: readonly Layer[];
}

/** A network that somebody else's ONNX model is: its layers are not known. */
export interface OpaqueNetwork {
  /** Shape of one item, without the batch dimension, as giq has it. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly onnx: {
    /** Name of its input and output. */
    readonly input: string;
    readonly output: string;
    /** Shape of one item of its input as the model has it, such as 100 × 1 × 1. */
    readonly shape: readonly number[];
    /** Items that every run must have, where the model was written for so many only. */
    readonly batch?: number;
  };
}

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Weights = ReadonlyMap<string, Tensor>;
