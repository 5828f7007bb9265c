import type { Command } from './command.js';

/** `:world`, `:world solar-sim` */
export const world: Command = {
  name: 'world',
  argument: '[name]',
  summary: 'what is in the world in use, or use another one',
  accepts: 'world',
  run: (name) =>
    name === ''
      ? { kind: 'run', text: 'describe world' }
      : { kind: 'run', text: `use world ${JSON.stringify(name)}` },
};
