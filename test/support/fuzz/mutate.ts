/** Damage to bytes: what disks, networks and those who mean harm do to files. Pure: a stream of numbers decides all. */
import type { RandomStream } from '../../../src/numeric/random.js';

/** Numbers at which arithmetic turns over. */
const EDGES = [
  0n, 1n, 2n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0x8000n, 0xffffn, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn,
  0x7fff_ffff_ffff_ffffn, 0xffff_ffff_ffff_ffffn, 1n << 60n,
]; // prettier-ignore

/** Texts that mean something to one parser or another. */
const WORDS = [
  '__proto__', 'constructor', '../../etc/passwd', '-1', '1e999', 'NaN', 'null', '99999999999', '&a [*a, *a]', '*a',
  '{', '[', '"', "'", '\n', '\r\n', ',', '|', '(', ')', '..', '\0', '%s', '\u{feff}', '𝕏', "\\'", 'T', '= 2147483647',
]; // prettier-ignore

type Mutation = (bytes: Buffer, random: RandomStream, other: Uint8Array) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    bytes[place(bytes, random)] ^= 1 << random.integer(8);
    return bytes;
  },
  (bytes, random) => {
    bytes[place(bytes, random)] = random.integer(256);
    return bytes;
  },
  writeEdge,
  changeDigit,
  (bytes, random) => Buffer.concat([bytes.subarray(0, random.integer(bytes.length + 1))]),
  (bytes, random) => splice(bytes, random, Buffer.alloc(0)),
  (bytes, random) => splice(bytes, random, Buffer.from(WORDS[random.integer(WORDS.length)])),
  (bytes, random) => splice(bytes, random, piece(bytes, random)),
  (bytes, random, other) => splice(bytes, random, piece(other, random)),
];

/** A copy of bytes with a few changes; now and then something of another file. */
export function mutate(whole: Uint8Array, random: RandomStream, other: Uint8Array): Buffer {
  let bytes: Buffer = Buffer.from(whole);
  const changes = 1 + random.integer(6);
  for (let change = 0; change < changes && bytes.length > 0; change++)
    bytes = MUTATIONS[random.integer(MUTATIONS.length)](bytes, random, other);
  return bytes;
}

/** Half of the places are in the first bytes, where headers decide about all others. */
function place(bytes: Uint8Array, random: RandomStream): number {
  const reach = random.integer(2) === 0 ? Math.min(bytes.length, 512) : bytes.length;
  return random.integer(reach);
}

function writeEdge(bytes: Buffer, random: RandomStream): Buffer {
  const width = [1, 2, 4, 8][random.integer(4)];
  const at = place(bytes, random);
  if (at + width > bytes.length) return bytes;
  const number = Buffer.alloc(8);
  number.writeBigUInt64LE(EDGES[random.integer(EDGES.length)]);
  const value = number.subarray(0, width);
  bytes.set(random.integer(2) === 0 ? value : value.reverse(), at);
  return bytes;
}

/** Numbers in text: sizes and offsets of FITS, NPY, JSON and YAML. */
function changeDigit(bytes: Buffer, random: RandomStream): Buffer {
  const from = place(bytes, random);
  for (let at = from; at < Math.min(bytes.length, from + 400); at++)
    if (bytes[at] >= 0x30 && bytes[at] <= 0x39) {
      bytes[at] = 0x30 + random.integer(10);
      return bytes;
    }
  return bytes;
}

function piece(bytes: Uint8Array, random: RandomStream): Uint8Array {
  const from = place(bytes, random);
  return bytes.subarray(from, from + 1 + random.integer(64));
}

/** Puts a piece in the place of as many bytes or of none. */
function splice(bytes: Buffer, random: RandomStream, inserted: Uint8Array): Buffer {
  const at = place(bytes, random);
  const removed = random.integer(2) === 0 ? 0 : 1 + random.integer(32);
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}
