/** `giq` without arguments. Ink and React are loaded here and nowhere else, so that no other command pays for them. */
import { existsSync } from 'node:fs';
import { worldAndEngine, type WorldAndEngineFlags } from '../cli/world-and-engine.js';
import { EXIT } from '../cli/exit-codes.js';
import type { Terminal } from '../cli/terminal.js';
import { graphicsProtocol } from '../render/index.js';
import { DEFAULT_WORLD } from '../runtime/default-world.js';
import { createSession } from '../runtime/session.js';
import { GIQ_VERSION } from '../runtime/version.js';
import { completerFor } from './completer.js';
import { appendHistory, historyPath, readHistory } from './history/history-file.js';
import { readKeys } from './keys/read-keys.js';
import type { ReplOptions } from './options.js';
import { runPlainly } from './plain.js';
import { Repl } from './repl.js';
import { paintOf, type Theme } from './theme/theme.js';
import { firstTheme } from './theme/themes.js';
import type { Wrapping } from './view/frame.js';
import type * as Mount from './view/mount.js';
import type { ScreenSize } from './view/screen.js';

/** Runs the REPL on this process's terminal until it is left. */
export async function startRepl(
  flags: WorldAndEngineFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const chosen = await worldAndEngine(flags);
  const session = createSession({ ...chosen, allowUnseeded: true, directory: terminal.directory });
  const { env } = process;
  const theme = firstTheme(terminal.colours, env);
  const path = historyPath(env);
  try {
    const common = {
      session,
      theme,
      directory: terminal.directory,
      colours: terminal.colours,
      size: screenSize,
      history: await readHistory(path),
      remember: keeper(path),
      completer: completerFor(session, terminal.directory),
      drawSeed: () => Math.floor(Math.random() * 1_000_000),
      now: () => performance.now(),
    };
    const welcome = welcomeText(flags.world ?? DEFAULT_WORLD, theme);
    await (isSimple(env) ? runPlainly(common) : runOnScreen(common, welcome, signal));
    return EXIT.ok;
  } finally {
    await session.dispose();
  }
}

/** Terminals that cannot move their cursor, and readers that speak what they show, get lines and nothing that moves. */
function isSimple(env: NodeJS.ProcessEnv): boolean {
  return env['TERM'] === 'dumb' || env['INK_SCREEN_READER'] === 'true';
}

function screenSize(): ScreenSize {
  return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
}

function welcomeText(world: string, theme: Theme): string {
  const paint = paintOf(theme);
  const hint = 'Tab completes · :help tells more · Ctrl-D leaves';
  return `${paint('heading', `giq ${GIQ_VERSION}`)}  ${paint('dim', `world ${world}`)}\n${paint('dim', hint)}`;
}

/** A history that cannot be written is no reason to stop anybody. */
function keeper(path: string): (entry: string) => void {
  let writing = Promise.resolve();
  return (entry) => {
    writing = writing.then(() => appendHistory(path, entry)).catch(() => undefined);
  };
}

type Common = Omit<ReplOptions, 'leave' | 'clearScreen' | 'graphics'>;

async function runOnScreen(common: Common, welcome: string, signal: AbortSignal): Promise<void> {
  const { mount } = await loadView();
  let leave = () => {};
  const left = new Promise<void>((resolve) => (leave = resolve));
  const repl = new Repl({
    ...common,
    leave,
    graphics: graphicsProtocol(process.env, true),
    clearScreen: () => view.clear(),
  });
  repl.print(welcome);
  const view = mount(repl, common.now, { wrapping: wrappingOf(process.env) });
  const stopReading = readKeys(process.stdin, process.stdout, (inputs) => repl.feed(inputs));
  signal.addEventListener('abort', () => repl.cancel());
  void repl.refresh();
  await left;
  stopReading();
  view.unmount();
  await repl.close();
}

/** As far as it can be told: xterm.js is in editors and in Jupyter. */
function wrappingOf({ TERM = '', TERM_PROGRAM = '', ...env }: NodeJS.ProcessEnv): Wrapping {
  if (env['XTERM_VERSION'] || env['STY'] || /^(linux|rxvt)/.test(TERM)) return 'none';
  return /^(vscode|Hyper|Tabby)$/.test(TERM_PROGRAM) || env['JUPYTER_SERVER_ROOT'] ? 'rows' : 'text';
}

/** React checks much more than it has to unless it is told not to. */
async function loadView(): Promise<Pick<typeof Mount, 'mount'>> {
  process.env['NODE_ENV'] ??= 'production';
  const bundle = new URL('./view/bundle/mount.js', import.meta.url);
  return existsSync(bundle) ? import(bundle.href) : import('./view/mount.js');
}
