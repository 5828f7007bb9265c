/** Animated PNG (PNG 3, section 11.3.6): all greys, and a still picture for programs that do not know of it. */
import { encode } from 'fast-png';
import { pngChunk } from '../../archive/writers/index.js';
import type { Film } from './film.js';

/** Bytes of the signature and of the IHDR chunk. */
const AFTER_HEADER = 8 + 25;

export function encodeApng({ frames, width, height, rate }: Film): Uint8Array {
  const pictures = frames.map((frame) =>
    Buffer.from(encode({ width, height, data: withoutAlpha(frame), channels: 3 })),
  );
  let sequence = 0;
  const parts = pictures.flatMap((picture, index) => {
    const control = pngChunk('fcTL', frameControl(sequence++, { width, height, rate }));
    const data = imageData(picture);
    if (index === 0) return [control, pngChunk('IDAT', data)];
    return [control, pngChunk('fdAT', Buffer.concat([integer(sequence++), data]))];
  });
  const animation = pngChunk('acTL', Buffer.concat([integer(frames.length), integer(0)]));
  const end = pngChunk('IEND', Buffer.alloc(0));
  return Buffer.concat([pictures[0].subarray(0, AFTER_HEADER), animation, ...parts, end]);
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: (rgba.length / 4) * 3 },
    (_, index) => rgba[4 * Math.floor(index / 3) + (index % 3)],
  );
}

/** Its place in the order, size, no offset, and how long it is shown: 1/rate of a second. */
function frameControl(
  sequence: number,
  { width, height, rate }: Pick<Film, 'width' | 'height' | 'rate'>,
): Buffer {
  const delay = Buffer.alloc(6);
  delay.writeUInt16BE(1, 0);
  delay.writeUInt16BE(rate, 2);
  return Buffer.concat([...[sequence, width, height, 0, 0].map(integer), delay]);
}

/** The compressed pixels of a PNG: its IDAT chunks. */
function imageData(png: Buffer): Buffer {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
  }
  return Buffer.concat(data);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
