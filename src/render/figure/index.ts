/** Figures for papers: plain data in, SVG, PNG and PDF out. */
export { figureSvg } from './compose.js';
export { figureBytes, figurePng, type FigureFormat } from './export.js';
export { pdfOf, type PdfProperties } from './pdf.js';
export { withFooter } from './footer.js';
export { COLUMN, PAGE, type Box, type Figure, type Part, type Point } from './figure.js';
export { figureInTerminal } from './terminal.js';
export * from './theme.js';
