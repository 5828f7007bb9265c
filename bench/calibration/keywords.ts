import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PATCH_SIZE } from '../../src/physics/field.js';
import type { ObservedFrame } from '../../src/archive/simulator/frame.js';
import { inversionLineFlux } from './inversion-line-flux.js';

/** The keywords of SHARPs that a simulated frame can be given, in their units: log10 Mx, log10 G px, log10 µHem. */
export const KEYWORDS = ['USFLUX', 'R_VALUE', 'AREA_ACR'] as const;
export type Keyword = (typeof KEYWORDS)[number];
export type Keywords = Readonly<Record<Keyword, number>>;

/** A millionth of the visible hemisphere in Mm². */
const MICRO_HEMISPHERE = 3.044;

/** In G: how strong pixels are that count for USFLUX and for AREA_ACR. */
const FLUX_THRESHOLD = 200;
const AREA_THRESHOLD = 225;

/** Logarithms of less than this (Mx, µHem) are not told apart. */
const LEAST_FLUX = 1e18;
const LEAST_AREA = 0.1;

/**
 * What the SHARP pipeline would say of a frame.
 *
 * USFLUX: Σ|Br|·area where the field is > 200 G. AREA_ACR: µ × area where it is > 225 G: the pipeline counts pixels of the
 * line-of-sight image. R_VALUE: by its own definition. The thresholds were chosen by the four SHARPs of
 * shared/data/originals (docs/simulator.md).
 */
export function keywordsOf({ radial, noiseless, mu, scale }: ObservedFrame): Keywords {
  const pixel = scale.width * scale.height;
  let [flux, pixels] = [0, 0];
  noiseless.forEach((value, index) => {
    if (Math.abs(value) > FLUX_THRESHOLD) flux += Math.abs(radial[index]) * pixel * 1e16;
    if (Math.abs(value) > AREA_THRESHOLD) pixels++;
  });
  const box = { width: scale.width * PATCH_SIZE, height: scale.height * PATCH_SIZE };
  return logarithms(flux, inversionLineFlux(noiseless, box), (mu * pixels * pixel) / MICRO_HEMISPHERE);
}

function logarithms(flux: number, lineFlux: number, area: number): Keywords {
  return {
    USFLUX: Math.log10(Math.max(LEAST_FLUX, flux)),
    R_VALUE: lineFlux < 1 ? 0 : Math.log10(lineFlux),
    AREA_ACR: Math.log10(Math.max(LEAST_AREA, area)),
  };
}

/** The rows of a table of SHARP keywords (CSV, also gzipped). */
export function readKeywords(path: string): Keywords[] {
  const bytes = readFileSync(path);
  const [head, ...lines] = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trim().split('\n');
  const columns = head.trim().split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const value = (name: Keyword): number => Number(cells[columns.indexOf(name)]);
    return logarithms(
      value('USFLUX'),
      value('R_VALUE') === 0 ? 0 : 10 ** value('R_VALUE'),
      value('AREA_ACR'),
    );
  });
}
