import type { Carrier } from './carrier.js';

/** A JSON document of results begins with its provenance, and a `.provenance.json` is nothing else. */
export const json: Carrier = {
  extension: '.json',
  find: (bytes) => {
    const text = new TextDecoder().decode(bytes);
    return /^\s*\{\s*"giq"\s*:/.test(text) ? text : undefined;
  },
};
