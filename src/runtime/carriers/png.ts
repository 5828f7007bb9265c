import { readPngText } from '../../archive/readers/png-text.js';
import { PROVENANCE_KEY } from '../provenance.js';
import type { Carrier } from './carrier.js';

/** A text chunk; tEXt too, as which programs that rewrite a picture may keep it. */
export const png: Carrier = { extension: '.png', find: (bytes) => readPngText(bytes, PROVENANCE_KEY) };

export const apng: Carrier = { ...png, extension: '.apng' };
