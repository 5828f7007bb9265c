import type { Bipole } from './bipole.js';
import { drawBipoles, drawNeighbour } from './bipole.js';
import type { DeltaSpot } from './delta-spot.js';
import { drawDeltaSpot } from './delta-spot.js';
import type { RegionHeader } from './header.js';
import { drawHeader } from './header.js';
import type { Network } from './network.js';
import { drawNetwork, drawNetworkTrend } from './network.js';
import { partStream } from './streams.js';
import type { RegionTextures } from './textures.js';
import { drawTextures } from './textures.js';

/** How many frames a region has unless told otherwise. */
export const DEFAULT_STEPS = 14;

/** A simulated active region: all that its frames are made from. */
export interface Region {
  readonly header: RegionHeader;
  /** The main one first. */
  readonly bipoles: readonly Bipole[];
  readonly deltaSpot: DeltaSpot | undefined;
  readonly network: Network;
  readonly textures: RegionTextures;
}

/** Region number `number` of a seed, looked at `steps` times. Both are whole numbers ≥ 0; a RangeError otherwise. */
export function simulateRegion(seed: number, number: number, steps = DEFAULT_STEPS): Region {
  const header = drawHeader(seed, number, steps);
  const stream = partStream(seed, number, 'anatomy');
  const textures = drawTextures(header);
  return {
    header,
    bipoles: [...drawBipoles(stream, header), ...drawNeighbour(stream, header)],
    deltaSpot: drawDeltaSpot(stream, header),
    network: drawNetwork(drawNetworkTrend(stream), header, textures),
    textures,
  };
}
