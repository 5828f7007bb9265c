import type { Engine } from '../models/engine.js';
import { openEngine } from '../models/engines/index.js';

/** The engines of a session: one is in force, the others stay open for whoever goes back to them. */
export class Engines {
  readonly #opened = new Map<string, Promise<Engine>>();
  #chosen: string;

  constructor(chosen = 'auto') {
    this.#chosen = chosen;
  }

  /** The name that was asked for, which may be `auto`. */
  get chosen(): string {
    return this.#chosen;
  }

  /** The engine in force, opened when first asked for. */
  current(): Promise<Engine> {
    return this.#open(this.#chosen);
  }

  /** The engine in force if somebody has asked for it already. */
  get opened(): Promise<Engine> | undefined {
    return this.#opened.get(this.#chosen);
  }

  /**
   * Puts another engine in force, once it has been opened.
   *
   * @throws GiqError `engine-unknown`, `engine-unavailable`; the one before stays in force
   */
  async use(name: string): Promise<Engine> {
    const engine = await this.#open(name);
    this.#chosen = name;
    return engine;
  }

  async dispose(): Promise<void> {
    const engines = await Promise.allSettled(new Set(this.#opened.values()));
    this.#opened.clear();
    for (const engine of engines) if (engine.status === 'fulfilled') engine.value.dispose();
  }

  /** `auto` and the name of what it has found are the same engine, which loads every network once. */
  #open(name: string): Promise<Engine> {
    const known = this.#opened.get(name);
    if (known) return known;
    const opening = openEngine(name);
    this.#opened.set(name, opening);
    opening.then(
      (engine) => this.#opened.set(engine.name, opening),
      () => this.#opened.delete(name),
    );
    return opening;
  }
}
