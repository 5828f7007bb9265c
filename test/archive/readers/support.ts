import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.js';

const root = new URL('../../../', import.meta.url);

export const FILES = fileURLToPath(new URL('test/fixtures/files/', root));
export const ORIGINALS = fileURLToPath(new URL('../shared/data/originals/', root));
export const hasOriginals = existsSync(ORIGINALS);

/** The bytes of a committed file; FITS files are stored gzipped because padding is most of them. */
export function fixture(name: string): Uint8Array {
  const bytes = readFileSync(FILES + name);
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** What an oracle wrote beside its script. */
export function oracle<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`test/oracles/${name}`, root), 'utf8')) as T;
}

/** float32 values that the oracle packed as base64. */
export function unpack(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
}

/** The diagnostic that an action fails with. Anything else that it throws is a bug and goes through. */
export function failure(action: () => unknown): Diagnostic {
  try {
    action();
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0]!;
    throw error;
  }
  throw new Error('it did not fail');
}

/** The same for something asynchronous. */
export async function failureOf(promise: Promise<unknown>): Promise<Diagnostic> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof GiqError) return error.diagnostics[0]!;
  throw error;
}

/** A FITS file of the given cards and data, each padded to blocks. */
export function fitsFile(cards: readonly string[], data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const header = [...cards, 'END'].map((card) => card.padEnd(80)).join('');
  const padded = (size: number) => 2880 * Math.ceil(size / 2880);
  const bytes = new Uint8Array(padded(header.length) + padded(data.length)).fill(0);
  bytes.set(Buffer.from(header.padEnd(padded(header.length)), 'latin1'));
  bytes.set(data, padded(header.length));
  return bytes;
}

/** The header of a plain image of bytes. */
export const IMAGE_CARDS = ['SIMPLE  = T', 'BITPIX  = 8', 'NAXIS   = 2', 'NAXIS1  = 4', 'NAXIS2  = 3'];
