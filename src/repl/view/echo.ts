import type { Paint } from '../theme/theme.js';
import { editorRows } from './editor-rows.js';
import { looksOf } from './highlight.js';
import { CONTINUATION, PROMPT } from './screen.js';

/** An entry as it stays in the scrollback: with the blank row before it, its prompt and its colours. */
export function echo(text: string, columns: number, paint: Paint): string {
  const { rows } = editorRows({
    text,
    cursor: text.length,
    looks: looksOf(text),
    suggestion: '',
    prompt: PROMPT,
    continuation: CONTINUATION,
    columns,
    height: Infinity,
    paint,
  });
  return `\n${rows.join('\n')}`;
}
