import { PROVENANCE_KEY } from '../provenance.js';
import type { Carrier } from './carrier.js';

const ENTRY = new RegExp(`/${PROVENANCE_KEY} \\(((?:[^()\\\\]|\\\\[\\s\\S])*)\\)`);
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** An entry of the document's properties, as pdfkit writes it; other programs that rewrite a PDF may pack it away. */
export const pdf: Carrier = {
  extension: '.pdf',
  find: (bytes) => {
    const text = ENTRY.exec(Buffer.from(bytes).toString('latin1'))?.[1];
    return text?.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character);
  },
};
