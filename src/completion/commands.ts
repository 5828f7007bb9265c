/** Commands of the REPL: `:help sh…`. */
import { fileOffers } from './offers/files.js';
import { topicOffers } from './offers/arguments.js';
import { offer, type Offer, type OfferContext } from './offers/offer.js';
import { verbOffer } from './offers/verbs.js';
import type { CommandEntry } from './types.js';

export interface CommandLine {
  /** The word of the command, or undefined while it is being typed. */
  readonly name?: string;
  readonly typed: string;
  readonly from: number;
}

/** Splits a line that begins with `:` at the cursor; undefined for other text. */
export function commandLine(before: string): CommandLine | undefined {
  const match = /^\s*:(\w*)$/u.exec(before);
  if (match) return { typed: match[1], from: before.length - match[1].length };
  const [, head, name] = /^(\s*:(\w+)\s+)/u.exec(before) ?? [];
  return head === undefined ? undefined : { name, typed: before.slice(head.length), from: head.length };
}

export function commandNamed(
  { name }: CommandLine,
  { surroundings }: OfferContext,
): CommandEntry | undefined {
  return surroundings.commands.find((command) => command.name === name);
}

/** What can stand in a line of a command. */
export function commandOffers(line: CommandLine, context: OfferContext): readonly Offer[] {
  if (line.name !== undefined) return valueOffers(commandNamed(line, context)?.argument, context);
  return context.surroundings.commands.map(({ name, summary, signature }) =>
    offer('command', name, summary, signature === undefined ? {} : { signature }),
  );
}

function valueOffers(argument: CommandEntry['argument'], context: OfferContext): readonly Offer[] {
  const { contracts, worlds } = context.surroundings;
  switch (argument) {
    case 'verb':
      return [...contracts.values()].map((contract) => ({ ...verbOffer(contract, 'nothing'), tier: 0 }));
    case 'topic':
      return topicOffers(context);
    case 'world':
      return worlds.map(({ name, summary }) => offer('world', name, summary));
    case 'file':
      return fileOffers(context.typed, context.surroundings).map(({ quoted: _quoted, ...file }) => file);
    case 'script':
    case undefined:
      return [];
    default:
      return argument.map((word) => offer('choice', word, ''));
  }
}
