/** How fast something goes on, over the last minutes. */
export class Pace {
  readonly #marks: { readonly time: number; readonly done: number }[] = [];

  /** Notes how much is done; returns how much is done a second, once that is known. */
  at(done: number, time = performance.now() / 1000): number | undefined {
    this.#marks.push({ time, done });
    while (this.#marks.length > WINDOW) this.#marks.shift();
    const [first] = this.#marks;
    return time > first.time ? (done - first.done) / (time - first.time) : undefined;
  }
}

/** Marks that are looked back on. */
const WINDOW = 20;

/** Such as `2 h 05 min` or `40 s`. */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
