/**
 * Exponential, logarithm and their kin with the same bits on every machine: only `+ - * /` and rounding, which
 * IEEE 754 defines exactly.
 *
 * `exp` and `log` are fdlibm's (Sun Microsystems 1993: e_exp.c, e_log.c); error below 1 ulp.
 */

/** ln 2 in two parts: a multiple of the first by an exponent is exact. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = 1.442695040888963387;

const EXP_OVERFLOWS_ABOVE = 709.782712893383973096;
const EXP_UNDERFLOWS_BELOW = -745.13321910194110842;

/** `e ** x`. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > EXP_OVERFLOWS_ABOVE) return Infinity;
  if (x < EXP_UNDERFLOWS_BELOW) return 0;
  const exponent = Math.floor(x * LOG2_E + 0.5);
  const high = x - exponent * LN2_HIGH;
  const low = exponent * LN2_LOW;
  return scaleByPowerOfTwo(expKernel(high, low), exponent);
}

/** exp(high − low) for |high − low| ≤ ln(2)/2. */
function expKernel(high: number, low: number): number {
  const x = high - low;
  const z = x * x;
  const remez =
    x -
    z *
      (1.66666666666666019037e-1 +
        z *
          (-2.77777777770155933842e-3 +
            z *
              (6.61375632143793436117e-5 + z * (-1.6533902205465251539e-6 + z * 4.13813679705723846039e-8))));
  return 1 - (low - (x * remez) / (2 - remez) - high);
}

const LOWEST_EXPONENT = -1074;
const HIGHEST_EXPONENT = 1023;

/** `2 ** k` for every whole k that a double can hold, at index k − LOWEST_EXPONENT. */
const powersOfTwo = makePowersOfTwo();

/** By doubling and halving, which are exact. */
function makePowersOfTwo(): Float64Array {
  const powers = new Float64Array(HIGHEST_EXPONENT - LOWEST_EXPONENT + 1);
  powers[-LOWEST_EXPONENT] = 1;
  for (let k = 1; k <= HIGHEST_EXPONENT; k++)
    powers[k - LOWEST_EXPONENT] = powers[k - 1 - LOWEST_EXPONENT] * 2;
  for (let k = -1; k >= LOWEST_EXPONENT; k--)
    powers[k - LOWEST_EXPONENT] = powers[k + 1 - LOWEST_EXPONENT] / 2;
  return powers;
}

/** value · 2^exponent for a value near 1; two steps where the power itself is out of range, so that it rounds once. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  if (exponent > HIGHEST_EXPONENT) return value * 2 * powersOfTwo[exponent - 1 - LOWEST_EXPONENT];
  if (exponent >= -1021) return value * powersOfTwo[exponent - LOWEST_EXPONENT];
  return value * powersOfTwo[-1000 - LOWEST_EXPONENT] * powersOfTwo[exponent + 1000 - LOWEST_EXPONENT];
}

/** Natural logarithm; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const exponent = exponentOf(x);
  // Two steps: 2^-exponent alone is out of range for the subnormal x.
  const half = Math.trunc(exponent / 2);
  const fraction = x * powersOfTwo[-half - LOWEST_EXPONENT] * powersOfTwo[half - exponent - LOWEST_EXPONENT];
  return logKernel(fraction - 1, exponent);
}

/** The k for which x / 2^k is in [√½, √2). */
function exponentOf(x: number): number {
  float[0] = x;
  let exponent = ((words[HIGH_WORD] >>> 20) & 0x7ff) - 1023;
  if (exponent === -1023) return exponentOf(x * 2 ** 54) - 54;
  if (x >= Math.SQRT2 * powersOfTwo[exponent - LOWEST_EXPONENT]) exponent++;
  return exponent;
}

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** Where the sign and the exponent are: 1 on little-endian machines. */
const HIGH_WORD = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/** ln((1 + f) · 2^exponent) for 1 + f in [√½, √2). */
function logKernel(f: number, exponent: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const halfSquare = 0.5 * f * f;
  return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + even + odd) + exponent * LN2_LOW) - f);
}

/**
 * `base ** exponent` for a base ≥ 0, as exp(exponent · ln base).
 *
 * The relative error grows with the size of the result: about (2 + |exponent · ln base|) ulp.
 */
export function pow(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  return exp(exponent * log(base));
}

/** Hyperbolic tangent, within 2 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.55) return tanhFraction(x);
  const value = size > 20 ? 1 : 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -value : value;
}

/** Lambert's continued fraction x / (1 + x²/(3 + x²/(5 + …))), enough terms for |x| < 0.55. */
function tanhFraction(x: number): number {
  const z = x * x;
  let denominator = 17;
  for (let odd = 15; odd >= 3; odd -= 2) denominator = odd + z / denominator;
  return x - (x * z) / (denominator + z);
}

/** 1 / (1 + exp(−x)). */
export function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}
