import type { RandomStream } from '../../numeric/random.js';

/** A moment, in minutes since 1970-01-01 00:00 UTC. */
export type Epoch = number;

export type SolarCycle = 24 | 25;

/** Time between two SHARP observations. */
export const CADENCE_MINUTES = 12;

const MINUTES_PER_MONTH = (365.25 * 24 * 60) / 12;

const epoch = (year: number, month: number, day: number): Epoch => Date.UTC(year, month - 1, day) / 60_000;

interface CycleDates {
  /** The minimum that it starts from. */
  readonly minimum: Epoch;
  /** Regions are spread around it with this standard deviation, in months. */
  readonly peak: Epoch;
  readonly deviation: number;
  readonly first: Epoch;
  readonly last: Epoch;
}

/** The part of each cycle that SDO/HMI has seen. */
const cycles: Readonly<Record<SolarCycle, CycleDates>> = {
  24: {
    minimum: epoch(2008, 12, 1),
    peak: epoch(2014, 1, 1),
    deviation: 22,
    first: epoch(2010, 5, 1),
    last: epoch(2019, 12, 15),
  },
  25: {
    minimum: epoch(2019, 12, 1),
    peak: epoch(2024, 1, 1),
    deviation: 18,
    first: epoch(2020, 1, 1),
    last: epoch(2025, 12, 15),
  },
};

/** A moment on the grid of SHARP observations, more often near the cycle's maximum. */
export function drawEpoch(stream: RandomStream, cycle: SolarCycle): Epoch {
  const { peak, deviation, first, last } = cycles[cycle];
  for (;;) {
    const drawn = stream.normal(peak, deviation * MINUTES_PER_MONTH);
    if (drawn >= first && drawn <= last) return Math.round(drawn / CADENCE_MINUTES) * CADENCE_MINUTES;
  }
}

export function monthsIntoCycle(cycle: SolarCycle, time: Epoch): number {
  return (time - cycles[cycle].minimum) / MINUTES_PER_MONTH;
}

/** ISO 8601 in UTC, to the second. */
export function isoDate(time: Epoch): string {
  return `${new Date(time * 60_000).toISOString().slice(0, 19)}Z`;
}
