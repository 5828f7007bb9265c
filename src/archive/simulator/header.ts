import { clamp, exp, pow, radians, sin } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import type { Epoch, SolarCycle } from './calendar.js';
import { CADENCE_MINUTES, drawEpoch, monthsIntoCycle } from './calendar.js';
import { partStream } from './streams.js';

/** Mount Wilson classes that the simulator makes. */
export const MAGNETIC_CLASSES = ['alpha', 'beta', 'beta-gamma', 'beta-delta', 'beta-gamma-delta'] as const;
type MagneticClass = (typeof MAGNETIC_CLASSES)[number];

/** Furthest from the central meridian that a frame is made, in degrees: beyond, the SHARP keywords end too. */
const LARGEST_LONGITUDE = 70;

/** Degrees that active latitudes move west in a day, as seen from the Earth. */
export const ROTATION_PER_DAY = 13.2;

/**
 * What a simulated active region is, before any pixel: all that its metadata need, and cheap to draw.
 *
 * Lengths in Mm, angles in degrees, times in days.
 */
export interface RegionHeader {
  readonly seed: number;
  readonly number: number;
  readonly steps: number;
  /** Flux of one polarity at its largest, in Mx. */
  readonly flux: number;
  readonly magneticClass: MagneticClass;
  readonly bipoles: number;
  /** Distance of the two polarities once emerged. */
  readonly separation: number;
  /** The box around the region, which the patch is resampled from. */
  readonly width: number;
  readonly height: number;
  readonly latitude: number;
  readonly cycle: SolarCycle;
  /** +1 where the leading (western) polarity is positive. */
  readonly leadingPolarity: 1 | -1;
  /** Of the axis: its western end is nearer to the equator by this angle. Counted clockwise in the north. */
  readonly tilt: number;
  readonly emergenceTime: number;
  readonly decayTime: number;
  /** Since the emergence began, at the first frame. */
  readonly firstAge: number;
  /** From the central meridian, at the first frame. */
  readonly firstLongitude: number;
  /** Of the first frame, and between frames, in minutes. */
  readonly start: Epoch;
  readonly cadence: number;
}

/** Draws a region's header. It is the same for every number of steps, but for how often the region is looked at. */
export function drawHeader(seed: number, number: number, steps: number): RegionHeader {
  const stream = partStream(seed, number, 'header');
  const flux = drawFlux(stream);
  const cycle: SolarCycle = stream.chance(0.72) ? 24 : 25;
  const start = drawEpoch(stream, cycle);
  const latitude = drawLatitude(stream, cycle, start);
  return {
    ...{ seed, number, steps, flux, cycle, start, latitude },
    ...drawComplexity(stream, flux),
    ...drawBox(stream, flux),
    leadingPolarity: drawLeadingPolarity(stream, cycle, latitude),
    tilt: drawTilt(stream, latitude),
    ...drawLife(stream, flux),
    ...drawPassage(stream, steps),
  };
}

/** As the real ones at their largest (see docs/simulator.md): log10 is normal, but wider below its median. */
function drawFlux(stream: RandomStream): number {
  const deviations = stream.normal();
  return pow(10, clamp(21.86 + (deviations < 0 ? 0.54 : 0.5) * deviations, 20, 23.3));
}

/** Regions drift to the equator, 28°·exp(−months/90) on average (Hathaway 2011). In hundredths of a degree. */
function drawLatitude(stream: RandomStream, cycle: SolarCycle, start: Epoch): number {
  const mean = 28 * exp(-monthsIntoCycle(cycle, start) / 90);
  const distance = clamp(Math.abs(stream.normal(mean, 5.5)), 2, 38);
  return (stream.sign() * Math.round(distance * 100)) / 100;
}

function drawComplexity(stream: RandomStream, flux: number): Pick<RegionHeader, 'magneticClass' | 'bipoles'> {
  const drawn = stream.uniform();
  // Large regions are complex more often.
  const size = clamp(pow(flux / 1e22, 0.5), 0.2, 1.6);
  const extra = stream.integer(3);
  if (drawn < 0.07 * size) return deltaOf(extra);
  if (drawn < 0.35 * size) return { magneticClass: 'beta-gamma', bipoles: 2 + extra };
  if (drawn > 0.9 + 0.06 * size) return { magneticClass: 'alpha', bipoles: 1 };
  return { magneticClass: 'beta', bipoles: stream.chance(0.4 * size) ? 2 : 1 };
}

function deltaOf(extra: number): Pick<RegionHeader, 'magneticClass' | 'bipoles'> {
  return { magneticClass: extra === 0 ? 'beta-delta' : 'beta-gamma-delta', bipoles: 1 + extra };
}

/** Larger fluxes lie further apart, in larger boxes; boxes are longer along the equator. */
function drawBox(stream: RandomStream, flux: number): Pick<RegionHeader, 'separation' | 'width' | 'height'> {
  const separation = clamp(42 * pow(flux / 1e22, 0.44) * stream.lognormal(0, 0.2), 10, 130);
  const width = clamp(separation * stream.between(2.4, 4.6) + 46, 60, 480);
  const aspect = clamp(stream.lognormal(0.75, 0.22), 1, 3.4);
  return { separation, width, height: clamp(width / aspect, 40, 260) };
}

/** Hale's law: in cycle 24 the leading polarity of the north is negative; 7 % disobey. */
function drawLeadingPolarity(stream: RandomStream, cycle: SolarCycle, latitude: number): 1 | -1 {
  const lawful = latitude > 0 === (cycle === 24) ? -1 : 1;
  return stream.chance(0.07) ? (-lawful as 1 | -1) : lawful;
}

/** Joy's law, 32.1°·sin(latitude), with wide scatter. */
function drawTilt(stream: RandomStream, latitude: number): number {
  const scatter = stream.chance(0.85) ? 14 : 45;
  const lawful = 32.1 * sin(radians(Math.abs(latitude)));
  return Math.sign(latitude) * (lawful + stream.normal(0, scatter));
}

/** How fast the region emerges and decays, and whether it is first seen emerging, grown or in decay. */
function drawLife(
  stream: RandomStream,
  flux: number,
): Pick<RegionHeader, 'emergenceTime' | 'decayTime' | 'firstAge'> {
  const emergenceTime = stream.between(0.8, 2.5) * pow(flux / 1e22, 0.2);
  const decayTime = stream.between(5, 14) * pow(flux / 1e22, 0.35);
  const phase = stream.uniform();
  if (phase < 0.33) return { emergenceTime, decayTime, firstAge: stream.between(0.3, 0.9) * emergenceTime };
  const firstAge = phase < 0.78 ? stream.between(0.8, 6) : stream.between(4, 22);
  return { emergenceTime, decayTime, firstAge };
}

/** 3 to 10.3 days on the near side, 2 in 5 regions all of them; whole cadences and hundredths of a degree. */
function drawPassage(stream: RandomStream, steps: number): Pick<RegionHeader, 'cadence' | 'firstLongitude'> {
  const days = Math.min(10.3, stream.between(3, 15.5));
  const slots = Math.floor((days * 24 * 60) / CADENCE_MINUTES / Math.max(1, steps - 1));
  const firstLongitude = stream.between(-LARGEST_LONGITUDE, LARGEST_LONGITUDE - days * ROTATION_PER_DAY);
  return { cadence: slots * CADENCE_MINUTES, firstLongitude: Math.ceil(firstLongitude * 100) / 100 };
}
