import { PROVENANCE_KEY } from '../provenance.js';
import type { Carrier } from './carrier.js';

const ELEMENT = new RegExp(`<script\\b[^>]*\\bid="${PROVENANCE_KEY}"[^>]*>([\\s\\S]*?)</script>`, 'i');

/** A `<script type="application/json">` element, whose text is not escaped. */
export const html: Carrier = {
  extension: '.html',
  find: (bytes) => ELEMENT.exec(new TextDecoder().decode(bytes))?.[1],
};
