import { decodeApng } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  encodeApng,
  encodeGif,
  filmOf,
  type Film,
  type FrameContent,
} from '../../../src/render/animation/index.js';

const field = (level: number) => ({ pixels: new Float32Array(16 * 16).fill(level), size: 16 });
const frame = (level: number): FrameContent => ({
  title: `sweep: ${level}`,
  field: field(level),
  bars: [
    { name: 'TUF', text: '1.24 × 10²² Mx', share: level },
    { name: 'PSEP', text: '—', share: NaN },
  ],
});

let film: Film;
beforeAll(async () => {
  film = await filmOf(
    [0, 0.25, 0.5, 0.75].map((level) => [frame(level), frame(1 - level)]),
    () => {},
  );
});

const pixelAt = ({ frames, width }: Film, index: number, x: number, y: number) =>
  Array.from(frames[index].subarray(4 * (y * width + x), 4 * (y * width + x) + 3));

describe('a film', () => {
  it('goes forwards and back without showing its ends twice', () => {
    const levels = film.frames.map((_, index) => pixelAt(film, index, 100, 100)[0]);
    expect(levels.map((level) => Math.round((level / 255) * 8))).toEqual([4, 5, 6, 7, 6, 5]);
    expect(film.frames[1]).toEqual(film.frames[5]);
  });

  it('has bars as long as their shares', () => {
    const { width } = film;
    const blue = (index: number) => {
      const { frames } = film;
      return Array.from({ length: frames[index].length / 4 }, (_, pixel) => pixel).filter(
        (pixel) =>
          pixel % width < width / 2 && frames[index][4 * pixel] < 20 && frames[index][4 * pixel + 2] > 150,
      ).length;
    };
    expect(blue(2) / blue(1)).toBeCloseTo(2, 0);
    expect(blue(3) / blue(1)).toBeCloseTo(3, 0);
  });
});

describe('a GIF', () => {
  it('has all frames at 12 to the second, repeats for ever and says where it comes from', () => {
    const gif = readGif(encodeGif(film, 'world made-up '.repeat(40)));
    expect([gif.width, gif.height]).toEqual([film.width, film.height]);
    expect(gif.delays).toEqual(Array(film.frames.length).fill(8));
    expect(gif.frames).toBe(film.frames.length);
    expect(gif.loops).toBe(0);
    expect(gif.comment).toBe('world made-up '.repeat(40));
  });
});

describe('an APNG', () => {
  it('decodes to the frames, each shown for a twelfth of a second', () => {
    const decoded = decodeApng(encodeApng(film));
    expect(decoded.numberOfFrames).toBe(film.frames.length);
    decoded.frames.forEach(({ data, delayNumber, delayDenominator }, index) => {
      expect(delayNumber / delayDenominator).toBeCloseTo(1 / 12);
      const rgb = film.frames[index].filter((_, place) => place % 4 < 3);
      expect(Buffer.from(data).equals(Buffer.from(rgb))).toBe(true);
    });
  });
});

/** The blocks of a GIF89a, by its specification. */
function readGif(gif: Uint8Array) {
  const bytes = Buffer.from(gif);
  expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
  const tableOf = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const found = { delays: [] as number[], frames: 0, loops: -1, comment: '' };
  let at = 13 + tableOf(bytes[10]);
  const blocks = (): Buffer => {
    const parts: Buffer[] = [];
    for (; bytes[at] !== 0; at += bytes[at] + 1) parts.push(bytes.subarray(at + 1, at + 1 + bytes[at]));
    at += 1;
    return Buffer.concat(parts);
  };
  while (bytes[at] !== 0x3b) {
    const [kind, label] = [bytes[at], bytes[at + 1]];
    if (kind === 0x2c) {
      at += 10 + tableOf(bytes[at + 9]) + 1;
      blocks();
      found.frames += 1;
      continue;
    }
    expect(kind).toBe(0x21);
    at += 2;
    const data = blocks();
    if (label === 0xf9) found.delays.push(data.readUInt16LE(1));
    if (label === 0xfe) found.comment = data.toString('utf8');
    if (label === 0xff) found.loops = data.readUInt16LE(12);
  }
  return { ...found, width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}
