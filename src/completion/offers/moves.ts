/** `TUF +3`, `TUF to 2e22 Mx`, `TUF by +20%`, with commas between them. */
import { split, type Piece } from '../frames.js';
import { fieldNamed, parameterOffers, unitOffers } from './fields.js';
import { offer, type ArgumentContext, type Offer } from './offer.js';

/** Changes, unlike targets, can also be relative. */
const RELATIVE = ['%', 'sd'];

export function moveOffers(context: ArgumentContext): readonly Offer[] {
  const move = split(context.values, ',').at(-1)!;
  const [name, next, ...rest] = move;
  if (!name) return parameterOffers(context, true);
  if (!next) return steps;
  if (rest.length > 1 || move.at(-1)!.kind === 'unit') return [];
  if (next.kind === 'number') return rest.length > 0 ? [] : unitsAfter(name, 'by', context);
  const amount = rest[0];
  if (!amount) return next.text === 'by' ? changes : [];
  return amount.kind === 'number' ? unitsAfter(name, next.text, context) : [];
}

const steps: readonly Offer[] = [
  offer('number', '+1', 'one latent unit up'),
  offer('number', '-1', 'one latent unit down'),
  offer('keyword', 'to', 'a target for what is measured', { signature: 'to <value> <unit>' }),
  offer('keyword', 'by', 'a change of what is measured', { signature: 'by ±<value> <unit>|%' }),
];

const changes: readonly Offer[] = [
  offer('number', '+20%', 'a fifth more'),
  offer('number', '-20%', 'a fifth less'),
  offer('number', '+1 sd', 'one standard deviation among generated patches more'),
];

function unitsAfter({ text }: Piece, aim: string, context: ArgumentContext): readonly Offer[] {
  const own = fieldNamed(context, text)?.units ?? [];
  return unitOffers(aim === 'by' ? [...RELATIVE, ...own] : [...own, 'sd']);
}
