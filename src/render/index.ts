/** Pictures, tables and lines for people, from plain data; knows no models, no planner and no runtime. */
export { formatNumber } from './number.js';
export { pngOf } from './png.js';
export { rasterise } from './rasterise.js';
export { sheet } from './sheet.js';
export type { Sheet, SheetPicture, SheetRow } from './sheet-content.js';
export { strip } from './strip.js';
export type { StripOptions, StripPicture } from './strip.js';
export { renderTable } from './table.js';
export type { TableData, TableOptions } from './table.js';
