import type { Command } from './command.js';

/** `:describe TUF` */
export const describe: Command = {
  name: 'describe',
  argument: '[verb | parameter | binding | world]',
  summary: 'what is known of it',
  accepts: 'topic',
  run: (topic) => ({ kind: 'run', text: `describe ${topic || 'world'}` }),
};
