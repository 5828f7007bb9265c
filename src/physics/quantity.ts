import { cos, hypotenuse, radians, sin } from '../numeric/deterministic.js';
import type { PixelScale } from './field.js';
import type { Parameter } from './parameter.js';
import { unitsByDimension } from './unit.js';
import type { Dimension, Unit } from './unit.js';

/** 1 G over 1 Mm² = (1e8 cm)² is 1e16 Mx. */
const MAXWELL_PER_GAUSS_SQUARE_MEGAMETRE = 1e16;

/** A number with its unit; the value NaN says that it is missing. */
export interface Quantity {
  readonly value: number;
  /** As the language spells it; empty for pure numbers. */
  readonly unit: string;
}

/** A measured parameter in the unit that says most, and in the other frame where that is known. */
export interface Measurement extends Quantity {
  readonly also: readonly Quantity[];
}

/** What is known about how a patch lies on the Sun. */
export interface Geometry {
  readonly scale?: PixelScale;
  /** The TILT in degrees: the direction of PSEP, needed for its length where pixels are not square. */
  readonly tilt?: number;
}

/** The length on the Sun in Mm of one pixel along a line with this tilt. */
function pixelLength({ width, height }: PixelScale, tilt = NaN): number {
  if (width === height) return width;
  if (Number.isNaN(tilt)) return NaN;
  const angle = radians(tilt);
  return hypotenuse(width * cos(angle), height * sin(angle));
}

/** How many of the dimension's first solar unit one raw unit is; NaN where the geometry does not tell. */
function solarPerRaw(dimension: Dimension, { scale, tilt }: Geometry): number {
  if (!scale) return NaN;
  const pixelArea = scale.width * scale.height;
  if (dimension === 'flux') return pixelArea * MAXWELL_PER_GAUSS_SQUARE_MEGAMETRE;
  if (dimension === 'area') return pixelArea;
  return dimension === 'length' ? pixelLength(scale, tilt) : NaN;
}

/** How many raw units one `unit` is; NaN where the geometry does not tell. */
function rawPer(unit: Unit, dimension: Dimension, geometry: Geometry): number {
  return unit.frame === 'patch' ? unit.factor : unit.factor / solarPerRaw(dimension, geometry);
}

/** All units in which values of the parameter can be given; the first is the raw unit. */
export function unitsOf(parameter: Parameter): readonly Unit[] {
  return unitsByDimension[parameter.dimension];
}

/** The unit of the values that the parameter measures; empty for pure numbers. */
export function rawUnitOf(parameter: Parameter): string {
  return unitsOf(parameter)[0].name;
}

/** The unit of this spelling. Another one is a bug of the caller: the planner has checked it against `unitsOf`. */
function unitNamed(parameter: Parameter, name: string): Unit {
  const unit = unitsOf(parameter).find((candidate) => candidate.name === name);
  if (!unit) throw new Error(`${parameter.name} cannot be given in ${name || 'a pure number'}`);
  return unit;
}

/** Converts a value given in `unit` to the raw unit; NaN where it requires a scale or tilt that is not known. */
export function toRaw(parameter: Parameter, value: number, unit: string, geometry: Geometry = {}): number {
  return value * rawPer(unitNamed(parameter, unit), parameter.dimension, geometry);
}

/** Converts a measured (raw) value to `unit`; NaN where it requires a scale or tilt that is not known. */
export function fromRaw(parameter: Parameter, raw: number, unit: string, geometry: Geometry = {}): number {
  return raw / rawPer(unitNamed(parameter, unit), parameter.dimension, geometry);
}

/**
 * A measured (raw) value as it is shown: fluxes in Mx and also in G px where the scale is known, lengths and areas in
 * pixels and also in Mm and Mm², everything else, and everything without a scale, in the raw unit alone.
 */
export function quantities(parameter: Parameter, raw: number, geometry: Geometry = {}): Measurement {
  const onPatch = { value: raw, unit: rawUnitOf(parameter) };
  const solarUnit = geometry.scale && unitsOf(parameter).find((unit) => unit.frame === 'sun');
  if (!solarUnit) return { ...onPatch, also: [] };
  const onSun = { value: fromRaw(parameter, raw, solarUnit.name, geometry), unit: solarUnit.name };
  return parameter.dimension === 'flux' ? { ...onSun, also: [onPatch] } : { ...onPatch, also: [onSun] };
}
