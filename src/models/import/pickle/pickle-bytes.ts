import { MAX_PICKLE_BYTES } from '../limits.js';
import { damaged } from '../refusals.js';

const utf8 = new TextDecoder();
const latin1 = new TextDecoder('latin1');
const LINE_END = 0x0a;

/** Reads a pickle from its beginning to its end; every length is checked before it is used. */
export class PickleBytes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Name for messages. */
  readonly file: string;
  position = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.file = file;
  }

  byte(): number {
    return this.#bytes[this.#take(1)];
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  uint64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8), false);
  }

  bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    return utf8.decode(this.bytes(length));
  }

  shortText(length: number): string {
    return latin1.decode(this.bytes(length));
  }

  /** Up to the end of the line, which is left behind. */
  line(): string {
    const end = this.#bytes.indexOf(LINE_END, this.position);
    if (end < 0) return damaged(this.file, 'its pickle ends within a name');
    const line = this.text(end - this.position);
    this.position = end + 1;
    return line;
  }

  /** A whole number of `length` bytes in two's complement, lowest first. */
  long(length: number): number | bigint {
    const digits = this.bytes(length);
    let value = 0n;
    for (let index = length - 1; index >= 0; index--) value = value * 256n + BigInt(digits[index]);
    const signed = BigInt.asIntN(length * 8, value);
    return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
  }

  #take(length: number): number {
    const start = this.position;
    const end = start + length;
    if (length < 0 || end > this.#bytes.length || end > MAX_PICKLE_BYTES)
      return damaged(this.file, 'its pickle ends before it is complete');
    this.position = end;
    return start;
  }
}
