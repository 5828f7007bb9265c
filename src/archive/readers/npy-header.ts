import { fail } from '../../diagnostics/diagnostic.js';

/** What the header of an NPY file says. */
export interface NpyHeader {
  /** NumPy's type string, e.g. `<i2`. For records, the whole list. */
  readonly descriptor: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  readonly dataStart: number;
}

/** Parses the header: a Python dictionary in text (NumPy Enhancement Proposal 1; versions 1 to 3). */
export function parseNpyHeader(bytes: Uint8Array, file: string): NpyHeader {
  const lengthBytes = bytes[6] === 1 ? 2 : 4;
  const textStart = 8 + lengthBytes;
  const [major = 0] = bytes.subarray(6, 7);
  if (major < 1 || major > 3)
    fail('file-damaged', { file, problem: `its NPY version is ${major}, expected 1, 2 or 3` });
  const dataStart = textStart + readLength(bytes, lengthBytes);
  if (dataStart > bytes.length)
    fail('file-truncated', { file, what: 'the header', expected: dataStart, found: bytes.length });
  const text = Buffer.from(bytes.subarray(textStart, dataStart)).toString('latin1');
  return { ...parseDictionary(text, file), dataStart };
}

function readLength(bytes: Uint8Array, lengthBytes: number): number {
  return bytes.subarray(8, 8 + lengthBytes).reduceRight((length, byte) => length * 256 + byte, 0);
}

function parseDictionary(text: string, file: string): Omit<NpyHeader, 'dataStart'> {
  const descriptor = /'descr'\s*:\s*(?:'([^']*)'|(\[[\s\S]*?\]))/.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([\dL,\s]*)\)/.exec(text);
  if (!descriptor || !order || !shape) {
    return fail('file-damaged', { file, problem: 'its NPY header lacks descr, fortran_order or shape' });
  }
  const lengths = shape[1]!
    .split(',')
    .map((part) => part.replace('L', '').trim())
    .filter((part) => part !== '');
  return {
    descriptor: descriptor[1] ?? descriptor[2]!,
    isFortran: order[1] === 'True',
    shape: lengths.map(Number),
  };
}
