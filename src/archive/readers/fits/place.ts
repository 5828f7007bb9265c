import type { SunPlace } from '../../archive.js';
import { numberOf, textOf } from './header.js';
import type { Header } from './header.js';

/** Keywords that turn, shear or stretch a map, and their values that do nothing. */
const DISTORTING: Readonly<Record<string, number>> = {
  CROTA2: 0,
  PV2_1: 1,
  PC1_2: 0,
  PC2_1: 0,
  CD1_2: 0,
  CD2_1: 0,
};

/** Where an upright cylindrical equal-area map lies (CTYPE CRLN-CEA or HGLN-CEA, as SHARPs have it); undefined for others. */
export function placeOf(header: Header, width: number, height: number): SunPlace | undefined {
  const [, axis] = /^(CRLN|HGLN)-CEA$/.exec(textOf(header, 'CTYPE1') ?? '') ?? [];
  const isPair = /^(CRLT|HGLT)-CEA$/.test(textOf(header, 'CTYPE2') ?? '');
  const isPlain = Object.entries(DISTORTING).every(([name, none]) => numberOf(header, name, none) === none);
  const [longitude, latitude, x, y] = ['CRVAL1', 'CRVAL2', 'CRPIX1', 'CRPIX2'].map((name) =>
    numberOf(header, name, NaN),
  );
  if (!axis || !isPair || !isPlain || ![longitude, latitude, x, y].every(Number.isFinite)) return undefined;
  const frame = axis === 'CRLN' ? 'carrington' : 'stonyhurst';
  return { frame, longitude, latitude, east: (x - 0.5) / width, south: (y - 0.5) / height };
}
