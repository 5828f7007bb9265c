import { figureInTerminal } from '../../render/figure/index.js';
import type { Terminal } from '../terminal.js';

/** A figure as text in colours. */
export const figureText = (svg: string, terminal: Terminal): Promise<string> =>
  figureInTerminal(svg, terminal, 'none');

/** What is said where a figure cannot be drawn. */
export function unseen(title: string): string {
  return `figure: ${title}; \`to "figure.svg"\` writes it to a file`;
}
