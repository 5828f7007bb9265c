/** Values as they are shown at the prompt: pictures where there are some, tables where they say more. */
import { textWriter } from '../../cli/output/text.js';
import type { ValueEvent, Writer } from '../../cli/output/writer.js';
import type { Terminal } from '../../cli/terminal.js';
import { figureInTerminal } from '../../render/figure/index.js';
import { draw, paintedText, type GraphicsProtocol, type TerminalImageOptions } from '../../render/index.js';
import { presentationOf } from '../../runtime/presenting.js';
import { sizeOf, type Value } from '../../runtime/values.js';

/** What is printed of a value. */
export interface Shown {
  readonly text: string;
  /** Pictures are not cut into pages, even where they are higher than the screen. */
  readonly isPicture: boolean;
}

const NOTHING: Shown = { text: '', isPicture: false };

export interface ScreenWriter {
  readonly value: (event: ValueEvent) => Promise<Shown>;
  readonly explanation: Writer['explanation'];
  /** @param svg a figure that was not written to a file */
  readonly figure: (svg: string) => Promise<Shown>;
}

export interface ScreenWriterOptions {
  readonly terminal: Terminal;
  readonly style: TerminalImageOptions;
  readonly graphics: GraphicsProtocol;
}

export function screenWriter({ terminal, style, graphics }: ScreenWriterOptions): ScreenWriter {
  const tables = textWriter(terminal);
  let last: Value | undefined;
  return {
    explanation: tables.explanation,
    figure: async (svg) => ({ text: await figureInTerminal(svg, terminal, graphics), isPicture: true }),
    value: async (event) => {
      if (event.final && event.value === last) return NOTHING;
      last = event.value;
      const drawn = await pictures(event);
      const table = needsTable(event.value) || drawn.text === '' ? await tables.value(event) : '';
      return { text: [table.trimEnd(), drawn.text].filter(Boolean).join('\n\n'), isPicture: drawn.isPicture };
    },
  };

  async function pictures({ value, context }: ValueEvent): Promise<Shown> {
    if (style.colour === 'none' && value.kind === 'table') return NOTHING;
    const presentation = await presentationOf(value, context);
    if (!presentation) return NOTHING;
    const block = draw(presentation, style, Math.max(2, terminal.columns - 1));
    const isPicture = block.placements.length > 0;
    return { text: paintedText(block, graphics, style), isPicture };
  }
}

/** One measured item is told by its bars alone. */
function needsTable(value: Value): boolean {
  return value.kind === 'table' && (sizeOf(value) > 1 || value.items === undefined);
}
