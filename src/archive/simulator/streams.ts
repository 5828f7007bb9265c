import type { RandomStream } from '../../numeric/random.js';
import { randomStream } from '../../numeric/random.js';

/** What a region draws: each part has a stream of its own, so that one can be drawn without the others. */
export type RegionPart = 'header' | 'anatomy' | 'textures' | 'network';

const PARTS: readonly RegionPart[] = ['header', 'anatomy', 'textures', 'network'];

/** Streams of a region: the first are its parts', the others its frames'. */
const STREAMS_PER_REGION = 4096;
const FIRST_FRAME = 16;

/** Most frames of a region, and most regions, that have a stream each. */
export const LARGEST_STEPS = STREAMS_PER_REGION - FIRST_FRAME;
export const LARGEST_REGIONS = 2 ** 40;

export function partStream(seed: number, region: number, part: RegionPart): RandomStream {
  return randomStream(seed, region * STREAMS_PER_REGION + PARTS.indexOf(part));
}

export function frameStream(seed: number, region: number, step: number): RandomStream {
  return randomStream(seed, region * STREAMS_PER_REGION + FIRST_FRAME + step);
}
