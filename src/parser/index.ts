/** The language front end: text to tokens, AST and canonical text. Pure and synchronous; nothing here throws. */
export { parse, type ParseResult } from './parse.js';
export { tokenize, tokenRows, type HighlightedToken } from './highlight.js';
export type { TokenKind } from './tokens.js';
export { format, type FormatResult } from './format.js';
export { plainStyle, printExpression, printStatement, type Style } from './print.js';
