import type { Tensor } from '../network.js';

/** Tensors under one dictionary of a checkpoint, such as `state_dict`, by name, in the order of their modules. */
export interface TensorTable {
  /** Where it lies in the checkpoint: the names of the dictionaries, with dots; empty for the outermost. */
  readonly place: string;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** A tensor of a checkpoint; its numbers are read when they are asked for. */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** @throws GiqError `checkpoint-damaged` where its numbers are not all in the file */
  readonly read: () => Tensor;
}

/** A file with the weights of one or more networks. */
export interface Checkpoint {
  readonly file: string;
  /** Such as `PyTorch, zip`. */
  readonly format: string;
  readonly tables: readonly TensorTable[];
  /** The layer list that giq writes into its own files. */
  readonly layers?: string;
}
