import { sourcesOf } from '../../cli/sources.js';
import { processTerminal } from '../../cli/terminal.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Command } from './command.js';
import { unquoted } from './unquoted.js';

/** `:load query.giq` */
export const load: Command = {
  name: 'load',
  argument: 'FILE.giq',
  summary: 'runs a script here; what it binds stays',
  accepts: 'file',
  run: async (argument, { directory }) => {
    const file = unquoted(argument);
    if (file === '') fail('usage', { problem: 'the name of a script is required' });
    const [source] = await sourcesOf([file], undefined, { ...processTerminal(), directory });
    return { kind: 'run', text: source.text };
  },
};
