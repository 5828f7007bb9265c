/** An index in cells, for archives that are too large for an exact scan. */
export { buildCells } from './build.js';
export { readCells, writeCells } from './file.js';
export { cellsIndex } from './search.js';
