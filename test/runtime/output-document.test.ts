/** The types of the JSON output and docs/output.schema.json know the same keys, and agree on which may be left out. */
import { describe, expect, it } from 'vitest';
import type { ExplainedMove, ExplainedStep, Explanation } from '../../src/runtime/explain.js';
import type {
  DocumentResult,
  OutputDocument,
  OutputCalibration,
  OutputItem,
  OutputMatch,
  OutputQuantity,
} from '../../src/runtime/output-document.js';
import { createSession } from '../../src/runtime/session.js';
import { outputSchema, type Schema } from '../support/output-schema.js';
import { tellDocument } from '../support/sessions.js';

/** The compiler refuses an object of this type unless it has every key of T, and says rightly which are optional. */
type Keys<T> = { readonly [K in keyof T]-?: object extends Pick<T, K> ? 'optional' : 'required' };
type ResultOf<T extends DocumentResult['type']> = Extract<DocumentResult, { type: T }>;

const document: Keys<OutputDocument> = {
  giq: 'required',
  language: 'required',
  world: 'required',
  engine: 'required',
  random: 'required',
  script: 'required',
  results: 'required',
};
const world: Keys<OutputDocument['world']> = { name: 'required', hash: 'required', simulated: 'required' };
const items: Keys<ResultOf<'latents' | 'patches'>> = {
  statement: 'required',
  type: 'required',
  items: 'required',
};
const matches: Keys<ResultOf<'matches'>> = { ...items, search: 'optional' };
const table: Keys<ResultOf<'table'>> = {
  statement: 'required',
  type: 'required',
  columns: 'required',
  rows: 'required',
};
const explained: Keys<ResultOf<'explanation'>> = {
  statement: 'required',
  type: 'required',
  explanation: 'required',
};
const item: Keys<OutputItem> = {
  id: 'required',
  z: 'optional',
  parameters: 'required',
  meta: 'optional',
  calibration: 'optional',
  inversion: 'optional',
};
const calibration: Keys<OutputCalibration> = {
  reached: 'required',
  iterations: 'required',
  parameters: 'required',
};
const match: Keys<OutputMatch> = {
  rank: 'required',
  id: 'required',
  distance: 'required',
  score: 'optional',
  parameters: 'required',
  meta: 'required',
};
const quantity: Keys<OutputQuantity> = { value: 'required', unit: 'required', also: 'optional' };
const explanation: Keys<Explanation> = { steps: 'required', type: 'required', needs: 'required' };
const step: Keys<ExplainedStep> = {
  verb: 'required',
  arguments: 'required',
  input: 'required',
  output: 'required',
  moves: 'optional',
  search: 'optional',
};
const move: Keys<ExplainedMove> = {
  parameter: 'required',
  by: 'optional',
  accuracy: 'required',
  keeping: 'required',
  residual: 'required',
  gain: 'required',
};

const { $defs = {}, properties = {} } = outputSchema;
const explanationSchema = $defs['explanation'].properties!['explanation'];
const stepSchema = explanationSchema.properties!['steps'].items!;

const pairs: readonly (readonly [string, Readonly<Record<string, string>>, Schema])[] = [
  ['the document', document, outputSchema],
  ['its world', world, properties['world']],
  ['latents and patches', items, $defs['items']],
  ['matches', matches, $defs['matches']],
  ['a table', table, $defs['table']],
  ['an explanation', explained, $defs['explanation']],
  ['an item', item, $defs['item']],
  ['a calibration', calibration, $defs['calibration']],
  ['a match', match, $defs['match']],
  ['a quantity', quantity, $defs['quantity']],
  ['what is explained', explanation, explanationSchema],
  ['a step', step, stepSchema],
  ['a move', move, stepSchema.properties!['moves'].items!],
];

describe('types and schema', () => {
  it.each(pairs)('agree on %s', (_name, keys, schema) => {
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual(Object.keys(keys).sort());
    const required = Object.keys(keys).filter((key) => keys[key] === 'required');
    expect([...(schema.required ?? [])].sort()).toEqual(required.sort());
    expect(schema.additionalProperties).toBe(false);
  });
});

describe('documents', () => {
  it('of every kind of result are as the schema says', async () => {
    const session = createSession();
    const script = [
      'generate 2 seed 1',
      'observe "sim-0000-00"',
      'generate seed 1 | retrieve k=2',
      'generate 2 seed 1 | measure',
      'describe world',
      'explain generate seed 1 | shift TUF +1 keeping R | sweep PSEP',
    ].join('\n');
    const { outcome, document: found } = await tellDocument(session, script);
    expect(outcome).toBe('ok');
    const types = found.results.map(({ type }) => type);
    expect(types).toEqual(['latents', 'patches', 'matches', 'table', 'table', 'explanation']);
    await session.dispose();
  });

  it('say null where a value is missing', async () => {
    const session = createSession();
    const { document: found } = await tellDocument(session, 'generate 40 seed 1 truncate=0.2 | shift TUF -9');
    const [result] = found.results;
    if (result.type !== 'latents') throw new Error('latents are wanted');
    const missing = result.items.filter(({ parameters }) => parameters['PSEP'].value === null);
    expect(missing.length).toBeGreaterThan(0);
    for (const { parameters } of missing) expect(parameters['POLARITY'].value).toBeNull();
    await session.dispose();
  });
});
