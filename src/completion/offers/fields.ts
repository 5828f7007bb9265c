/** Parameters and metadata. */
import { units, unitOf } from '../../parser/units.js';
import type { Field } from '../../planner/vocabulary.js';
import type { Piece } from '../frames.js';
import { beginsValue, offer, type ArgumentContext, type Offer, type OfferContext } from './offer.js';

const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u;
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'missing']);

/** A name as it has to be written. */
export function spelled(name: string): string {
  return PLAIN.test(name) && !RESERVED.has(name) ? name : `\`${name}\``;
}

export function fieldOffer({ name, aliases = [], kind, title, units: [unit] }: Field): Offer {
  const summary = unit === undefined ? title : `${title} (${unit})`;
  return offer(kind === 'meta' ? 'metadata' : 'parameter', spelled(name), summary, { also: aliases });
}

/** Parameters that are not yet in the stage. */
export function parameterOffers(context: ArgumentContext, directed: boolean): Offer[] {
  if (!beginsValue(context.values)) return [];
  const named = new Set(context.pieces.map(({ text }) => text));
  return measurable(context)
    .filter(({ name }) => (!directed || context.directed.has(name)) && !named.has(name))
    .map(fieldOffer);
}

function measurable({ fields }: OfferContext): Field[] {
  return fields.filter(({ kind }) => kind !== 'meta');
}

/** The parameter whose value is a sign, by the name that reads best. */
export function signOffers(context: ArgumentContext): Offer[] {
  const sign = context.fields.find(({ name }) => name === 'POLARITY');
  if (!sign || context.values.length > 0) return [];
  return [offer('parameter', sign.aliases?.[0] ?? sign.name, sign.title, { also: [sign.name] })];
}

export function fieldNamed(context: OfferContext, word: string | undefined): Field | undefined {
  return context.fields.find(({ name, aliases }) => name === word || aliases?.includes(word ?? ''));
}

/** The last field that is named. */
export function fieldBefore(pieces: readonly Piece[], context: OfferContext): Field | undefined {
  return fieldNamed(context, pieces.findLast(({ text }) => fieldNamed(context, text))?.text);
}

/** Units in which the value of a field can be given: its own first, then others of their dimensions. */
export function unitOffers(own: readonly string[]): Offer[] {
  const dimensions = own.flatMap((name) => unitOf(name)?.dimension ?? []);
  const others = units.filter(({ name, dimension }) => dimensions.includes(dimension) && !own.includes(name));
  const definitions = [...own.flatMap((name) => unitOf(name) ?? []), ...others];
  return definitions.map(({ name, title, aliases }, index) =>
    offer('unit', name, title, { also: aliases, tier: index < own.length ? 0 : 1 }),
  );
}
