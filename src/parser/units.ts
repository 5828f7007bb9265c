/** The closed set of units of the language. A unit is recognised only right after a number. */
export type Dimension =
  | 'flux'
  | 'pixel-flux'
  | 'field'
  | 'gradient'
  | 'length'
  | 'pixel-length'
  | 'area'
  | 'pixel-area'
  | 'angle'
  | 'percent'
  | 'deviation';

export interface UnitDefinition {
  /** The spelling that is printed. */
  readonly name: string;
  /** Other spellings that are understood. */
  readonly aliases: readonly string[];
  readonly dimension: Dimension;
  /** How many of the dimension's first unit one of this is. */
  readonly factor: number;
  readonly title: string;
}

const unit = (
  name: string,
  dimension: Dimension,
  factor: number,
  title: string,
  ...aliases: string[]
): UnitDefinition => ({
  name,
  aliases,
  dimension,
  factor,
  title,
});

/** Within a dimension the first unit is the base unit. */
export const units: readonly UnitDefinition[] = [
  unit('Mx', 'flux', 1, 'maxwell'),
  unit('Wb', 'flux', 1e8, 'weber'),
  unit('G px', 'pixel-flux', 1, 'gauss times pixels of the patch', 'G·px', 'G*px'),
  unit('kG px', 'pixel-flux', 1000, 'kilogauss times pixels of the patch', 'kG·px', 'kG*px'),
  unit('G', 'field', 1, 'gauss'),
  unit('kG', 'field', 1000, 'kilogauss'),
  unit('mT', 'field', 10, 'millitesla'),
  unit('G/px', 'gradient', 1, 'gauss per pixel'),
  unit('Mm', 'length', 1, 'megametre'),
  unit('km', 'length', 1e-3, 'kilometre'),
  unit('px', 'pixel-length', 1, 'pixel of the patch'),
  unit('Mm²', 'area', 1, 'square megametre', 'Mm^2', 'Mm2'),
  unit('px²', 'pixel-area', 1, 'pixel of the patch, as an area', 'px^2', 'px2'),
  unit('deg', 'angle', 1, 'degree', '°'),
  unit('rad', 'angle', 180 / Math.PI, 'radian'),
  unit('%', 'percent', 1, 'per cent of the value'),
  unit('sd', 'deviation', 1, "standard deviations of the parameter in the world's generated patches"),
];

const bySpelling = new Map(
  units.flatMap((u) => [u.name, ...u.aliases].map((spelling) => [spelling, u] as const)),
);

/** The unit with this spelling, if there is one. */
export function unitOf(spelling: string): UnitDefinition | undefined {
  return bySpelling.get(spelling);
}

/** All spellings, longest first, so that `G px` wins over `G`. */
export const unitSpellings: readonly string[] = [...bySpelling.keys()].sort((a, b) => b.length - a.length);
