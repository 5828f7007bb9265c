import { crc32 } from 'node:zlib';

/** Bytes of the signature and of the IHDR chunk, which comes first in every PNG. */
const AFTER_HEADER = 8 + 25;

/**
 * Adds texts to a PNG as iTXt chunks (UTF-8, not compressed), right after its header. The pixels stay as they are.
 *
 * @param entries text by keyword: 1 to 79 Latin characters such as `Software`, `Description` or `giq:script`
 */
export function addPngText(png: Uint8Array, entries: Readonly<Record<string, string>>): Uint8Array {
  const chunks = Object.entries(entries).map(([keyword, text]) => textChunk(keyword, text));
  return Buffer.concat([png.subarray(0, AFTER_HEADER), ...chunks, png.subarray(AFTER_HEADER)]);
}

/** Keyword, 0, two bytes for "not compressed", no language, no translated keyword, text (PNG 3, section 11.3.3.4). */
function textChunk(keyword: string, text: string): Uint8Array {
  if (!/^[\x21-\x7e\xa1-\xff]([\x20-\x7e\xa1-\xff]{0,77}[\x21-\x7e\xa1-\xff])?$/.test(keyword)) {
    throw new Error(`${JSON.stringify(keyword)} is no keyword of PNG`);
  }
  const content = [
    Buffer.from(keyword, 'latin1'),
    Buffer.alloc(5),
    Buffer.from(text.replaceAll('\0', ''), 'utf8'),
  ];
  return pngChunk('iTXt', Buffer.concat(content));
}

/** Length, type, data and the checksum of type and data. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
