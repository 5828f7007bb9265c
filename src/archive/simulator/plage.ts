import { clamp, exp, hypotenuse, log, logistic, tanh } from '../../numeric/deterministic.js';
import type { Bipole, Point } from './bipole.js';
import { fluxPerGauss } from './box.js';
import type { BipoleState } from './evolution.js';
import type { Scene, Side } from './scene.js';
import { spotsPart } from './spot.js';
import type { Textures } from './textures.js';

/** Fragments of plage do not get stronger than this, in gauss. */
const STRONGEST = 650;

/** Mean field in gauss of a plage that is full of fragments: a weaker one has fewer, rather than weaker, fragments. */
const FULL = 90;

/** Plage keeps this far from the line between the polarities, in its own size. */
const GAP = 0.1;

/** Supergranular diffusion, in Mm² a day: 250 km²/s. */
const DIFFUSION = 21.6;

/** Part of the flux that is not in spots that a plage shows; the rest is too weak to see. */
const VISIBLE = 0.9;

/** Beyond this, in squares of the plage's size, nothing is left of it. */
const REACH = 28;

const MAXWELL_PER_GAUSS_SQUARE_MEGAMETRE = 1e16;

/** A polarity's plage: where it is and how much. */
interface Plage {
  readonly centre: Point;
  /** Standard deviations in Mm. */
  readonly alongEquator: number;
  readonly alongMeridian: number;
  /** Mm west for each Mm south: differential rotation. */
  readonly shear: number;
  readonly flux: number;
  /** Direction of this polarity from the bipole's centre, of length 1 over the plage's size: the other way is the other's. */
  readonly towards: Point;
}

/** Adds to `field` (gauss) the plage of one polarity: fragments in an irregular cloud that disperses. */
export function addPlage(field: Float64Array, side: Side, state: BipoleState, scene: Scene): void {
  const { sign } = state.sides[side];
  const plage = plageOf(side, state, scene);
  const texture = sign > 0 ? scene.textures.positive : scene.textures.negative;
  const strength = fragmentStrengths(plage, state.bipole, texture, scene.textures);
  const total = strength.reduce((sum, value) => sum + value, 0) * fluxPerGauss(scene.header);
  if (total === 0) return;
  const scale = plage.flux / total / STRONGEST;
  for (let index = 0; index < field.length; index++) {
    if (strength[index] > 0) field[index] += sign * STRONGEST * tanh(strength[index] * scale);
  }
}

function plageOf(side: Side, state: BipoleState, { header }: Scene): Plage {
  const { bipole, age, emerged } = state;
  const { spots, spread, centre } = state.sides[side];
  const inSpots = spots.reduce((sum, spot) => sum + spot.share, 0) * spotsPart(state);
  const dispersed = Math.sqrt(2.2 * 2.2 + 2 * DIFFUSION * age);
  const size = hypotenuse(spread * bipole.separation * (0.4 + 0.6 * emerged), 0.5 * dispersed);
  const stretch = Math.sqrt(bipole.elongation);
  // Following plages trail behind their spots.
  const behind = side === 'following' ? 0.15 * bipole.separation : 0;
  return {
    centre: { x: centre.x - behind, y: centre.y },
    alongEquator: size * stretch,
    alongMeridian: (0.85 * size) / stretch,
    shear: 0.02 * age * Math.sign(header.latitude),
    flux: VISIBLE * state.flux * (1 - inSpots),
    towards: towards(centre, bipole.centre, size),
  };
}

/** The direction from one point to another, its length 1/size. */
function towards(to: Point, from: Point, size: number): Point {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = hypotenuse(x, y) * size;
  return { x: x / length, y: y / length };
}

/** How strong the plage is at each pixel, on an arbitrary scale. */
function fragmentStrengths(
  plage: Plage,
  { centre: middle, cover, contrast }: Bipole,
  texture: Float64Array,
  { x, y, falloff, height }: Textures,
): Float64Array {
  const { centre, alongEquator, alongMeridian, shear, towards: line } = plage;
  const strength = new Float64Array(texture.length);
  const threshold = 0.55 - cover + sparseness(plage);
  for (let index = 0; index < strength.length; index++) {
    const north = y[index] - centre.y;
    const u = (x[index] - centre.x + shear * north) / alongEquator;
    const v = north / alongMeridian;
    const square = u * u + v * v;
    if (square > REACH) continue;
    const fragment = texture[index] - threshold + 1.1 * exp(-square);
    if (fragment <= 0) continue;
    const contrasted = fragment * (1 + contrast * (fragment - 1));
    const own = logistic(6 * ((x[index] - middle.x) * line.x + (y[index] - middle.y) * line.y - GAP));
    strength[index] = own * contrasted * exp(square * falloff[index]) * height[index];
  }
  return strength;
}

/** How much higher a texture has to be in a plage of little flux for its size. */
function sparseness({ flux, alongEquator, alongMeridian }: Plage): number {
  const area = 2 * Math.PI * alongEquator * alongMeridian * MAXWELL_PER_GAUSS_SQUARE_MEGAMETRE;
  return clamp(0.6 * log((FULL * area) / flux), 0, 1.5);
}
