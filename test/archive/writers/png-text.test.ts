import { crc32 } from 'node:zlib';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { addPngText } from '../../../src/archive/writers/index.js';

const picture = encode({ width: 2, height: 2, channels: 1, depth: 8, data: Uint8Array.of(1, 2, 3, 4) });

/** The chunks of a PNG, with their checksums verified. */
function chunksOf(png: Uint8Array): { type: string; data: Buffer }[] {
  const bytes = Buffer.from(png);
  const chunks = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

describe('addPngText', () => {
  const script = 'generate seed 42 | shift TUF +3\n# Größe, 太陽';
  const png = addPngText(picture, { 'giq:script': script, Software: 'giq' });

  it('adds iTXt chunks with valid checksums after the header', () => {
    const chunks = chunksOf(png);
    expect(chunks.map(({ type }) => type)).toEqual([
      'IHDR',
      'iTXt',
      'iTXt',
      ...chunksOf(picture)
        .slice(1)
        .map(({ type }) => type),
    ]);
    expect(chunks[1]!.data.toString('utf8')).toBe(`giq:script\0\0\0\0\0${script}`);
  });

  it('leaves the pixels as they are', () => {
    expect(decode(png, { checkCrc: true }).data).toEqual(decode(picture).data);
  });

  it.each(['', ' x', 'x '.repeat(50), 'newline\n'])('treats the keyword %j as a bug', (keyword) => {
    expect(() => addPngText(picture, { [keyword]: 'x' })).toThrow('is no keyword');
  });
});
