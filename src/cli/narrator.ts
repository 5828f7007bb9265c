import { renderText } from '../diagnostics/render.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/span.js';
import { progressLine } from '../render/progress.js';
import type { Terminal } from './terminal.js';

const CLEAR_LINE = '\r\x1b[2K';
/** Work that is over sooner needs no bar, in ms. */
const PATIENCE = 300;
/** Least time between two drawings, in ms. */
const FRAME = 100;

/** Everything that goes to stderr: diagnostics, notes, and one line of progress where it can be overwritten. */
export class Narrator {
  readonly #terminal: Terminal;
  readonly #quiet: boolean;
  #started = 0;
  #drawn = 0;
  #label = '';
  #visible = false;

  constructor(terminal: Terminal, quiet: boolean) {
    this.#terminal = terminal;
    this.#quiet = quiet;
  }

  diagnostic(diagnostic: Diagnostic, source?: Source): void {
    this.clear();
    if (this.#quiet && diagnostic.severity === 'warning') return;
    const { live, columns } = this.#terminal;
    this.#terminal.narrate(renderText(diagnostic, source, { color: live, width: columns }) + '\n');
  }

  note(text: string): void {
    if (this.#quiet) return;
    this.clear();
    this.#terminal.narrate(text + '\n');
  }

  progress(label: string, done: number, total: number): void {
    const { live, columns } = this.#terminal;
    if (this.#quiet || !live) return;
    const now = performance.now();
    if (label !== this.#label || done === 0) this.#started = now;
    this.#label = label;
    if (now - this.#started < PATIENCE || (now - this.#drawn < FRAME && done < total)) return;
    this.#drawn = now;
    this.#visible = true;
    const line = progressLine(
      { label, done, total, elapsed: (now - this.#started) / 1000 },
      { columns: columns - 1 },
    );
    this.#terminal.narrate(CLEAR_LINE + line);
  }

  /** Removes the line of progress. */
  clear(): void {
    if (this.#visible) this.#terminal.narrate(CLEAR_LINE);
    this.#visible = false;
  }
}
