import type { Tensor, Tfjs, Variable } from '../../engines/tfjs-layout.js';
import type { Tensor as Values, Weights } from '../../network.js';
import type { SafeTensor } from '../../safetensors.js';
import { sameShape, sizeOf } from '../../shape.js';
import { isTrained } from './plan-network.js';

interface Slot {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

/**
 * The numbers of a network: one flat array on this side, which the optimiser changes and a checkpoint saves, and the
 * tensors of the backend, which `upload` refreshes. Those that are trained come first.
 */
export class ParameterSet {
  readonly values: Float32Array;
  /** How many of the values are trained. */
  readonly trained: number;
  readonly #tf: Tfjs;
  readonly #slots: ReadonlyMap<string, Slot>;
  readonly #variables = new Map<string, Variable>();

  constructor(tf: Tfjs, weights: Weights) {
    this.#tf = tf;
    const ordered = [...weights].sort(([a], [b]) => Number(isTrained(b)) - Number(isTrained(a)));
    this.#slots = new Map(slotsOf(ordered).map((slot) => [slot.name, slot]));
    this.values = new Float32Array(ordered.reduce((sum, [, { data }]) => sum + data.length, 0));
    ordered.forEach(([name, { data }]) => this.of(name).set(data));
    this.trained = [...this.#slots.values()]
      .filter(({ name }) => isTrained(name))
      .reduce((sum, { size }) => sum + size, 0);
    this.#slots.forEach((slot) => this.#variables.set(slot.name, this.#start(slot)));
  }

  #start({ name, shape }: Slot): Variable {
    const initial = this.#tf.tensor(this.of(name).slice(), [...shape]);
    const variable = this.#tf.variable(initial, isTrained(name));
    initial.dispose();
    return variable;
  }

  /** The values of one tensor: a view, not a copy. */
  of(name: string): Float32Array {
    const { offset, size } = this.#slots.get(name)!;
    return this.values.subarray(offset, offset + size);
  }

  tensor(name: string): Tensor {
    return this.#variables.get(name)!;
  }

  /** Tensors that are differentiated by, in the order of the values. */
  trainedVariables(): readonly Variable[] {
    return [...this.#slots.keys()].filter(isTrained).map((name) => this.#variables.get(name)!);
  }

  /** Takes over tensors of the same names, after a prefix, and shapes. @returns whether all were there; if not, none is taken */
  take(tensors: ReadonlyMap<string, SafeTensor>, prefix: string): boolean {
    const slots = [...this.#slots.values()];
    const fits = ({ name, shape }: Slot) => {
      const found = tensors.get(prefix + name)?.shape;
      return found !== undefined && sameShape(found, shape);
    };
    if (!slots.every(fits)) return false;
    slots.forEach(({ name }) => this.of(name).set(tensors.get(prefix + name)!.data as Float32Array));
    return true;
  }

  /** Copies the values to the backend. */
  upload(): void {
    for (const { name, shape } of this.#slots.values()) {
      const fresh = this.#tf.tensor(this.of(name).slice(), [...shape]);
      this.#variables.get(name)!.assign(fresh);
      fresh.dispose();
    }
  }

  /** Weights to save or to run elsewhere; of other values in the same order where they are given. */
  weights(values: Float32Array = this.values): Weights {
    const entry = ({ name, shape, offset, size }: Slot): [string, Values] => [
      name,
      { shape, data: values.slice(offset, offset + size) },
    ];
    return new Map([...this.#slots.values()].map(entry));
  }

  dispose(): void {
    this.#variables.forEach((variable) => variable.dispose());
  }
}

function slotsOf(weights: readonly (readonly [string, Values])[]): Slot[] {
  let offset = 0;
  return weights.map(([name, { shape }]) => {
    const slot = { name, shape, offset, size: sizeOf(shape) };
    offset += slot.size;
    return slot;
  });
}
