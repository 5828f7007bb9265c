/** The checksums of a header and data unit (FITS standard 4.0, section 4.4.2.7 and appendix J). */
import { onesComplementSum } from '../readers/fits/checksum.js';

/** Stands in the header while its sum is taken. */
export const NO_CHECKSUM = '0'.repeat(16);

const CARD = 80;
const CARD_START = 'CHECKSUM= ';

/**
 * Writes the CHECKSUM of a header and data unit into its card, which must hold `NO_CHECKSUM`: the sum of all is then −0.
 *
 * @param unit header and data, both padded to whole blocks
 */
export function setChecksum(unit: Uint8Array): void {
  const at = cardOf(unit);
  const checksum = encodeComplement(onesComplementSum(unit));
  unit.set(Buffer.from(checksum, 'latin1'), at + CARD_START.length + 1);
}

function cardOf(unit: Uint8Array): number {
  for (let at = 0; at < unit.length; at += CARD)
    if (Buffer.from(unit.subarray(at, at + CARD_START.length)).toString('latin1') === CARD_START) return at;
  throw new Error('a header without a CHECKSUM card is to be summed');
}

/**
 * The complement of a sum as sixteen letters and digits. Each of its bytes becomes four characters, 4 apart, that add up to
 * it and to 4 × `0`; two of them move away from each other until neither is punctuation.
 */
function encodeComplement(sum: number): string {
  const characters = new Array<number>(16).fill(0);
  for (let byte = 0; byte < 4; byte++) {
    const value = 255 - (Math.floor(sum / 2 ** (24 - 8 * byte)) % 256);
    const quarters = [0, 1, 2, 3].map(
      (index) => ZERO + Math.floor(value / 4) + (index === 0 ? value % 4 : 0),
    );
    lettersAndDigits(quarters).forEach((code, index) => (characters[4 * index + byte] = code));
  }
  // The card begins one byte after a whole word.
  return String.fromCharCode(characters[15], ...characters.slice(0, 15));
}

const ZERO = 48;

function lettersAndDigits([a, b, c, d]: readonly number[]): number[] {
  return [...movedApart(a, b), ...movedApart(c, d)];
}

function movedApart(high: number, low: number): [number, number] {
  let [up, down] = [high, low];
  while (isPunctuation(up) || isPunctuation(down)) [up, down] = [up + 1, down - 1];
  return [up, down];
}

const isPunctuation = (code: number): boolean => (code >= 58 && code <= 64) || (code >= 91 && code <= 96);
