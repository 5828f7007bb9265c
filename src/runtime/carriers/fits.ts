import { parseHeader, textOf } from '../../archive/readers/fits/header.js';
import type { Carrier } from './carrier.js';

/** The card that holds provenance for programs; the HISTORY cards say the same for people. */
export const FITS_KEYWORD = 'GIQPROV';

/** A card of the primary header. */
export const fits: Carrier = {
  extension: '.fits',
  find: (bytes) => {
    const parsed = parseHeader(bytes, 0);
    return parsed && textOf(parsed.header, FITS_KEYWORD);
  },
};
