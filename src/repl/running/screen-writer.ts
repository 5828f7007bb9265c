/** Values as they are shown at the prompt: pictures where there are some, tables where they say more. */
import { textWriter } from '../../cli/output/text.js';
import type { ValueEvent, Writer } from '../../cli/output/writer.js';
import type { Terminal } from '../../cli/terminal.js';
import { figureInTerminal } from '../../render/figure/index.js';
import { draw, overlay, type GraphicsProtocol, type TerminalImageOptions } from '../../render/index.js';
import { presentationOf } from '../../runtime/presenting.js';
import { sizeOf, type Value } from '../../runtime/values.js';

/** What is printed of a value. */
export interface Shown {
  readonly text: string;
  /** To be written at the start of the line after the text, by terminals that have graphics. */
  readonly overlay: string;
}

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
    figure: async (svg) => {
      const { lines, overlay: painted } = await figureInTerminal(svg, terminal, graphics);
      return { text: lines.join('\n'), overlay: painted };
    },
    value: async (event) => {
      if (event.final && event.value === last) return { text: '', overlay: '' };
      last = event.value;
      const drawn = await pictures(event);
      const table = needsTable(event.value) || drawn.text === '' ? await tables.value(event) : '';
      return { text: [table.trimEnd(), drawn.text].filter(Boolean).join('\n\n'), overlay: drawn.overlay };
    },
  };

  async function pictures({ value, context }: ValueEvent): Promise<Shown> {
    if (style.colour === 'none' && value.kind === 'table') return { text: '', overlay: '' };
    const presentation = await presentationOf(value, context);
    if (!presentation) return { text: '', overlay: '' };
    const { lines, placements } = draw(presentation, style, Math.max(2, terminal.columns - 1));
    return { text: lines.join('\n'), overlay: overlay(placements, lines.length, graphics, style) };
  }
}

/** One measured item is told by its bars alone. */
function needsTable(value: Value): boolean {
  return value.kind === 'table' && (sizeOf(value) > 1 || value.items === undefined);
}
