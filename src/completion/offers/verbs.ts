/** What can begin a stage. */
import type { Contract } from '../../planner/contract.js';
import { signature } from '../../planner/phrases.js';
import { accepts } from '../../planner/arguments/texts.js';
import { spokenKind } from '../../planner/describe.js';
import type { Flow } from '../flow.js';
import type { Situation } from '../situation.js';
import { spelled } from './fields.js';
import { offer, type Offer, type OfferContext } from './offer.js';

export function stageOffers(
  { input, opens }: Extract<Situation, { kind: 'stage' }>,
  context: OfferContext,
): Offer[] {
  const verbs = [...context.surroundings.contracts.values()]
    .filter(({ availability }) => availability === 'available')
    .map((contract) => verbOffer(contract, input));
  const bindings = opens === 'nothing' ? [] : bindingOffers(context);
  return [...bindings, ...verbs, ...(opens === 'statement' ? statementWords : [])];
}

export function verbOffer(contract: Contract, input: Flow): Offer {
  const { name, summary, alsoKnownAs } = contract;
  const tier = isAccepted(contract, input) ? 0 : 2;
  return offer('verb', name, summary, { signature: signature(contract), also: alsoKnownAs, tier });
}

/** What cannot be told is taken for anything but nothing. */
function isAccepted({ input: accepted }: Contract, input: Flow): boolean {
  if (input === undefined) return accepted.some((kind) => kind !== 'nothing');
  return accepts(accepted, input);
}

export function bindingOffers({ bindings }: OfferContext, of?: Flow): Offer[] {
  return [...bindings]
    .map(([name, kind]) => {
      const tier = of === undefined || kind === undefined || accepts([of], kind) ? 0 : 2;
      const summary = kind === undefined ? 'a value bound before' : `${spokenKind(kind)} bound before`;
      return offer('binding', spelled(name), summary, { tier });
    })
    .reverse();
}

const statementWords: readonly Offer[] = [
  offer('keyword', 'let', 'binds a value to a name', { signature: 'let <name> = <pipeline>' }),
  offer('keyword', 'define', 'makes a new physical parameter', { signature: 'define <NAME> = <expression>' }),
  offer('keyword', 'use', 'chooses the world', { signature: 'use world "<name>"' }),
  offer('keyword', 'explain', 'shows what a pipeline would do', { signature: 'explain <pipeline>' }),
].map((each) => ({ ...each, tier: 1 }));
