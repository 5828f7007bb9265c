import { PROVENANCE_KEY } from '../provenance.js';
import type { Carrier } from './carrier.js';

/** The entry of the document's properties names an object of the file, which is a text in brackets. */
const ENTRY = new RegExp(`/${PROVENANCE_KEY} (\\d{1,9}) 0 R`);
const objectOf = (number: string): RegExp =>
  new RegExp(`\\n${number} 0 obj\\s*\\(((?:[^()\\\\]|\\\\[\\s\\S])*)\\)`);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** As pdfkit writes it; other programs that rewrite a PDF may pack it away. */
export const pdf: Carrier = {
  extension: '.pdf',
  find: (bytes) => {
    const file = Buffer.from(bytes).toString('latin1');
    const number = ENTRY.exec(file)?.[1];
    const text = number && objectOf(number).exec(file)?.[1];
    return text?.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character);
  },
};
