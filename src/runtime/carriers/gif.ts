import type { Carrier } from './carrier.js';

/** A comment extension (GIF89a, section 24) that is JSON. */
export const gif: Carrier = {
  extension: '.gif',
  find: (bytes) => (isGif(bytes) ? commentsOf(bytes).find((comment) => comment.startsWith('{')) : undefined),
};

const [EXTENSION, COMMENT, IMAGE] = [0x21, 0xfe, 0x2c];

function isGif(bytes: Uint8Array): boolean {
  return /^GIF8[79]a/.test(Buffer.from(bytes.subarray(0, 6)).toString('latin1'));
}

/** Goes from block to block, as a decoder does, without looking into the pictures. */
function commentsOf(bytes: Uint8Array): string[] {
  const comments: string[] = [];
  let at = 13 + colourTableSize(bytes[10]);
  while (bytes[at] === EXTENSION || bytes[at] === IMAGE) {
    const isImage = bytes[at] === IMAGE;
    const start = isImage ? at + 11 + colourTableSize(bytes[at + 9]) : at + 2;
    const { data, end } = subBlocks(bytes, start);
    if (!isImage && bytes[at + 1] === COMMENT) comments.push(data.toString('latin1'));
    at = end;
  }
  return comments;
}

/** Three bytes a colour, where the flags say that there is a table. */
function colourTableSize(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Blocks of at most 255 bytes, each after its length, up to one of length 0. */
function subBlocks(bytes: Uint8Array, start: number): { data: Buffer; end: number } {
  const blocks: Uint8Array[] = [];
  let at = start;
  for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) {
    blocks.push(bytes.subarray(at + 1, at + 1 + size));
    at += 1 + size;
  }
  return { data: Buffer.concat(blocks), end: at + 1 };
}
