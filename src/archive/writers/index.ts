export { encodeCsv } from './csv.js';
export type { CsvCell } from './csv.js';
export { encodeFits } from './fits.js';
export type { FitsCard } from './fits-cards.js';
export { encodeNpy } from './npy.js';
export { addPngText, pngChunk } from './png-text.js';
export { encodeFitsImages } from './fits-images.js';
export type { FitsImage } from './fits-images.js';
