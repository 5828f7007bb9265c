/** Pictures, tables and lines for people, from plain data; knows no models, no planner and no runtime. */
export { formatNumber } from './number.js';
export { pngOf } from './png.js';
export { rasterise } from './rasterise.js';
export { drawSheet, sheet } from './sheet.js';
export type { DrawnSheet } from './sheet.js';
export type { Sheet, SheetPicture, SheetRow } from './sheet-content.js';
export { strip } from './strip.js';
export type { StripOptions, StripPicture } from './strip.js';
export { renderTable } from './table.js';
export type { TableData, TableOptions } from './table.js';
export { draw, type ItemDistributions, type Presentation } from './presentation.js';
export type { DistributionRow } from './distribution.js';
export type { MatchPictures } from './matches.js';
export { type Block, type Placement } from './block.js';
export { graphicsProtocol, paintedText, type GraphicsProtocol } from './graphics.js';
export { terminalImage, type TerminalImageOptions } from './terminal-image.js';
