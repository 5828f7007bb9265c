import { parse } from '../parser/index.js';
import { isCommand } from './view/highlight.js';

/** Would more text help: an open pipe, bracket or text in quotes? */
export function isIncomplete(text: string): boolean {
  return !isCommand(text) && parse({ name: '', text }).incomplete;
}
