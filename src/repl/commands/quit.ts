import type { Command } from './command.js';

/** `:quit` */
export const quit: Command = {
  name: 'quit',
  argument: '',
  summary: 'leaves; so does Ctrl-D',
  run: () => ({ kind: 'leave' }),
};
