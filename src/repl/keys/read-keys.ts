import type { ReadStream, WriteStream } from 'node:tty';
import { decode, flush, newDecoder, type Decoded } from './decode.js';
import type { Input } from './input.js';

const PASTE_MARKS_ON = '\u001b[?2004h';
const PASTE_MARKS_OFF = '\u001b[?2004l';
/** An escape that nothing has followed for so long, in ms, was the key. */
const ESCAPE_PAUSE = 40;

/** Reads keys one by one from a terminal. Returns the function that stops it and leaves the terminal as it was. */
export function readKeys(
  stdin: ReadStream,
  stdout: WriteStream,
  take: (inputs: readonly Input[]) => void,
): () => void {
  let decoder = newDecoder;
  let timer: NodeJS.Timeout | undefined;
  const accept = (decoded: Decoded) => {
    decoder = decoded.decoder;
    if (decoded.inputs.length > 0) take(decoded.inputs);
    if (decoder.pending !== '') timer = setTimeout(() => accept(flush(decoder)), ESCAPE_PAUSE);
  };
  const read = (chunk: string) => {
    clearTimeout(timer);
    accept(decode(decoder, chunk));
  };
  const restore = () => void (stdout.writable && stdout.write(PASTE_MARKS_OFF));
  stdin.setEncoding('utf8').setRawMode(true).on('data', read).resume();
  stdout.write(PASTE_MARKS_ON);
  process.once('exit', restore);
  return () => {
    clearTimeout(timer);
    process.off('exit', restore);
    stdin.off('data', read).setRawMode(false).pause();
    restore();
  };
}
