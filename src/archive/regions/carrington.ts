import { radians } from './angles.js';

const MILLISECONDS_PER_DAY = 86_400_000;
/** Julian day of 1970-01-01T00:00. */
const EPOCH = 2_440_587.5;
/** Terrestrial time is ahead of UTC by 32.184 s and TAI − UTC; the formula is good to a few minutes. */
const TERRESTRIAL = 69 / 86_400;

/**
 * When a Carrington longitude crossed the central meridian in a rotation, ISO 8601 in UTC. Every rotation begins with
 * longitude 360° and goes down (Meeus, Astronomical Algorithms, 2nd edition, equation 29.1; within 0.002 days).
 */
export function meridianPassage(rotation: number, longitude: number): string {
  const number = rotation + (360 - longitude) / 360;
  const m = radians(281.96 + 26.882476 * number);
  const periodic = 0.1454 * Math.sin(m) - 0.0085 * Math.sin(2 * m) - 0.0141 * Math.cos(2 * m);
  const day = 2_398_140.227 + 27.2752316 * number + periodic - TERRESTRIAL;
  return new Date(Math.round((day - EPOCH) * MILLISECONDS_PER_DAY)).toISOString().replace(/\.\d+Z$/, 'Z');
}
