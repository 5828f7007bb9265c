import type { Command } from './command.js';

/** `:more` */
export const more: Command = {
  name: 'more',
  argument: '',
  summary: 'the next screen of a long output; Enter does the same',
  run: () => ({ kind: 'more' }),
};
