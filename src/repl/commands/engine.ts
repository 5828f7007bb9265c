import { engineFactories } from '../../models/engines/index.js';
import { columnsOf, text, type Answer, type Command, type Host } from './command.js';

const names = ['auto', ...engineFactories.map(({ name }) => name)];

/** `:engine`, `:engine tfjs-wasm` */
export const engine: Command = {
  name: 'engine',
  argument: '[name]',
  summary: 'the engine that runs the networks, or use another one',
  accepts: names,
  run: (name, host) => (name === '' ? overview(host) : change(name, host)),
};

async function overview(host: Host): Promise<Answer> {
  const { session, paint } = host;
  const { name } = await session.engine();
  const rows = engineFactories.map(
    (factory) => [`${factory.name === name ? '●' : '○'} ${factory.name}`, factory.title] as const,
  );
  const hint = `asked for: ${session.engineName} · \`:engine NAME\` uses another one`;
  return text(...columnsOf(rows, host), '', paint('dim', hint));
}

/** What is bound stays: latents know no engine, and pictures that were made are kept. */
async function change(asked: string, { session, paint }: Host): Promise<Answer> {
  const { name } = await session.useEngine(asked);
  const title = engineFactories.find((factory) => factory.name === name)?.title ?? '';
  return text(paint('dim', `engine ${name}: ${title}`));
}
