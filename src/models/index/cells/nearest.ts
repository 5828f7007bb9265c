import type { Neighbour } from '../../neighbours.js';

/**
 * The best so far of a search: a heap of bounded size, the worst on top, so that most candidates are turned away by one
 * comparison.
 */
export class Nearest {
  readonly #squares: Float64Array;
  readonly #places: Int32Array;
  #size = 0;
  /** A squared distance that is not below it is of no use any more. */
  limit = Infinity;

  constructor(count: number) {
    this.#squares = new Float64Array(count);
    this.#places = new Int32Array(count);
    if (count === 0) this.limit = -Infinity;
  }

  /** Takes in a candidate whose squared distance is below `limit`. */
  add(square: number, place: number): void {
    if (this.#size < this.#squares.length) this.#rise(this.#size++, square, place);
    else this.#sink(square, place);
    if (this.#size === this.#squares.length) this.limit = this.#squares[0];
  }

  /** All that were kept, nearest first, ties by place. */
  sorted(): Neighbour[] {
    return Array.from({ length: this.#size }, (_, at) => ({
      position: this.#places[at],
      distance: Math.sqrt(this.#squares[at]),
    })).sort((a, b) => a.distance - b.distance || a.position - b.position);
  }

  #rise(at: number, square: number, place: number): void {
    for (; at > 0;) {
      const parent = (at - 1) >> 1;
      if (this.#squares[parent] >= square) break;
      this.#set(at, this.#squares[parent], this.#places[parent]);
      at = parent;
    }
    this.#set(at, square, place);
  }

  #sink(square: number, place: number): void {
    let at = 0;
    for (let child = 1; child < this.#size; child = 2 * at + 1) {
      if (child + 1 < this.#size && this.#squares[child + 1] > this.#squares[child]) child++;
      if (this.#squares[child] <= square) break;
      this.#set(at, this.#squares[child], this.#places[child]);
      at = child;
    }
    this.#set(at, square, place);
  }

  #set(at: number, square: number, place: number): void {
    this.#squares[at] = square;
    this.#places[at] = place;
  }
}
