/** A long output in screens: so many lines at once, the rest when asked for. */
export interface Page {
  readonly shown: string;
  /** What is left, without the lines that are shown; empty at the end. */
  readonly rest: string;
  readonly restLines: number;
}

/** Room that a page leaves on its screen: for its last line and for the prompt. */
const MARGIN = 4;
const SHORTEST = 10;
/** Lines that are shown nevertheless rather than called "the rest". */
const TOLERANCE = 4;

/** The first page of a text on a terminal with so many rows. */
export function firstPage(text: string, rows: number): Page {
  const lines = text.split('\n');
  const height = Math.max(SHORTEST, rows - MARGIN);
  if (lines.length <= height + TOLERANCE) return { shown: text, rest: '', restLines: 0 };
  return {
    shown: lines.slice(0, height).join('\n'),
    rest: lines.slice(height).join('\n'),
    restLines: lines.length - height,
  };
}
