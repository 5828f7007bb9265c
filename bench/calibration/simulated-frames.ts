import { observeFrame, patchOf } from '../../src/archive/simulator/frame.js';
import { simulateRegion } from '../../src/archive/simulator/region.js';
import type { Keywords } from './keywords.js';
import { keywordsOf } from './keywords.js';
import type { Properties } from './patch-properties.js';
import { propertiesOf } from './patch-properties.js';
import type { Quantity } from './real-patches.js';

export interface MeasuredFrame {
  readonly region: number;
  readonly mu: number;
  readonly keywords: Keywords;
  /** Of the patch of the radial field and of that of the line of sight. */
  readonly properties: Readonly<Record<Quantity, Properties>>;
}

export interface SampleSize {
  readonly seed: number;
  readonly regions: number;
  readonly steps: number;
}

/** Measures the first `regions` regions of the archive of a seed, every frame. */
export function measureSimulated({ seed, regions, steps }: SampleSize): MeasuredFrame[] {
  return Array.from({ length: regions }, (_, region) => measureRegion(seed, region, steps)).flat();
}

function measureRegion(seed: number, number: number, steps: number): MeasuredFrame[] {
  const region = simulateRegion(seed, number, steps);
  return Array.from({ length: steps }, (_, step) => {
    const seen = observeFrame(region, step);
    return {
      region: number,
      mu: seen.mu,
      keywords: keywordsOf(seen),
      properties: {
        Br: propertiesOf(patchOf(seen)),
        // The noise of the line-of-sight field, a few gauss, is left out.
        Blos: propertiesOf(patchOf({ ...seen, radial: seen.noiseless })),
      },
    };
  });
}

/** The frame of each region at which its flux is largest. */
export function peaksOf(frames: readonly MeasuredFrame[]): MeasuredFrame[] {
  const peaks = new Map<number, MeasuredFrame>();
  for (const frame of frames) {
    const known = peaks.get(frame.region);
    if (!known || frame.keywords.USFLUX > known.keywords.USFLUX) peaks.set(frame.region, frame);
  }
  return [...peaks.values()];
}
