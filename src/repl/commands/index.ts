import { fail } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import type { CommandEntry } from '../../completion/types.js';
import type { Answer, Command, Host } from './command.js';
import { describe } from './describe.js';
import { engine } from './engine.js';
import { explain } from './explain.js';
import { help } from './help.js';
import { history } from './history.js';
import { load } from './load.js';
import { more } from './more.js';
import { plan } from './plan.js';
import { quit } from './quit.js';
import { save } from './save.js';
import { steer } from './steer.js';
import { theme } from './theme.js';
import { time } from './time.js';
import { vars } from './vars.js';
import { world } from './world.js';

/** Every command, in the order of `:help`. */
const commands: readonly Command[] = [
  help, describe, explain, plan, steer, world, engine, vars, history, save, load, more, time, theme, quit,
]; // prettier-ignore

/** What completion has to know of the commands. */
export function commandEntries(): CommandEntry[] {
  return commands.map(({ name, argument, summary, accepts }) => ({
    name,
    summary,
    signature: `:${name} ${argument}`.trim(),
    ...(accepts && { argument: accepts }),
  }));
}

export function allCommands(): readonly Command[] {
  return commands;
}

/** Short names that people type from habit. */
const habits: Readonly<Record<string, string>> = { q: 'quit', exit: 'quit', h: 'help', '?': 'help' };

/** Runs `:name argument`. */
export async function runCommand(line: string, host: Host): Promise<Answer> {
  const [, name, argument] = /^\s*:\s*(\S*)\s*([\s\S]*?)\s*$/.exec(line)!;
  const command = commands.find((one) => one.name === (habits[name] ?? name));
  return command ? command.run(argument, host) : unknown(name);
}

function unknown(name: string): never {
  const near = suggest(
    name,
    commands.map((command) => command.name),
  );
  const hints =
    near.length > 0 ? near.map((one) => `\`:${one}\` might be meant`) : ['`:help` lists the commands'];
  return fail('usage', { problem: `there is no command \`:${name}\`` }, { hints });
}
