/**
 * What can stand at the cursor.
 *
 * The text before it is read up to the word that is being typed; a stand-in is put there, so that the layout of
 * statements is as it will be. Whatever is wrong elsewhere does not matter: only the open brackets, the stages before
 * the cursor and the words of its own stage are looked at.
 */
import { tokenRows, type HighlightedToken } from '../parser/index.js';
import { encode } from '../parser/escapes.js';
import { contextAfter } from './buffer.js';
import { commandLine, commandNamed, commandOffers, type CommandLine } from './commands.js';
import { placeAt, type CursorPlace } from './cursor.js';
import { framesOf } from './frames.js';
import { argumentOffers } from './offers/arguments.js';
import { expressionOffers } from './offers/expression.js';
import { fieldNamed } from './offers/fields.js';
import { offer, type Offer, type OfferContext } from './offers/offer.js';
import { stageOffers } from './offers/verbs.js';
import { rank } from './rank.js';
import { situationOf, type Situation } from './situation.js';
import type { Candidate, Completion, CompletionSurroundings } from './types.js';

const STAND_IN = ' _';

/** Never throws, whatever the text; `cursor` is an offset into it, in UTF-16 units. */
export function complete(text: string, cursor: number, surroundings: CompletionSurroundings): Completion {
  const line = commandLine(text.slice(0, cursor));
  if (line) return completeCommand(line, text, cursor, surroundings);
  const place = placeAt(text, cursor);
  const { from, to, typed } = place;
  if (place.kind === 'nothing') return { from, to, candidates: [] };
  const rows = tokenRows({ name: '', text: text.slice(0, place.cut) + STAND_IN });
  // Inside of `/*`, which comments of other languages begin with, no statement is left.
  const row = rows.at(-1);
  if (!row) return { from, to, candidates: [] };
  const context = contextAfter(rows.slice(0, -1), typed, surroundings);
  const offers = offersAt(row.slice(0, -1), text.slice(to), context);
  return { from, to, candidates: fitting(place, offers) };
}

function completeCommand(
  line: CommandLine,
  text: string,
  cursor: number,
  surroundings: CompletionSurroundings,
): Completion {
  const context = contextAfter([], line.typed, surroundings);
  if (commandNamed(line, context)?.argument === 'script') {
    const inner = complete(text.slice(line.from), cursor - line.from, surroundings);
    return { ...inner, from: inner.from + line.from, to: inner.to + line.from };
  }
  const offers = rank(line.typed, commandOffers(line, context));
  return { from: line.from, to: cursor, candidates: offers.map((each) => candidate(each, each.text)) };
}

function offersAt(row: readonly HighlightedToken[], after: string, context: OfferContext): readonly Offer[] {
  const { surroundings, bindings } = context;
  const isName = (word: string) => fieldNamed(context, word) !== undefined || bindings.has(word);
  const frames = framesOf(row);
  const situation = situationOf(frames, { contracts: surroundings.contracts, bindings, isName });
  return offersIn(situation, wordsAhead(after), context);
}

function offersIn(situation: Situation, ahead: ReadonlySet<string>, context: OfferContext): readonly Offer[] {
  switch (situation.kind) {
    case 'stage':
      return stageOffers(situation, context);
    case 'argument': {
      const offers = argumentOffers(situation.stage, situation.input, context);
      return offers.filter(({ kind, text }) => kind !== 'argument' || !ahead.has(text));
    }
    case 'expression':
      return expressionOffers(situation.pieces, situation.isCondition, context);
    case 'word':
      return wordOffers(situation.of, context);
    case 'nothing':
      return [];
  }
}

/** Words of the rest of the stage: arguments that are given after the cursor are not offered again. */
function wordsAhead(after: string): ReadonlySet<string> {
  const rest = after.replace(/[\r\n][^]*$/, '');
  if (rest.trim() === '') return new Set();
  const [line] = tokenRows({ name: '', text: rest });
  const end = line?.findIndex(({ text }) => text === '|' || text === ')') ?? -1;
  return new Set((line ?? []).slice(0, end < 0 ? undefined : end).map(({ text }) => text));
}

function wordOffers(of: 'use' | 'world' | 'equals', { surroundings }: OfferContext): Offer[] {
  if (of === 'use')
    return [offer('keyword', 'world', 'a world by its name', { signature: 'world "<name>"' })];
  if (of === 'equals') return [offer('operator', '=', 'is')];
  return surroundings.worlds.map(({ name, summary }) => offer('world', name, summary, { quoted: 'closed' }));
}

/** The offers that fit what was typed, written as they have to stand at this place. */
function fitting(place: CursorPlace, offers: readonly Offer[]): Candidate[] {
  switch (place.kind) {
    case 'text':
      return rank(place.typed, offers.filter(({ quoted }) => quoted)).map((each) => insideQuotes(each, place)); // prettier-ignore
    case 'after-number':
      return offers.filter(({ kind }) => kind === 'unit').map((each) => candidate(each, touching(each.text)));
    default:
      return rank(place.typed, offers).map((each) => candidate(each, asWord(each)));
  }
}

/** `2%`, but `2 Mx`. */
function touching(unit: string): string {
  return /^[%°]/.test(unit) ? unit : ` ${unit}`;
}

function asWord({ text, quoted }: Offer): string {
  if (!quoted) return text;
  return quoted === 'closed' ? encode(text) : encode(text).slice(0, -1);
}

function insideQuotes(each: Offer, { quote }: CursorPlace): Candidate {
  const inner = quote === '"' ? encode(each.text).slice(1, -1) : each.text.replace(/['\\]/g, '\\$&');
  return candidate(each, inner + (each.quoted === 'closed' ? quote : ''));
}

function candidate({ kind, summary, signature }: Offer, text: string): Candidate {
  return { text, kind, summary, ...(signature !== undefined && { signature }) };
}
