/** Conditions and arithmetic. */
import { functions } from '../../planner/expression/functions.js';
import { units } from '../../parser/units.js';
import { demandsOperand, split, type Piece } from '../frames.js';
import { fieldBefore, fieldOffer, unitOffers } from './fields.js';
import { offer, type Offer, type OfferContext } from './offer.js';

const COMPARISONS: readonly (readonly [string, string])[] = [
  ['>', 'greater than'],
  ['<', 'less than'],
  ['>=', 'at least'],
  ['<=', 'at most'],
  ['=', 'equal to'],
  ['!=', 'other than'],
];
const MOST_OBSERVATIONS = 200;
const COMPARING = new Set([...COMPARISONS.map(([sign]) => sign), 'in', 'is']);

/** @param isCondition whether it holds or not, rather than having a value */
export function expressionOffers(
  pieces: readonly Piece[],
  isCondition: boolean,
  context: OfferContext,
): readonly Offer[] {
  const comparison = split(pieces, 'and', 'or').at(-1)!;
  const last = comparison.at(-1);
  if (demandsOperand(last)) return operandOffers(comparison, isCondition, context);
  const measured = last!.kind === 'number' ? unitsOf(comparison, isCondition, context) : [];
  return isCondition ? [...measured, ...continuations(comparison)] : measured;
}

function unitsOf(
  comparison: readonly Piece[],
  isCondition: boolean,
  context: OfferContext,
): readonly Offer[] {
  const field = fieldBefore(comparison, context);
  if (isCondition || field) return unitOffers(field?.units ?? []);
  return units.map(({ name, title }) => offer('unit', name, title));
}

/** Where a value has to stand. */
function operandOffers(
  comparison: readonly Piece[],
  isCondition: boolean,
  context: OfferContext,
): readonly Offer[] {
  const before = comparison.at(-1)?.text;
  if (before === 'is') return [missing, offer('keyword', 'not', 'the contrary')];
  if (before === 'not' && comparison.at(-2)?.text === 'is') return [missing];
  if (before === 'in' || before === '..') return [];
  const values = before === '=' || before === '!=' ? valuesOf(comparison, context) : [];
  const tier = values.length > 0 ? 1 : 0;
  const fields = context.fields.map((field) => ({ ...fieldOffer(field), tier }) as const);
  const begins = isCondition && (before === undefined || before === '(');
  const not = begins ? [offer('keyword', 'not', 'what follows must not hold', { tier: 1 })] : [];
  return [...values, ...fields, ...not, ...functionOffers];
}

const missing = offer('keyword', 'missing', 'no value is known');

const functionOffers: readonly Offer[] = [...functions].map(([name, { spokenArity }]) =>
  offer('function', `${name}(`, `a function of ${spokenArity}`, { tier: 1 }),
);

/** What a text can be compared with. */
function valuesOf(comparison: readonly Piece[], context: OfferContext): readonly Offer[] {
  const field = fieldBefore(comparison, context);
  if (field?.name === 'id') return observationOffers(context);
  const values = field?.values ?? [];
  return values.map((value) => offer('choice', value, field!.title, { quoted: 'closed' }));
}

/** Identifiers of the archive that contain what was typed: among thousands of numbers, nothing else is a likely guess. */
export function observationOffers({ surroundings, typed }: OfferContext): readonly Offer[] {
  const fitting = surroundings.observations.filter((id) => id.includes(typed)).slice(0, MOST_OBSERVATIONS);
  return fitting.map((id) => offer('observation', id, 'an observation of the archive', { quoted: 'closed' }));
}

/** After a value. */
function continuations(comparison: readonly Piece[]): readonly Offer[] {
  if (comparison.some(({ text, inner }) => COMPARING.has(text) || inner)) return junctions;
  return [...COMPARISONS.map(([sign, meaning]) => offer('operator', sign, meaning)), ...wordComparisons];
}

const junctions: readonly Offer[] = [
  offer('keyword', 'and', 'both must hold'),
  offer('keyword', 'or', 'one of the two must hold'),
].map((each) => ({ ...each, tier: 1 }));

const wordComparisons: readonly Offer[] = [
  offer('keyword', 'in', 'within a range: `in 1..2`'),
  offer('keyword', 'is', 'asks whether a value is known: `is not missing`'),
];
