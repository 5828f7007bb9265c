import { clamp } from '../../numeric/deterministic.js';
import type { Patch, PixelScale } from '../../physics/field.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { PIXELS } from './box.js';
import { addDeltaSpot } from './delta-spot.js';
import { bipoleIn } from './evolution.js';
import { addNoise, observed } from './instrument.js';
import { addNetwork } from './network.js';
import { addPlage } from './plage.js';
import type { RegionHeader } from './header.js';
import type { Region } from './region.js';
import type { Scene } from './scene.js';
import { SIDES } from './scene.js';
import { addSpots } from './spot.js';
import { frameStream } from './streams.js';
import { texturesOn } from './textures.js';
import { viewpoint } from './viewpoint.js';

/** Fields are clipped here, as the paper's are, in gauss. */
const LARGEST_FIELD = 1000;

/** What an instrument sees of a region, row-major from the north, in gauss. */
export interface ObservedFrame {
  /** The radial field before it is clipped, with its noise and without. */
  readonly radial: Float64Array;
  readonly noiseless: Float64Array;
  /** Cosine of the angle between the line of sight and the vertical. */
  readonly mu: number;
  readonly scale: PixelScale;
}

/** Number `step` of a region's frames, from 0: its radial field, in kilogauss clipped to ±1, with its scale. */
export function simulateFrame(region: Region, step: number): Patch {
  return patchOf(observeFrame(region, step));
}

/** The patch of an observed frame. */
export function patchOf({ radial, scale }: ObservedFrame): Patch {
  const pixels = Float32Array.from(radial, (gauss) => clamp(gauss / LARGEST_FIELD, -1, 1));
  return { pixels, size: PATCH_SIZE, scale };
}

/** Number `step` of a region's frames, from 0, before it becomes a patch. */
export function observeFrame(region: Region, step: number): ObservedFrame {
  const { header, network } = region;
  const { day, mu } = viewpoint(header, step);
  const scene: Scene = { header, day, textures: texturesOn(region.textures, day) };
  const stream = frameStream(header.seed, header.number, step);
  const field = regionField(region, scene);
  addNetwork(field, network, scene);
  const noiseless = observed(field, header, mu);
  const radial = noiseless.slice();
  addNoise(radial, stream, mu, scene);
  return { radial, noiseless, mu, scale: scaleOf(header) };
}

/** Size of a pixel: the patch's box is resampled to a square. */
export function scaleOf({ width, height }: Pick<RegionHeader, 'width' | 'height'>): PixelScale {
  return { width: width / PATCH_SIZE, height: height / PATCH_SIZE };
}

/** The field of the bipoles and of the delta spot, in gauss. */
function regionField({ bipoles, deltaSpot }: Region, scene: Scene): Float64Array {
  const field = new Float64Array(PIXELS);
  const states = bipoles.map((bipole) => bipoleIn(scene, bipole));
  for (const state of states) {
    if (!state) continue;
    for (const side of SIDES) {
      addSpots(field, state.sides[side], state, scene.textures);
      addPlage(field, side, state, scene);
    }
  }
  const [main] = states;
  if (deltaSpot && main) addDeltaSpot(field, deltaSpot, main, scene);
  return field;
}
