import { PROVENANCE_KEY } from '../provenance.js';
import type { Carrier } from './carrier.js';

/** An entry of the file's key-value metadata. */
export const parquet: Carrier = {
  extension: '.parquet',
  find: async (bytes) => {
    const { parquetMetadata } = await import('hyparquet');
    try {
      const { key_value_metadata: entries } = parquetMetadata(Uint8Array.from(bytes).buffer);
      return entries?.find(({ key }) => key === PROVENANCE_KEY)?.value;
    } catch {
      return undefined;
    }
  },
};
