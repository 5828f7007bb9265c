/**
 * Raw chunks of a terminal to inputs. Chunks come as the system cuts them: several keys may be joined (`text\r`), one
 * escape sequence may be split. What cannot be told yet is kept until the next chunk, or until `flush`.
 */
import { pasted, pressed, typed, type Input } from './input.js';
import { keyOfApplication, keyOfControl, keyOfSequence } from './sequences.js';

export interface Decoder {
  /** The beginning of a sequence whose end has not come. */
  readonly pending: string;
  /** What has been pasted so far, inside of a bracketed paste. */
  readonly paste: string | undefined;
}

export interface Decoded {
  readonly decoder: Decoder;
  readonly inputs: readonly Input[];
}

export const newDecoder: Decoder = { pending: '', paste: undefined };

const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';
/** Longer sequences are no keys: their beginning is dropped. */
const LONGEST = 64;

/** One thing at the start of the text: an input or nothing, and how long it is; undefined while its end is missing. */
interface Step {
  readonly input?: Input;
  readonly length: number;
}

/** Decodes a chunk after what was kept of the chunks before. */
export function decode(decoder: Decoder, chunk: string): Decoded {
  const inputs: Input[] = [];
  let [rest, paste] = [decoder.pending + chunk, decoder.paste];
  while (rest !== '') {
    if (paste !== undefined) {
      const part = readPaste(rest);
      paste += part.text;
      rest = part.rest;
      if (!part.ended) break;
      inputs.push(pasted(paste.replace(/\r\n?/g, '\n')));
      paste = undefined;
    } else if (rest.startsWith(PASTE_START)) {
      [rest, paste] = [rest.slice(PASTE_START.length), ''];
    } else {
      const step = readOne(rest);
      if (!step) break;
      if (step.input) inputs.push(step.input);
      rest = rest.slice(step.length);
    }
  }
  return { decoder: { pending: rest, paste }, inputs };
}

/** No more is coming: a lone escape is the key, and the rest of a broken sequence is what was typed after Alt. */
export function flush(decoder: Decoder): Decoded {
  const { pending, paste } = decoder;
  if (pending === '' || paste !== undefined) return { decoder, inputs: [] };
  const inputs = pending.length === 1 ? [pressed('escape')] : [pressed(`alt+${pending[1]}`)];
  return { decoder: newDecoder, inputs };
}

function readPaste(text: string): { text: string; rest: string; ended: boolean } {
  const end = text.indexOf(PASTE_END);
  if (end >= 0) return { text: text.slice(0, end), rest: text.slice(end + PASTE_END.length), ended: true };
  const kept = partOfEnd(text);
  return { text: text.slice(0, text.length - kept), rest: text.slice(text.length - kept), ended: false };
}

/** How many characters at the end of the text may be the beginning of the closing mark. */
function partOfEnd(text: string): number {
  for (let length = Math.min(PASTE_END.length - 1, text.length); length > 0; length--)
    if (PASTE_END.startsWith(text.slice(-length))) return length;
  return 0;
}

function readOne(text: string): Step | undefined {
  if (text[0] === '\x1b') return readEscape(text);
  if (isControl(text[0])) return { input: pressed(keyOfControl(text[0])), length: 1 };
  const length = text.search(/[\x00-\x1f\x7f]/);
  const run = length < 0 ? text : text.slice(0, length);
  return { input: typed(run), length: run.length };
}

function readEscape(text: string): Step | undefined {
  if (text.length === 1) return undefined;
  if (text[1] === '[') return readControlSequence(text);
  if (text[1] === 'O') return text.length < 3 ? undefined : step(keyOfApplication(text[2]), 3);
  if (text[1] === '\x1b') return readMetaEscape(text);
  const key = isControl(text[1]) ? keyOfControl(text[1]) : String.fromCodePoint(text.codePointAt(1)!);
  return { input: pressed(`alt+${key}`), length: 1 + (isControl(text[1]) ? 1 : key.length) };
}

/** Alt with a key that sends a sequence of its own; two escapes and nothing else are the key, twice. */
function readMetaEscape(text: string): Step | undefined {
  if (text.length > 2 && text[2] !== '[' && text[2] !== 'O') return step('escape', 1);
  const inner = text.length > 2 ? readEscape(text.slice(1)) : undefined;
  if (!inner) return undefined;
  const key = inner.input?.kind === 'key' ? `alt+${inner.input.key}` : undefined;
  return step(key, inner.length + 1);
}

function readControlSequence(text: string): Step | undefined {
  const match = /^\x1b\[([0-9;:<=>?]*)[ -/]*([@-~])/.exec(text);
  if (match) return step(keyOfSequence(match[1], match[2]), match[0].length);
  const broken = text.slice(2).search(/[^0-9;:<=>? -/]/);
  if (broken >= 0) return { length: 2 + broken };
  return text.length > LONGEST ? { length: text.length } : undefined;
}

function step(key: string | undefined, length: number): Step {
  return key === undefined ? { length } : { input: pressed(key), length };
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\x7f';
}
