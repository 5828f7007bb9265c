import { engineFactories } from '../../models/engines/index.js';
import { columnsOf, text, type Command } from './command.js';

/** `:engine` */
export const engine: Command = {
  name: 'engine',
  argument: '',
  summary: 'the engine that runs the networks, and which others there are',
  run: async (_argument, host) => {
    const { session, engineName, paint } = host;
    const { name } = await session.engine();
    const rows = engineFactories.map(
      (factory) => [`${factory.name === name ? '●' : '○'} ${factory.name}`, factory.title] as const,
    );
    const hint = `asked for: ${engineName} · \`giq --engine NAME\` chooses another one`;
    return text(...columnsOf(rows, host), '', paint('dim', hint));
  },
};
