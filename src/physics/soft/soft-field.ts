import { exp } from '../../numeric/deterministic.js';
import type { Field } from '../field.js';
import { STRONG_FIELD } from '../strong-cells.js';
import type { Sign } from '../polarity.js';

/**
 * Width in kG of the step from weak to strong field: a pixel counts more and more, instead of from 150 G on. With 0.03 the
 * twin of R correlates with it by .957 over the archive, and shifts need more steps and miss more often; with 0.015 by .992.
 */
const TEMPERATURE = 0.015;

/** A smooth parameter of one field. */
export interface SoftValue {
  /** In the raw unit of the parameter, like `Parameter.measure`. */
  readonly value: number;
  /** Its derivative with respect to every pixel, in raw units a kG; row-major. */
  readonly gradient: Float32Array;
}

/**
 * The differentiable twin of a parameter: close to it, and smooth, so that it says which way the parameter moves.
 * The parameter itself says how far: its masks step from 0 to 1, and their derivative is 0 almost everywhere.
 */
export interface SoftParameter {
  /** Of the parameter that it stands for. */
  readonly name: string;
  differentiate(field: SoftField): SoftValue;
}

/** How strong each pixel of one sign is, 0..1, and how that changes with the pixel, 1/kG. */
export interface SoftMask {
  readonly sign: Sign;
  readonly weight: Float32Array;
  readonly slope: Float32Array;
}

/** A field with its soft masks. */
export interface SoftField extends Field {
  readonly positive: SoftMask;
  readonly negative: SoftMask;
}

export function soften(field: Field): SoftField {
  return { ...field, positive: softMask(field, 1), negative: softMask(field, -1) };
}

function softMask({ pixels }: Field, sign: Sign): SoftMask {
  const weight = new Float32Array(pixels.length);
  const slope = new Float32Array(pixels.length);
  for (let index = 0; index < pixels.length; index++) {
    const inside = 1 / (1 + exp((STRONG_FIELD - sign * pixels[index]) / TEMPERATURE));
    weight[index] = inside;
    slope[index] = (sign * inside * (1 - inside)) / TEMPERATURE;
  }
  return { sign, weight, slope };
}
