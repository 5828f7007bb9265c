/** A value that changes over time and tells those who look at it, at most once for what changes together. */
export class Store<T> {
  #value: T;
  #depth = 0;
  #dirty = false;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  update(change: Partial<T>): void {
    this.#value = { ...this.#value, ...change };
    this.#dirty = true;
    if (this.#depth === 0) this.#tell();
  }

  /** Whatever `work` changes is told once, at its end. */
  together(work: () => void): void {
    this.#depth++;
    try {
      work();
    } finally {
      this.#depth--;
      if (this.#depth === 0 && this.#dirty) this.#tell();
    }
  }

  #tell(): void {
    this.#dirty = false;
    this.#listeners.forEach((listener) => listener());
  }
}
