import type { Command } from './command.js';

/** `:describe TUF` */
export const describe: Command = {
  name: 'describe',
  argument: '[name]',
  summary: 'what is known of a verb, a parameter, a binding or the world',
  accepts: 'topic',
  run: (topic) => ({ kind: 'run', text: `describe ${topic || 'world'}` }),
};
