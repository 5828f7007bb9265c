import fc from 'fast-check';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { pngOf } from '../../../src/render/png.js';
import { fieldData } from '../../../src/render/report/field-data.js';
import type { Field } from '../../../src/physics/field.js';
import { fieldOf } from './fields.js';

const base64 = (text: string) => Buffer.from(text, 'base64');
const greysOf = ({ address }: { readonly address: string }) =>
  decode(base64(address.slice(address.indexOf(',') + 1))).data;

/** The field in gauss, read back as the documentation says. */
function readBack(field: Field): number[] {
  const data = fieldData(field);
  const quarters = base64(data.quarters);
  return Array.from(greysOf(data), (grey, index) => {
    const quarter = Math.floor(quarters[index >> 2] / 4 ** (index % 4)) % 4;
    return ((grey - 0.5 + (quarter + 0.5) / 4) * 2000) / 255 - 1000;
  });
}

describe('the data of a field', () => {
  it('holds it to a gauss, and what lies beyond ±1000 G as ±1000 G', () => {
    const kilogauss = fc.float({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(kilogauss, { minLength: 16, maxLength: 16 }), (values) => {
        const back = readBack({ pixels: Float32Array.from(values), size: 4 });
        back.forEach((gauss, index) => {
          const clipped = 1000 * Math.max(-1, Math.min(1, Math.fround(values[index])));
          expect(Math.abs(gauss - clipped)).toBeLessThan(0.99);
        });
      }),
    );
  });

  it('is, without what a picture cannot hold, the picture that giq makes elsewhere', () => {
    const field = fieldOf(3);
    const red = decode(pngOf(field)).data.filter((_, index) => index % 3 === 0);
    expect([...greysOf(fieldData(field))]).toEqual([...red]);
  });

  it('shows missing pixels as zero field', () => {
    expect(Math.abs(readBack({ pixels: Float32Array.of(NaN), size: 1 })[0])).toBeLessThan(1);
  });
});
