/** What can stand inside a stage: the value of the argument that is being given, and the arguments that are left. */
import type { ArgumentSpec, ArgumentType } from '../../planner/contract.js';
import { accepts } from '../../planner/arguments/texts.js';
import { signature } from '../../planner/phrases.js';
import type { Flow } from '../flow.js';
import { demandsOperand } from '../frames.js';
import type { OpenPhrase, StageSoFar } from '../phrases.js';
import { expressionOffers, observationOffers } from './expression.js';
import { fieldOffer, parameterOffers, signOffers, spelled, unitOffers } from './fields.js';
import { fileOffers, outputOffers } from './files.js';
import { moveOffers } from './moves.js';
import { offer, type ArgumentContext, type Offer, type OfferContext } from './offer.js';
import { bindingOffers, verbOffer } from './verbs.js';

export function argumentOffers(stage: StageSoFar, input: Flow, context: OfferContext): readonly Offer[] {
  const { open, pieces, contract } = stage;
  const values = open ? valueOffers({ ...context, spec: open.spec, values: open.values, pieces, input }) : [];
  if (open && demandsValue(open)) return values;
  const left = contract.arguments.filter(
    ({ name, form, availability }) =>
      form !== 'leading' && availability !== 'planned' && !stage.given.has(name),
  );
  return [...values, ...left.map((spec) => nameOffer(spec, stage))];
}

/** May nothing but a value follow? */
function demandsValue({ spec, values }: OpenPhrase): boolean {
  const last = values.at(-1);
  if (last) return demandsOperand(last) || (spec.type.kind === 'moves' && last.kind === 'name');
  return spec.form === 'named' || spec.required === true;
}

/** The word that begins an argument. Those that are required come first. */
function nameOffer({ name, summary, placeholder, form, required }: ArgumentSpec, stage: StageSoFar): Offer {
  const shown = form === 'flag' ? name : `${name} ${placeholder ?? `<${name}>`}`;
  const isOpen = stage.open !== undefined && stage.open.values.length > 0;
  const tier = required || !isOpen ? 0 : 1;
  return offer('argument', name, summary, { signature: shown, tier });
}

type Offers<K extends ArgumentType['kind']> = (
  context: ArgumentContext,
  type: Extract<ArgumentType, { kind: K }>,
) => readonly Offer[];

/** What an argument of each type can be; a type that is missing here is a type error. */
const byType: { readonly [K in ArgumentType['kind']]: Offers<K> } = {
  integer: numberOffers,
  number: numberOffers,
  seed: (context) => number(context, context.spec.default ?? 1, 'a whole number from 0'),
  signed: (context) => number(context, context.spec.default ?? 0, 'a number of latent units'),
  percentage: (context) => quantity(context, '2%', ['%']),
  'field-strength': (context) => quantity(context, '1000 G', ['G', 'kG', 'mT']),
  texts: (context, { of }) => (of === 'observations' ? observationOffers(context) : []),
  text: (context) => first(context, [offer('choice', '"label"', context.spec.summary)]),
  file: (context) => first(context, fileOffers(context.typed, context.surroundings)),
  files: (context) => fileOffers(context.typed, context.surroundings),
  'output-file': (context) => (context.values.length === 0 ? outputOffers(context) : []),
  figure: figureOffers,
  choice: choiceOffers,
  parameter: (context, { directed }) => first(context, parameterOffers(context, directed)),
  parameters: (context, { directed }) => parameterOffers(context, directed),
  quantity: (context) => first(context, parameterOffers(context, false)),
  quantities: (context) => parameterOffers(context, false),
  learnable: (context) => first(context, parameterOffers(context, false)),
  'sign-parameter': signOffers,
  field: (context) => first(context, context.fields.map(fieldOffer)),
  predicate: (context) => expressionOffers(context.values, true, context),
  moves: moveOffers,
  topic: (context) => first(context, topicOffers(context)),
  pipeline: pipelineOffers,
  flag: () => [],
};

function valueOffers(context: ArgumentContext): readonly Offer[] {
  const offers = byType[context.spec.type.kind] as Offers<ArgumentType['kind']>;
  return offers(context, context.spec.type);
}

/** For what takes one value: nothing after it. */
function first({ values }: ArgumentContext, offers: readonly Offer[]): readonly Offer[] {
  return values.length === 0 ? offers : [];
}

function numberOffers(
  context: ArgumentContext,
  { min, max }: { readonly min: number; readonly max: number },
): readonly Offer[] {
  const range = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `from ${min} to ${max}`;
  const usual = Math.min(max, Math.max(min, 1));
  return number(context, context.spec.default ?? usual, range);
}

function number(context: ArgumentContext, usual: string | number | boolean, range: string): readonly Offer[] {
  const { summary, placeholder } = context.spec;
  const more = placeholder === undefined ? {} : { signature: placeholder };
  return first(context, [offer('number', String(usual), `${summary}: ${range}`, more)]);
}

function quantity(
  { spec, values }: ArgumentContext,
  usual: string,
  units: readonly string[],
): readonly Offer[] {
  if (values.length === 0) return [offer('number', usual, spec.summary)];
  return values.length === 1 && values[0].kind === 'number' ? unitOffers(units) : [];
}

function choiceOffers(
  context: ArgumentContext,
  { values }: { readonly values: readonly string[] },
): readonly Offer[] {
  const { spec } = context;
  const summaryOf = (value: string) =>
    value === spec.default ? `${spec.summary} (the default)` : spec.summary;
  return first(context, values.map((value) => offer('choice', value, summaryOf(value)))); // prettier-ignore
}

/** A kind of figure, then what it shows. */
function figureOffers(
  context: ArgumentContext,
  { kinds }: Extract<ArgumentType, { kind: 'figure' }>,
): readonly Offer[] {
  const { values, input, pieces, fields: all } = context;
  if (values.length === 0)
    return kinds
      .filter((kind) => input === undefined || accepts(kind.accepts, input))
      .map(({ name, summary }) => offer('choice', name, summary));
  const kind = kinds.find(({ name }) => pieces.some(({ text }) => text === name));
  if (!kind || values.length > kind.fields.most) return [];
  return kind.fields.directed ? parameterOffers(context, true) : all.map(fieldOffer);
}

/** A binding, or a bracket with a pipeline in it. */
function pipelineOffers(
  context: ArgumentContext,
  { of }: Extract<ArgumentType, { kind: 'pipeline' }>,
): readonly Offer[] {
  const sources = [...context.surroundings.contracts.values()]
    .filter(({ output, availability }) => output === of && availability === 'available')
    .map((contract) => ({ contract, ...verbOffer(contract, 'nothing') }))
    .filter(({ tier }) => tier === 0)
    .map(({ contract, summary, also = [] }) =>
      offer('verb', `(${contract.name}`, summary, {
        also: [contract.name, ...also],
        signature: `(${signature(contract)} …)`,
        tier: 1,
      }),
    );
  return first(context, [...bindingOffers(context, of), ...sources]);
}

/** Whatever `describe` can tell of. */
export function topicOffers(context: OfferContext): readonly Offer[] {
  const verbs = [...context.surroundings.contracts.values()];
  return [
    offer('topic', 'world', 'the world in force'),
    ...context.fields.map(fieldOffer),
    ...verbs.map(({ name, summary }) => offer('verb', name, summary)),
    ...[...context.bindings.keys()].map((name) => offer('binding', spelled(name), 'a value bound before')),
  ];
}
