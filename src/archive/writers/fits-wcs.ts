import { degrees } from '../regions/angles.js';
import type { PixelScale } from '../../physics/field.js';
import type { SunPlace } from '../archive.js';
import type { FitsCard } from './fits-cards.js';

/** RSUN_REF of HMI, in m. */
const SOLAR_RADIUS = 696_000_000;
const METRES_PER_MM = 1e6;

const AXES = {
  carrington: { names: ['CRLN-CEA', 'CRLT-CEA'], title: 'Carrington heliographic' },
  stonyhurst: { names: ['HGLN-CEA', 'HGLT-CEA'], title: 'Stonyhurst heliographic' },
} as const;

/**
 * World coordinates of an upright square image: cylindrical equal-area around its place on the Sun, in degrees, as SHARPs
 * have them (Sun 2013, arXiv 1309.2392); without a place, plain distances from its middle in Mm, west and north.
 *
 * @param size pixels along a side
 */
export function wcsCards(size: number, scale: PixelScale, place: SunPlace | undefined): FitsCard[] {
  return place ? onSun(size, scale, place) : offSun(size, scale);
}

function onSun(size: number, scale: PixelScale, place: SunPlace): FitsCard[] {
  const { names, title } = AXES[place.frame];
  const angle = (length: number) => degrees((length * METRES_PER_MM) / SOLAR_RADIUS);
  return [
    ['WCSNAME', title],
    ...axis(1, { type: names[0], unit: 'deg', pixel: place.east * size + 0.5, value: place.longitude, step: angle(scale.width) }), // prettier-ignore
    ...axis(2, { type: names[1], unit: 'deg', pixel: place.south * size + 0.5, value: place.latitude, step: angle(scale.height) }), // prettier-ignore
    ['RSUN_REF', SOLAR_RADIUS, '[m] radius that CDELT goes with'],
  ];
}

function offSun(size: number, scale: PixelScale): FitsCard[] {
  const middle = (size + 1) / 2;
  return [
    ['WCSNAME', 'LOCAL', 'no place on the Sun: Mm from the middle'],
    ...axis(1, { type: 'X', unit: 'Mm', pixel: middle, value: 0, step: scale.width }),
    ...axis(2, { type: 'Y', unit: 'Mm', pixel: middle, value: 0, step: scale.height }),
  ];
}

interface Axis {
  readonly type: string;
  readonly unit: string;
  readonly pixel: number;
  readonly value: number;
  readonly step: number;
}

function axis(number: 1 | 2, { type, unit, pixel, value, step }: Axis): FitsCard[] {
  return [
    [`CTYPE${number}`, type],
    [`CUNIT${number}`, unit],
    [`CRPIX${number}`, pixel],
    [`CRVAL${number}`, value],
    [`CDELT${number}`, step],
  ];
}
