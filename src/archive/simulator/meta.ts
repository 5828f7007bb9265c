import type { Meta, MetaField } from '../archive.js';
import { isoDate } from './calendar.js';
import type { RegionHeader } from './header.js';
import { MAGNETIC_CLASSES } from './header.js';
import { viewpoint } from './viewpoint.js';

/** The metadata of simulated observations. */
export const simulatedFields: readonly MetaField[] = [
  { name: 'id', type: 'text', title: 'identifier' },
  { name: 'region', type: 'number', title: 'number of the simulated active region' },
  { name: 'step', type: 'number', title: 'number of the frame in its region, from 0' },
  { name: 'date', type: 'date', title: 'time of observation' },
  { name: 'lat', type: 'number', unit: 'deg', title: 'latitude' },
  { name: 'lon', type: 'number', unit: 'deg', title: 'Stonyhurst longitude, west positive' },
  { name: 'mu', type: 'number', title: 'cosine of the heliocentric angle: 1 at disc centre, 0 at the limb' },
  { name: 'cycle', type: 'number', title: 'solar cycle' },
  { name: 'hemisphere', type: 'text', title: 'hemisphere', values: ['north', 'south'] },
  { name: 'complexity', type: 'text', title: 'Mount Wilson class', values: MAGNETIC_CLASSES },
  { name: 'width_mm', type: 'number', unit: 'Mm', title: 'extent along the equator' },
  { name: 'height_mm', type: 'number', unit: 'Mm', title: 'extent along the meridian' },
  { name: 'simulated', type: 'boolean', title: 'made by the simulator, not observed' },
];

/** The metadata of one frame, angles to 0.01°, lengths to 0.1 Mm. */
export function simulatedMeta(id: string, header: RegionHeader, step: number): Meta {
  const { time, longitude, mu } = viewpoint(header, step);
  return {
    id,
    region: header.number,
    step,
    date: isoDate(time),
    lat: header.latitude,
    lon: rounded(longitude, 100),
    mu: rounded(mu, 10_000),
    cycle: header.cycle,
    hemisphere: header.latitude > 0 ? 'north' : 'south',
    complexity: header.magneticClass,
    width_mm: rounded(header.width, 10),
    height_mm: rounded(header.height, 10),
    simulated: true,
  };
}

function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
