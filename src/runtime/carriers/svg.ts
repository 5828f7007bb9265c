import type { Carrier } from './carrier.js';
import { unescapeXml } from './unescape-xml.js';

/** The first `<metadata>` element. */
export const svg: Carrier = {
  extension: '.svg',
  find: (bytes) => {
    const inside = /<metadata>([^<]*)<\/metadata>/.exec(new TextDecoder().decode(bytes))?.[1];
    return inside === undefined ? undefined : unescapeXml(inside);
  },
};
