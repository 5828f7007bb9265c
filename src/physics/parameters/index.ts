import type { Parameter } from '../parameter.js';
import { alpha } from './alpha.js';
import { area } from './area.js';
import { grad } from './grad.js';
import { net } from './net.js';
import { polarity } from './polarity.js';
import { psep } from './psep.js';
import { r } from './r.js';
import { sigma } from './sigma.js';
import { tilt } from './tilt.js';
import { tnf } from './tnf.js';
import { tpf } from './tpf.js';
import { tuf } from './tuf.js';

/** All built-in parameters, in the order in which tables show them. */
export const parameters: readonly Parameter[] = [
  tuf,
  tpf,
  tnf,
  r,
  psep,
  tilt,
  polarity,
  area,
  net,
  sigma,
  alpha,
  grad,
];

const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));

/** The built-in parameter of exactly this name, if there is one. */
export function parameterNamed(name: string): Parameter | undefined {
  return byName.get(name);
}
