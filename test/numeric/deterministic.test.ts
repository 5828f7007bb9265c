import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  clamp,
  cos,
  exp,
  hypotenuse,
  log,
  logistic,
  pow,
  radians,
  sin,
  tanh,
} from '../../src/numeric/deterministic.js';
import { normalQuantile } from '../../src/numeric/normal-quantile.js';

const functions = { exp, log, sin, cos, tanh, quantile: normalQuantile };

/** Made with mpmath at 200 bits, of the double that the middle column is. */
const exact: readonly (readonly [keyof typeof functions, number, string])[] = [
  ['exp', 1, '2.718281828459045235360287'],
  ['exp', -1, '0.3678794411714423215955238'],
  ['exp', 0.1, '1.105170918075647630946639'],
  ['exp', 10.5, '36315.50267424663773891203'],
  ['exp', -20.25, '1.605228055185611608653934e-9'],
  ['exp', 300.7, '3.911566412479152604959492e+130'],
  ['exp', -708.4, '2.21711908166426510305661e-308'],
  ['log', 2, '0.6931471805599453094172321'],
  ['log', 10, '2.302585092994045684017991'],
  ['log', 0.1, '-2.30258509299404562850684'],
  ['log', 1.0001, '0.00009999500033329732302199352'],
  ['log', 0.999, '-0.001000500333583534389210469'],
  ['log', 1e300, '690.7755278982137052579022'],
  ['log', 5e-324, '-744.4400719213812623141073'],
  ['log', 123456.789, '11.72364648718588101602963'],
  ['sin', 0.5, '0.4794255386042030002732879'],
  ['sin', 1, '0.8414709848078965066525023'],
  ['sin', 3, '0.1411200080598672221007448'],
  ['sin', -2.5, '-0.5984721441039564940518547'],
  ['sin', 22, '-0.008851309290403875921690257'],
  ['sin', 100.25, '-0.2772828564548513033536721'],
  ['sin', 1e6, '-0.3499935021712929521176525'],
  ['cos', 0.5, '0.8775825618903727161162816'],
  ['cos', 1, '0.5403023058681397174009366'],
  ['cos', 1.5, '0.07073720166770291008818985'],
  ['cos', 3, '-0.9899924966004454572715728'],
  ['cos', -2.5, '-0.8011436155469337148335028'],
  ['cos', 22, '-0.9999608263946371264541747'],
  ['cos', 1e6, '0.9367521275331447869385325'],
  ['tanh', 1e-5, '0.000009999999999666667484710539'],
  ['tanh', 0.1, '0.09966799462495582261427704'],
  ['tanh', 0.54, '0.4929879666753243625708699'],
  ['tanh', 0.56, '0.5079774328978961853933903'],
  ['tanh', 1, '0.7615941559557648881194583'],
  ['tanh', -2.5, '-0.986614298151430288881276'],
  ['tanh', 10, '0.9999999958776927636195928'],
  ['quantile', 0.6, '0.2533471031357997413246887'],
  ['quantile', 0.25, '-0.674489750196081743202227'],
  ['quantile', 0.95, '1.644853626951472284276316'],
  ['quantile', 0.99999, '4.264890793923840769947835'],
  ['quantile', 0.01, '-2.326347874040841093075096'],
  ['quantile', 1e-9, '-5.997807015007686861445655'],
  ['quantile', 1e-15, '-7.941345326170996771330131'],
  ['quantile', 1.1102230246251565e-16, '-8.209536151601386855630769'],
];

/** Distance in units of the last place of the second number. */
function ulps(value: number, expected: number): number {
  if (Object.is(value, expected) || value === expected) return 0;
  const place = 2 ** (Math.max(-1022, Math.floor(Math.log2(Math.abs(expected)))) - 52);
  return Math.abs(value - expected) / place;
}

describe('the deterministic functions', () => {
  it.each(exact)('%s(%d) = %s', (name, x, expected) => {
    expect(ulps(functions[name](x), Number(expected))).toBeLessThanOrEqual(name === 'quantile' ? 4 : 2);
  });
});

describe('the deterministic functions and Math', () => {
  const close = (
    mine: (x: number) => number,
    theirs: (x: number) => number,
    min: number,
    max: number,
    limit: number,
  ) =>
    fc.assert(
      fc.property(fc.double({ min, max, noNaN: true }), (x) => {
        expect(ulps(mine(x), theirs(x))).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 2000 },
    );

  // Math.* is itself allowed an ulp, so the limits are one above the documented errors.
  it('exp follows Math.exp', () => close(exp, Math.exp, -745, 709.7, 2));
  it('log follows Math.log', () => close(log, Math.log, 0, Number.MAX_VALUE, 2));
  it('log follows Math.log near 1', () => close(log, Math.log, 0.5, 2, 2));
  it('sin follows Math.sin', () => close(sin, Math.sin, -1e4, 1e4, 2));
  it('cos follows Math.cos', () => close(cos, Math.cos, -1e4, 1e4, 2));
  it('tanh follows Math.tanh', () => close(tanh, Math.tanh, -30, 30, 3));
  it('logistic follows its definition', () => close(logistic, (x) => 1 / (1 + Math.exp(-x)), -30, 30, 3));

  it('pow follows Math.pow within its documented error', () => {
    const [base, exponent] = [
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      fc.double({ min: -20, max: 20, noNaN: true }),
    ];
    fc.assert(
      fc.property(base, exponent, (b, e) => {
        expect(ulps(pow(b, e), Math.pow(b, e))).toBeLessThanOrEqual(4 + 2 * Math.abs(e * Math.log(b)));
      }),
    );
  });

  it('meets the limits of the doubles', () => {
    expect([exp(0), exp(710), exp(-746), exp(-Infinity), exp(Infinity)]).toEqual([
      1,
      Infinity,
      0,
      0,
      Infinity,
    ]);
    expect([log(1), log(0), log(-1), log(Infinity)]).toEqual([0, -Infinity, NaN, Infinity]);
    expect([exp(NaN), log(NaN)]).toEqual([NaN, NaN]);
    expect([pow(0, 2.5), pow(0, 0), pow(1, 9e9), pow(2, 10)]).toEqual([0, 1, 1, 1024]);
    expect([sin(0), cos(0), tanh(0), tanh(800), tanh(-800)]).toEqual([0, 1, 0, 1, -1]);
  });

  it('refuses an angle whose reduction would lose bits', () => {
    expect(() => sin(2 ** 20 + 1)).toThrow(RangeError);
    expect(() => cos(NaN)).toThrow(RangeError);
  });
});

describe('helpers', () => {
  it('hypotenuse, radians and clamp', () => {
    expect(hypotenuse(3, -4)).toBe(5);
    expect(radians(180)).toBe(Math.PI);
    expect([clamp(5, 0, 1), clamp(-5, 0, 1), clamp(0.5, 0, 1)]).toEqual([1, 0, 0.5]);
  });
});
