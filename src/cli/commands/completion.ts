import type { Command } from 'commander';
import { engineFactories } from '../../models/engines/index.js';
import { listWorlds } from '../../models/world-folders.js';
import { EXIT } from '../exit-codes.js';
import { bashCompletion } from '../shell/bash.js';
import { commandTree } from '../shell/command-tree.js';
import { fishCompletion } from '../shell/fish.js';
import { zshCompletion } from '../shell/zsh.js';
import type { Terminal } from '../terminal.js';

/** How each shell is told what can follow a word. */
const WRITERS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export type Shell = keyof typeof WRITERS;

/** `giq completion bash|zsh|fish`: prints a script; engines and worlds are those of the moment. */
export async function printCompletion(shell: Shell, program: Command, terminal: Terminal): Promise<number> {
  const tree = commandTree(program, {
    '--engine': ['auto', ...engineFactories.map(({ name }) => name)],
    '--world': (await listWorlds()).map(({ name }) => name),
  });
  terminal.out(WRITERS[shell](tree));
  return EXIT.ok;
}
