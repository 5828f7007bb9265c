import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Checked } from '../../runtime/check.js';

/** What is wrong with a text that was looked at while it was typed. */
export interface Findings {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Rest after the last key before the text is checked, in ms. */
const PAUSE = 120;
/** Rest before something is said of the word that the cursor stands at: it may not be finished. */
const LONG_PAUSE = 700;

/** Checks a text while it is typed: when typing rests, and never two texts at a time. */
export class LiveCheck {
  readonly #check: (text: string) => Promise<Checked>;
  readonly #report: (findings: Findings) => void;
  #timers: readonly NodeJS.Timeout[] = [];
  #text = '';

  constructor(check: (text: string) => Promise<Checked>, report: (findings: Findings) => void) {
    this.#check = check;
    this.#report = report;
  }

  /** The text is another one, or the cursor stands elsewhere. */
  update(text: string, cursor: number): void {
    this.stop();
    this.#text = text;
    if (text.trim() === '') return;
    const at = (pause: number, where: number | undefined) =>
      setTimeout(() => void this.#look(text, where), pause);
    this.#timers = [at(PAUSE, cursor), at(LONG_PAUSE, undefined)];
  }

  stop(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#text = '';
  }

  async #look(text: string, cursor: number | undefined): Promise<void> {
    const { diagnostics, incomplete } = await this.#check(text).catch(() => ({
      diagnostics: [],
      incomplete: false,
    }));
    if (text !== this.#text) return;
    const said = incomplete
      ? []
      : diagnostics.filter(({ span }) => cursor === undefined || span?.end !== cursor);
    this.#report({ text, diagnostics: said });
  }
}

/** What of the findings still holds for a text: what lies before the first change. */
export function stillFound({ text, diagnostics }: Findings, now: string): readonly Diagnostic[] {
  if (text === now) return diagnostics;
  let same = 0;
  while (same < text.length && text[same] === now[same]) same++;
  return diagnostics.filter(({ span }) => span && span.end < same);
}
