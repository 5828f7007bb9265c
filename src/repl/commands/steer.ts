import { LAST } from '../running/journal.js';
import type { Command } from './command.js';

/** `:steer`, `:steer a` */
export const steer: Command = {
  name: 'steer',
  argument: '[binding]',
  summary: 'moves a latent by hand: the last value, or a binding',
  accepts: 'topic',
  run: (name) => ({ kind: 'steer', name: name || LAST }),
};

/** What an entry that ends with the word `steer` asks for, as it is typed from habit: `generate seed 1 | steer`. */
export function steerRequest(
  entry: string,
): { readonly pipeline: string; readonly command: string } | undefined {
  const [, pipeline] = /^([\s\S]*\S)\s*\|\s*steer\s*$/.exec(entry) ?? [];
  if (pipeline !== undefined) return { pipeline, command: ':steer' };
  const alone = /^\s*steer(?:\s+(\w+))?\s*$/.exec(entry);
  return alone ? { pipeline: '', command: `:steer ${alone[1] ?? ''}` } : undefined;
}
