import type { Network, OpaqueNetwork, Weights } from './network.js';

/** A network on an engine, ready to run. */
export interface Model {
  /** Shape of one item. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  /**
   * Runs a batch. `values` holds `count` items one after the other, float32, C order; so does the result.
   */
  run(values: Float32Array, count: number): Promise<Float32Array>;
  /**
   * Vector–Jacobian products: row i is (∂output/∂input)ᵀ at an input times the cotangent i.
   *
   * Absent where the engine cannot differentiate this network; callers then take finite differences of `run`.
   *
   * @param values one input for all cotangents, or `count` inputs, one for each
   * @param cotangents `count` items of the output's shape
   * @returns `count` items of the input's shape
   */
  pullback?(values: Float32Array, cotangents: Float32Array, count: number): Promise<Float32Array>;
  dispose(): void;
}

/** Something that can run networks: one file each in engines/. */
export interface Engine {
  /** As in `--engine NAME`. */
  readonly name: string;
  /** What of this machine it runs on, where that is worth knowing: for `giq doctor`. */
  readonly remark?: string;
  load(network: Network, weights: Weights): Promise<Model>;
  /** Loads somebody else's ONNX model; absent where the engine cannot. */
  loadOpaque?(network: OpaqueNetwork, model: Uint8Array): Promise<Model>;
  dispose(): void;
}

/** How an engine is to use its machine. */
export interface EngineOptions {
  /** Most threads of the processor a network, where the engine lets one choose; as many as are of use by default. */
  readonly threads?: number;
}

/** How an engine is found; `open` throws with a plain reason when it cannot be used on this machine. */
export interface EngineFactory {
  readonly name: string;
  /** One line for `giq doctor`. */
  readonly title: string;
  open(options?: EngineOptions): Promise<Engine>;
}
