import { power, pure, sameDimensions, type Dimensions } from './dimensions.js';

/** A function of the expression language. */
export interface FunctionDefinition {
  readonly arity: readonly [number, number];
  readonly spokenArity: string;
  /** Dimensions of the result, or undefined where the arguments do not go together. */
  readonly dimensions: (given: readonly Dimensions[]) => Dimensions | undefined;
  readonly evaluate: (...values: number[]) => number;
}

const one: readonly [number, number] = [1, 1];
const several: readonly [number, number] = [2, 8];
const same = (given: readonly Dimensions[]) =>
  given.every((d) => sameDimensions(d, given[0])) ? given[0] : undefined;

export const functions: ReadonlyMap<string, FunctionDefinition> = new Map([
  [
    'abs',
    {
      arity: one,
      spokenArity: 'one argument',
      dimensions: ([d]: readonly Dimensions[]) => d,
      evaluate: Math.abs,
    },
  ],
  [
    'sqrt',
    {
      arity: one,
      spokenArity: 'one argument',
      dimensions: ([d]: readonly Dimensions[]) => power(d, 0.5),
      evaluate: Math.sqrt,
    },
  ],
  [
    'log10',
    {
      arity: one,
      spokenArity: 'one argument',
      dimensions: ([d]: readonly Dimensions[]) => (sameDimensions(d, pure) ? pure : undefined),
      evaluate: Math.log10,
    },
  ],
  ['min', { arity: several, spokenArity: 'two to eight arguments', dimensions: same, evaluate: Math.min }],
  ['max', { arity: several, spokenArity: 'two to eight arguments', dimensions: same, evaluate: Math.max }],
]);
