/** An index in cells, for archives that are too large for an exact scan. */
export { buildCells, buildCodedCells } from './build.js';
export type { RowSource } from './compare-codes.js';
export { keepCells, type EarlierCells } from './earlier.js';
export { readCells, readLayout, ROW_TENSORS, writeCells, type CellsFile } from './file.js';
export { rowFile } from './row-file.js';
export { cellsIndex, codedIndex } from './search.js';
