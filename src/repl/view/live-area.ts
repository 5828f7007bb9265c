import {
  cutBelow, erased, finished, NO_FRAME, redrawn, rowsAbove, rowsAboveWrapped, type Frame, type Wrapping,
} from './frame.js'; // prettier-ignore

/** The part of a terminal that it takes; tests give their own. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly write: (text: string) => unknown;
}

export interface LiveAreaOptions {
  readonly wrapping: Wrapping;
}

const SYNCHRONISED = ['\u001b[?2026h', '\u001b[?2026l'] as const;
const OTHER_SCREEN = '\u001b[?1049h\u001b[H';
const OWN_SCREEN = '\u001b[?1049l';
const CLEAR = '\u001b[2J\u001b[H';

/**
 * The last rows of a terminal, replaced in place, with a scrollback above them that anything can be written into:
 * pictures too, which Ink would take for text.
 *
 * Ink lays the rows out; it does not write them itself, since it forgets that a narrower terminal has broken its lines
 * anew, and clears the whole scrollback when the terminal becomes lower than what it has drawn.
 */
export class LiveArea {
  readonly #screen: Screen;
  readonly #wrapping: Wrapping;
  #frame = NO_FRAME;
  #columns: number;
  #rows: number;
  /** Lines above, of which the terminal may have more: it was not empty before. */
  #printed = 0;
  /** What is to be written above the next frame. */
  #above = '';
  #ended = false;

  constructor(screen: Screen, { wrapping }: LiveAreaOptions) {
    this.#screen = screen;
    this.#wrapping = wrapping;
    this.#columns = screen.columns;
    this.#rows = screen.rows;
  }

  /** Writes into the scrollback, at once with the next frame or by itself; while a full frame is shown, it waits. */
  print(text: string): void {
    if (this.#above === '') setImmediate(() => this.draw(this.#frame));
    this.#printed += text.split('\n').length;
    this.#above += `${text.replaceAll('\n', '\r\n')}\r\n`;
  }

  /** Replaces what is drawn. A frame for a terminal that was higher a moment ago is left out: the next one fits. */
  draw(frame: Frame): void {
    if (this.#ended || frame.rows.length > this.#screen.rows) return;
    const switched = this.#switched(frame);
    if (this.#above !== '' && !frame.isFull) {
      const above = erased(this.#frame) + this.#above;
      this.#above = '';
      this.#write(switched + above + redrawn(NO_FRAME, frame));
    } else this.#write(switched + redrawn(this.#frame, frame));
    this.#frame = frame;
  }

  /** The terminal has another size: takes away what was drawn for the one before. */
  resized(): void {
    const { columns, rows } = this.#screen;
    const isNarrower = columns < this.#columns;
    const above = isNarrower ? rowsAboveWrapped(this.#remaining(), columns, this.#wrapping) : undefined;
    this.#write(this.#frame.isFull ? CLEAR : erased(this.#frame, above));
    [this.#columns, this.#rows] = [columns, rows];
    this.#frame = { ...NO_FRAME, isFull: this.#frame.isFull };
  }

  /** A terminal that has become lower drops what is beneath the cursor, as far as it has no room for it. */
  #remaining(): Frame {
    const { rows } = this.#screen;
    if (rows >= this.#rows) return this.#frame;
    return cutBelow(this.#frame, rows - 1 - this.#printed - rowsAbove(this.#frame));
  }

  /** Empties the screen; the scrollback stays. */
  clear(): void {
    const frame = this.#frame;
    this.#frame = { ...NO_FRAME, isFull: frame.isFull };
    this.#write(CLEAR);
    this.draw(frame);
  }

  /** Leaves what is drawn, and the cursor beneath it. */
  end(): void {
    if (this.#ended) return;
    this.draw({ ...this.#frame, isFull: false });
    this.#write(finished(this.#frame));
    this.#ended = true;
  }

  /** To the terminal's other screen or back, where nothing is drawn then. */
  #switched({ isFull }: Frame): string {
    if (isFull === this.#frame.isFull) return '';
    const left = isFull ? erased(this.#frame) + OTHER_SCREEN : OWN_SCREEN;
    this.#frame = { ...NO_FRAME, isFull };
    return left;
  }

  #write(text: string): void {
    if (!this.#ended) this.#screen.write(SYNCHRONISED[0] + text + SYNCHRONISED[1]);
  }
}
