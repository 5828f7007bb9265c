const SIGNATURE = '\x89PNG\r\n\x1a\n';

/**
 * The text of a PNG under a keyword, from its tEXt and iTXt chunks (PNG 3, section 11.3.3); compressed ones are passed
 * over. Checksums are not compared.
 */
export function readPngText(png: Uint8Array, keyword: string): string | undefined {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.toString('latin1', 0, 8) !== SIGNATURE) return undefined;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    const text = textIn(type, data, keyword);
    if (text !== undefined) return text;
  }
  return undefined;
}

function textIn(type: string, data: Buffer, keyword: string): string | undefined {
  const start = keyword.length + 1;
  if (data.toString('latin1', 0, start) !== `${keyword}\0`) return undefined;
  if (type === 'tEXt') return data.toString('latin1', start);
  if (type !== 'iTXt' || data[start] !== 0) return undefined;
  const languageEnd = data.indexOf(0, start + 2);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  return languageEnd < 0 || translatedEnd < 0 ? undefined : data.toString('utf8', translatedEnd + 1);
}
