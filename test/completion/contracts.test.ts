/** For every verb of the language and every position of its arguments, what is expected there is offered. */
import { describe, expect, it } from 'vitest';
import { contracts } from '../../src/runtime/verbs/index.js';
import type { ArgumentSpec, ArgumentType, Contract } from '../../src/planner/contract.js';
import { texts } from './surroundings.js';

/** One thing that has to be among the offers for a value of the type, and a value that can stand there. */
const expected: { readonly [K in ArgumentType['kind']]: readonly [offered: string, value: string] } = {
  integer: ['', '3'],
  number: ['', '0.5'],
  seed: ['1', '7'],
  signed: ['', '+2'],
  text: ['', '"flared"'],
  file: ['"patch.fits"', '"patch.fits"'],
  texts: ['"sim-0123-05"', '"sim-0123-05"'],
  files: ['"patch.fits"', '"patch.fits"'],
  'output-file': ['"out.csv"', '"out.csv"'],
  figure: ['zoo', 'zoo'],
  choice: ['', ''],
  'field-strength': ['1000 G', '1000 G'],
  percentage: ['2%', '2%'],
  parameter: ['TUF', 'TUF'],
  parameters: ['R', 'R'],
  quantity: ['TUF', 'TUF'],
  quantities: ['R', 'R'],
  learnable: ['TUF', 'TUF'],
  'sign-parameter': ['polarity', 'polarity'],
  field: ['date', 'date'],
  predicate: ['hemisphere', 'TUF > 1e22 Mx'],
  moves: ['TUF', 'TUF +1'],
  topic: ['world', 'world'],
  pipeline: ['quiet', 'quiet'],
  flag: ['', ''],
};

const sourceOf = {
  nothing: '',
  latents: 'generate seed 1 | ',
  patches: 'observe | ',
  matches: 'generate seed 1 | retrieve | ',
  table: 'generate seed 1 | measure | ',
};

const available = [...contracts.values()].filter(({ availability }) => availability === 'available');
const lineOf = ({ input, name }: Contract) => `${sourceOf[input[0]]}${name} `;
const argumentsOf = (contract: Contract) =>
  contract.arguments.filter(({ availability }) => availability !== 'planned');
const leadingOf = (contract: Contract) => argumentsOf(contract).find(({ form }) => form === 'leading');

function valueOf({ type }: ArgumentSpec): string {
  if (type.kind === 'output-file' && type.formats) return `"out${type.formats[0].extension}"`;
  return type.kind === 'choice' ? type.values[0] : expected[type.kind][1];
}

function offeredFor({ type, default: usual }: ArgumentSpec): string[] {
  if (type.kind === 'choice') return [...type.values];
  if (type.kind === 'output-file' && type.formats)
    return type.formats.map(({ extension }) => `"out${extension}"`);
  const [text] = expected[type.kind];
  if (text !== '') return [text];
  return usual === undefined ? [] : [String(usual)];
}

/** What has to stand before a named argument. */
function head(contract: Contract): string {
  const leading = leadingOf(contract);
  return lineOf(contract) + (leading?.required ? `${valueOf(leading)} ` : '');
}

/** A line with nothing wrong, one with a typo in an earlier stage, one in a bracket, and one in a text of several lines. */
const disguises: Record<string, (line: string) => string> = {
  alone: (line) => line,
  'after a typo in an earlier line': (line) => `generat sed 4 | shfit TFU 3)\n${line}`,
  'after a typo earlier on the line': (line) =>
    line.replace('generate seed 1 | ', 'generate sed 1 | shfit TFU 3 | ').replace('observe | ', 'observ | '),
  'in brackets': (line) => `quiet | blend (${line}`,
  'in several lines': (line) => `let a = quiet\n${line.replaceAll(' | ', '\n  | ')}`,
  'after a string that was left open': (line) => `observe "sim\n${line}`,
  'before the rest of the line': (line) => `${line}‸ | show`,
};
const marked = (line: string) => (line.includes('‸') ? line : `${line}‸`);

describe.each(Object.entries(disguises))('a line %s', (_name, disguise) => {
  it.each(available.map((contract) => [contract.name, contract] as const))(
    'offers the verb %s',
    (name, contract) => {
      const line = sourceOf[contract.input[0]];
      expect(texts(marked(disguise(line)))).toContain(name);
      expect(texts(marked(disguise(line + name.slice(0, 3))))[0]).toBe(name);
    },
  );

  it.each(available.map((contract) => [contract.name, contract] as const))(
    'offers all arguments of %s',
    (_verb, contract) => {
      const leading = leadingOf(contract);
      if (leading) {
        const offered = texts(marked(disguise(lineOf(contract))));
        expect(offered).toEqual(expect.arrayContaining(offeredFor(leading)));
        expect(offered.length).toBeGreaterThan(0);
      }
      const named = argumentsOf(contract).filter(({ form }) => form !== 'leading');
      expect(texts(marked(disguise(head(contract))))).toEqual(
        expect.arrayContaining(named.map(({ name }) => name)),
      );
    },
  );

  it.each(available.map((contract) => [contract.name, contract] as const))(
    'offers values of every argument of %s',
    (_verb, contract) => {
      for (const spec of argumentsOf(contract).filter(({ form }) => form === 'named')) {
        for (const sign of [' ', '=']) {
          const offered = texts(marked(disguise(`${head(contract)}${spec.name}${sign}`)));
          expect(offered).toEqual(expect.arrayContaining(offeredFor(spec)));
          expect(offered.length).toBeGreaterThan(0);
        }
      }
    },
  );

  it.each(available.map((contract) => [contract.name, contract] as const))(
    'offers no argument of %s twice',
    (_verb, contract) => {
      for (const spec of argumentsOf(contract).filter(({ form }) => form !== 'leading')) {
        const value = spec.form === 'flag' ? '' : ` ${valueOf(spec)}`;
        const offered = texts(marked(disguise(`${head(contract)}${spec.name}${value} `)));
        expect(offered).not.toContain(spec.name);
        const others = argumentsOf(contract).filter(
          ({ form, name }) => form !== 'leading' && name !== spec.name,
        );
        expect(offered).toEqual(expect.arrayContaining(others.map(({ name }) => name)));
      }
    },
  );
});

it('offers an argument that has a misspelt one before it', () => {
  expect(texts('generate seed 1 | shfit TUF +3 keping R wi‸')).toContain('within');
  expect(texts('generate seed 1 | shift TUF +3 keping ‸')).toContain('R');
});
