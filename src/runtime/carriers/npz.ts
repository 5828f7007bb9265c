import { PROVENANCE_KEY } from '../provenance.js';
import type { Carrier } from './carrier.js';

/** The member of the zip archive that is no array. */
export const NPZ_MEMBER = `${PROVENANCE_KEY}.json`;

/** Far more than any script has, in bytes: what is larger is not unpacked. */
const LARGEST = 2 ** 22;

export const npz: Carrier = {
  extension: '.npz',
  find: async (bytes) => {
    const { strFromU8, unzipSync } = await import('fflate');
    const filter = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }) =>
      name === NPZ_MEMBER && originalSize < LARGEST;
    try {
      const member = unzipSync(bytes, { filter })[NPZ_MEMBER];
      return member && strFromU8(member);
    } catch {
      return undefined;
    }
  },
};
