import { anatomy } from './anatomy.js';
import { compare } from './compare.js';
import { hist } from './hist.js';
import { joint } from './joint.js';
import { latent } from './latent.js';
import { leakage } from './leakage.js';
import { pairs } from './pairs.js';
import type { PlotKind } from './plot-kind.js';
import { residual } from './residual.js';
import { scatter } from './scatter.js';
import { strip } from './strip.js';
import { timeline } from './timeline.js';
import { zoo } from './zoo.js';

/** Every kind of figure, in the order of the reference. */
export const plotKinds: readonly PlotKind[] = [
  zoo,
  anatomy,
  latent,
  strip,
  residual,
  pairs,
  compare,
  joint,
  hist,
  scatter,
  leakage,
  timeline,
];

/** The kind of figure that the planner has accepted. */
export function plotKindNamed(name: string): PlotKind {
  const found = plotKinds.find((kind) => kind.name === name);
  if (!found) throw new Error(`a figure ${name} was planned although there is none`);
  return found;
}
