import type { Command } from './command.js';

/** `:time` */
export const time: Command = {
  name: 'time',
  argument: '',
  summary: 'tells how long each entry took, or stops telling',
  run: (_argument, { timing }) => ({ kind: 'timing', on: !timing }),
};
