import { Nearest } from './nearest.js';

/** A row of which it is known that its distance is not below a bound. */
export interface Candidate {
  readonly row: number;
  readonly atLeast: number;
}

/**
 * Rows that may be among the nearest, when of each distance it is only known within which error it lies: those whose
 * least distance is within the `count`-th smallest of the largest ones. What is nearest is always among them.
 */
export class Candidates {
  readonly #largest: Nearest;
  readonly #rows: number[] = [];
  readonly #atLeast: number[] = [];
  /** So many as are wanted are not farther than this. */
  reach = Infinity;

  constructor(count: number) {
    this.#largest = new Nearest(count);
  }

  /** Takes in a row that lies at `distance`, give or take `error`. */
  add(row: number, distance: number, error: number): void {
    this.#rows.push(row);
    this.#atLeast.push(distance - error);
    const square = (distance + error) ** 2;
    if (square >= this.#largest.limit) return;
    this.#largest.add(square, row);
    this.reach = Math.sqrt(this.#largest.limit);
  }

  /** Those within reach, the one that may be nearest first. */
  sorted(): Candidate[] {
    const all = this.#rows.map((row, at) => ({ row, atLeast: this.#atLeast[at] }));
    return all.filter(({ atLeast }) => atLeast <= this.reach).sort((a, b) => a.atLeast - b.atLeast);
  }
}
