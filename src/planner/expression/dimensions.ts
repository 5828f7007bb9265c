import { units, unitOf } from '../../parser/units.js';

/** Exponents of base units: `{ Mx: 1 }`, `{ G: 1, px: -1 }`, `{}` for a pure number. */
export type Dimensions = Readonly<Record<string, number>>;

export const pure: Dimensions = {};

const composed: Readonly<Record<string, Dimensions>> = {
  'Mm²': { Mm: 2 },
  'px²': { px: 2 },
  'G/px': { G: 1, px: -1 },
};

/** Dimensions of a unit, given by its base unit's name. */
export function dimensionsOf(baseUnit: string): Dimensions {
  return composed[baseUnit] ?? { [baseUnit]: 1 };
}

const solar: readonly string[] = ['Mx', 'Mm', 'Mm²'];

/** Does a base unit measure the Sun, rather than pixels of the patch? */
export function isSolar(baseUnit: string): boolean {
  return solar.includes(baseUnit);
}

/** A unit's base unit and how many of it one is: `kG px` is 1000 `G px`. */
export function inBaseUnit(spelling: string): { unit: string; factor: number } | undefined {
  const definition = unitOf(spelling);
  if (!definition) return undefined;
  const base = units.find((candidate) => candidate.dimension === definition.dimension)!;
  return { unit: base.name, factor: definition.factor };
}

export function multiply(a: Dimensions, b: Dimensions, sign: 1 | -1 = 1): Dimensions {
  const product: Record<string, number> = { ...a };
  for (const [unit, exponent] of Object.entries(b)) product[unit] = (product[unit] ?? 0) + sign * exponent;
  return Object.fromEntries(Object.entries(product).filter(([, exponent]) => exponent !== 0));
}

export function power(a: Dimensions, exponent: number): Dimensions {
  return Object.fromEntries(Object.entries(a).map(([unit, e]) => [unit, e * exponent]));
}

export function sameDimensions(a: Dimensions, b: Dimensions): boolean {
  return Object.keys(multiply(a, b, -1)).length === 0;
}

/** "Mx/px^2"; empty for a pure number. */
export function unitText(dimensions: Dimensions): string {
  const over = (sign: 1 | -1) =>
    Object.entries(dimensions)
      .filter(([, exponent]) => Math.sign(exponent) === sign)
      .map(([unit, exponent]) => (Math.abs(exponent) === 1 ? unit : `${unit}^${Math.abs(exponent)}`))
      .join(' ');
  const [above, below] = [over(1), over(-1)];
  return below ? `${above || '1'}/${below}` : above;
}

/** "a quantity in Mx", "a pure number" */
export function spokenDimensions(dimensions: Dimensions): string {
  const unit = unitText(dimensions);
  return unit === '' ? 'a pure number' : `a quantity in ${unit}`;
}
