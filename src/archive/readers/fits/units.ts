import { fail } from '../../../diagnostics/diagnostic.js';
import { textOf } from './header.js';
import type { Header } from './header.js';

/** Spellings of field strength (lower case, without blanks, stars and carets) and what one of them is in gauss. */
const GAUSS_PER_UNIT: Readonly<Record<string, number>> = {
  g: 1,
  gauss: 1,
  'mx/cm2': 1,
  'mxcm-2': 1,
  'maxwell/cm2': 1,
  kg: 1e3,
  kgauss: 1e3,
  kilogauss: 1e3,
  mg: 1e-3,
  t: 1e4,
  tesla: 1e4,
  mt: 10,
  ut: 1e-2,
  nt: 1e-5,
};

/**
 * What one stored unit is in gauss, from BUNIT. A header without BUNIT counts as gauss.
 *
 * @throws GiqError `not-a-magnetogram` for a unit that is no magnetic field (DN/s, degree, cm/s)
 */
export function gaussPerUnit(header: Header, file: string): number {
  const unit = textOf(header, 'BUNIT');
  if (unit === undefined) return 1;
  const factor = GAUSS_PER_UNIT[unit.toLowerCase().replace(/[\s*^()]/g, '')];
  if (factor !== undefined) return factor;
  fail(
    'not-a-magnetogram',
    { file, reason: `its unit is \`${unit}\`, expected Gauss, Mx/cm^2 or kG` },
    { hints: ['`load "…" unit=G` says what the values are in, whatever BUNIT says'] },
  );
}
