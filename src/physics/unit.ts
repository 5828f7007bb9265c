/** What a parameter measures; it decides in which units the parameter can be given. */
export type Dimension = 'flux' | 'length' | 'area' | 'angle' | 'sign' | 'field' | 'gradient' | 'exponent';

/** A unit in which parameters of one dimension can be given. */
export interface Unit {
  /** The spelling, as the language prints it; empty for pure numbers. */
  readonly name: string;
  /** Whether it measures pixels of the patch, or lengths on the Sun: the latter requires the pixel scale. */
  readonly frame: 'patch' | 'sun';
  /** How many of the frame's first unit one of this is. */
  readonly factor: number;
}

const unit = (name: string, frame: Unit['frame'], factor: number): Unit => ({ name, frame, factor });

/** The units of each dimension. The first is the raw unit: what `Parameter.measure` returns. */
export const unitsByDimension: Readonly<Record<Dimension, readonly Unit[]>> = {
  flux: [
    unit('G px', 'patch', 1),
    unit('kG px', 'patch', 1000),
    unit('Mx', 'sun', 1),
    unit('Wb', 'sun', 1e8),
  ],
  length: [unit('px', 'patch', 1), unit('Mm', 'sun', 1), unit('km', 'sun', 1e-3)],
  area: [unit('px²', 'patch', 1), unit('Mm²', 'sun', 1)],
  angle: [unit('deg', 'patch', 1), unit('rad', 'patch', 180 / Math.PI)],
  sign: [unit('', 'patch', 1)],
  field: [unit('G', 'patch', 1), unit('kG', 'patch', 1000), unit('mT', 'patch', 10)],
  gradient: [unit('G/px', 'patch', 1)],
  exponent: [unit('', 'patch', 1)],
};
