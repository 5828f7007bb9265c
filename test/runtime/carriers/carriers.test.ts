import { decode, encode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPngText, encodeFits, encodeNpz, encodeParquet } from '../../../src/archive/writers/index.js';
import { encodeApng, encodeGif, type Film } from '../../../src/render/animation/index.js';
import { pdfOf } from '../../../src/render/figure/index.js';
import { sheet } from '../../../src/render/index.js';
import { FITS_KEYWORD } from '../../../src/runtime/carriers/fits.js';
import { carrierOf } from '../../../src/runtime/carriers/index.js';
import { NPZ_MEMBER } from '../../../src/runtime/carriers/npz.js';
import {
  parseProvenance,
  pdfProperties,
  PROVENANCE_KEY,
  provenanceJson,
  provenanceTexts,
  type Provenance,
} from '../../../src/runtime/provenance.js';

const provenance: Provenance = {
  giq: '0.1.0',
  language: 1,
  script: `# it's "Größe" <b> & 太陽 🌞 (\\ )\r\n\tgenerate seed 42 | save "a.png"\n${'# long '.repeat(60)}`,
  world: { name: 'solar-sim', hash: '0123456789ab', simulated: true },
  random: 'philox4x32-10/1',
  engine: 'onnx',
};

const json = provenanceJson(provenance);
const text = (content: string) => new TextEncoder().encode(content);
const picture = encode({ width: 2, height: 2, channels: 3, data: new Uint8Array(12) });
const frame = new Uint8Array(2 * 2 * 4).fill(255);
const film: Film = { width: 2, height: 2, rate: 12, frames: [frame, frame] };
const drawing = sheet({ rows: [], map: 'grey', metadata: json });

const files: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  'a.png': () => addPngText(picture, provenanceTexts(provenance)),
  'A.PNG': () => addPngText(picture, provenanceTexts(provenance)),
  'a.apng': () => addPngText(encodeApng(film), provenanceTexts(provenance)),
  'a.gif': () => encodeGif(film, json),
  'a.svg': () => text(drawing),
  'a.pdf': () => pdfOf(drawing, { width: 100, height: 100 }, pdfProperties(provenance, 'A title')),
  'a.html': () =>
    text(`<html><script type="application/json" id="${PROVENANCE_KEY}">${json}</script></html>`),
  'a.fits': () => encodeFits(new Float32Array(4), 2, 2, [[FITS_KEYWORD, json]]),
  'a.json': () => text(JSON.stringify({ ...provenance, results: [] }, null, 2)),
  'a.npz': () => encodeNpz({ id: { values: ['a'] } }, { [NPZ_MEMBER]: json }),
  'a.parquet': () => encodeParquet([{ name: 'id', values: ['a'] }], { [PROVENANCE_KEY]: json }),
};

describe('provenance', () => {
  it('is ASCII without apostrophes', () => {
    expect(json).toMatch(/^[\x20-\x26\x28-\x7e]+$/);
  });

  it.each(Object.keys(files))('in %s is read back', async (file) => {
    const found = await carrierOf(file)!.carrier.find(await files[file]());
    expect(parseProvenance(found!, file)).toEqual(provenance);
  });

  it('is beside files that have no place for it', () => {
    expect(carrierOf('out/a.csv')?.file).toBe('out/a.csv.provenance.json');
    expect(carrierOf('out/a.npy')?.file).toBe('out/a.npy.provenance.json');
  });

  it('is not looked for in scripts', () => {
    for (const file of ['a.giq', 'a', '-', 'a.txt']) expect(carrierOf(file)).toBeUndefined();
  });

  it('of a PNG is read from tEXt too, and leaves the picture as it is', async () => {
    const chunk = addPngText(picture, { [PROVENANCE_KEY]: json });
    const plain = Buffer.from(chunk);
    const at = plain.indexOf('iTXt');
    const data = Buffer.from(`${PROVENANCE_KEY}\0${json}`);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const old = plain.readUInt32BE(at - 4);
    const rewritten = Buffer.concat([
      plain.subarray(0, at - 4),
      length,
      Buffer.from('tEXt'),
      data,
      plain.subarray(at + 4 + old),
    ]);
    expect(await carrierOf('a.png')!.carrier.find(rewritten)).toBe(json);
    expect(decode(chunk).data).toEqual(decode(picture).data);
  });

  it.each(Object.keys(files))('is never found in what %s is not, and nothing breaks', async (file) => {
    const { find } = carrierOf(file)!.carrier;
    const whole = await files[file]();
    const cut = fc.nat(whole.length).map((length) => whole.slice(0, Math.min(length, whole.length - 1)));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), cut), async (bytes) => {
        const found = await find(bytes);
        if (found !== undefined) expect(typeof found).toBe('string');
      }),
      { numRuns: 60 },
    );
    expect(await find(text('generate seed 42'))).toBeUndefined();
  });
});
