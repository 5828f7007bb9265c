import { unitOf } from '../parser/units.js';
import { signature } from '../planner/phrases.js';
import type { Definition } from '../planner/plan.js';
import type { Contract } from '../planner/contract.js';
import { parameterNamed } from '../physics/parameters/index.js';
import { unitsOf } from '../physics/quantity.js';
import type { Context } from './context.js';
import type { Cell, Table } from './values.js';
import { sizeOf } from './values.js';

type Fact = readonly [property: string, value: Cell];

/** What is known about a verb, a parameter, a binding, a field or the world. */
export async function describeTopic(topic: string, context: Context): Promise<Table> {
  return {
    kind: 'table',
    columns: [
      { name: 'property', unit: '' },
      { name: 'value', unit: '' },
    ],
    rows: await factsOf(topic, context),
  };
}

async function factsOf(topic: string, context: Context): Promise<readonly Fact[]> {
  const contract = context.contracts.get(topic);
  if (contract) return verbFacts(contract);
  if (context.bindings.has(topic)) return bindingFacts(topic, context);
  const definition = context.definitions.get(topic);
  if (definition) return definitionFacts(definition, context);
  if (parameterNamed(topic)) return parameterFacts(topic, context);
  return topic === 'world' ? worldFacts(context) : fieldFacts(topic, context);
}

function verbFacts(contract: Contract): Fact[] {
  return [
    ['verb', contract.name],
    ['usage', signature(contract)],
    ['does', contract.summary],
    ['takes', contract.input.join(', ')],
    ['gives', contract.output === 'same' ? 'what it takes' : contract.output],
    ...contract.arguments.map((spec): Fact => [spec.name, argumentFact(spec)]),
    ...contract.examples.map(({ script }): Fact => ['example', script]),
  ];
}

function argumentFact({ summary, default: value, availability }: Contract['arguments'][number]): string {
  const note =
    availability === 'planned' ? ' (not in this version)' : value === undefined ? '' : ` (default ${value})`;
  return summary + note;
}

function bindingFacts(name: string, { bindings }: Context): Fact[] {
  const value = bindings.get(name)!;
  return [
    ['binding', name],
    ['kind', value.kind],
    ['items', sizeOf(value)],
  ];
}

async function parameterFacts(name: string, context: Context): Promise<Fact[]> {
  const { title, definition, source, ...parameter } = parameterNamed(name)!;
  const units = unitsOf({ title, definition, source, ...parameter })
    .map((unit) => unit.name)
    .filter(Boolean);
  return [
    ['parameter', name],
    ['title', title],
    ['definition', definition],
    ['source', source],
    ['units', units.join(', ') || 'pure number'],
    await directionFact(name, context),
  ];
}

async function definitionFacts({ name, text, measures }: Definition, context: Context): Promise<Fact[]> {
  const units = measures.map(({ unit }) => unit).filter(Boolean);
  return [
    ['parameter', name],
    ['definition', text],
    ['source', 'defined in this session'],
    ['units', units.join(', ') || 'pure number'],
    await directionFact(name, context),
  ];
}

async function directionFact(name: string, { world }: Context): Promise<Fact> {
  const direction = (await world.directions()).get(name);
  if (!direction) return ['direction', 'none'];
  return ['direction', `${direction.method}, validation accuracy ${direction.accuracy.toFixed(3)}`];
}

async function fieldFacts(name: string, context: Context): Promise<Fact[]> {
  const field = (await context.world.archive()).fields.find((candidate) => candidate.name === name);
  if (!field) return [['field', name]];
  const unit = field.unit ? (unitOf(field.unit)?.title ?? field.unit) : 'none';
  return [
    ['field', name],
    ['title', field.title],
    ['type', field.type],
    ['unit', unit],
    ...(field.values ? [['values', field.values.join(', ')] as Fact] : []),
  ];
}

async function worldFacts({ world }: Context): Promise<Fact[]> {
  const archive = await world.archive();
  return [
    ['world', world.name],
    ['title', world.manifest.title],
    ['simulated', world.manifest.simulated],
    ['hash', world.shortHash],
    ['observations', archive.size],
    ['parameters', world.manifest.parameters.join(', ')],
    ['directions', [...(await world.directions()).keys()].join(', ')],
    ['metadata', archive.fields.map((field) => field.name).join(', ')],
  ];
}
