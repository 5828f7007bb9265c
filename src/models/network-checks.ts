import { fail } from '../diagnostics/diagnostic.js';
import { mightBeMeant } from '../diagnostics/hints.js';
import type { Tensor, Weights } from './network.js';
import type { Shape } from './shape.js';
import { constantShape, sameShape, shapeText } from './shape.js';

/** The weights of a network, and where in it we are, for messages. */
export interface Site {
  readonly weights: Weights;
  readonly file: string;
  readonly layer: string;
  /** Shape of one item that the whole network is given. */
  readonly source: Shape;
}

/** Throws `network-unfit` unless something holds. */
export function check(holds: boolean, { file, layer }: Site, found: string, expected: string): void {
  if (!holds) fail('network-unfit', { file, layer, found, expected });
}

/** The length of an input that must be a row. */
export function rowLength(input: Shape, site: Site): number {
  check(input.length === 1, site, `an input of ${shapeText(input)}`, 'one row');
  return input[0];
}

/** The channels, rows and columns of an input that must be an image. */
export function imageSides(input: Shape, site: Site): Shape {
  check(input.length === 3, site, `an input of ${shapeText(input)}`, 'channels × rows × columns');
  return input;
}

/** A shape that must not be empty. */
export function solid(shape: Shape, site: Site): Shape {
  const holds = shape.every((side) => side > 0);
  check(holds, site, shapeText(shape), 'an output that is not empty');
  return shape;
}

export function expectSame(found: Shape, expected: Shape, site: Site, what = ''): void {
  check(sameShape(found, expected), site, `${what}${shapeText(found)}`, shapeText(expected));
}

/** The shape of weights that must have `rank` dimensions. */
export function weightShape(name: string, rank: number, site: Site): Shape {
  const { shape } = tensorOf(name, site);
  check(shape.length === rank, site, `${name} of ${shapeText(shape)}`, `${rank} dimensions`);
  return shape;
}

/** Checks that weights are `length` numbers. */
export function checkVector(name: string, length: number, site: Site): void {
  const [found] = weightShape(name, 1, site);
  check(found === length, site, `${name} of ${found}`, `${length} channels`);
}

/** How many numbers the bias of a layer has: 0 where it has none. */
export function biasSize(name: string | null, length: number, site: Site): number {
  if (name === null) return 0;
  checkVector(name, length, site);
  return length;
}

/** The shape [c, h, w] of a constant, whose h and w must be `sides`. */
export function checkConstant(name: string, sides: Shape, site: Site): Shape {
  const shape = constantShape(tensorOf(name, site));
  const holds = shape.length === 3 && sameShape(shape.slice(1), sides);
  check(holds, site, `${name} of ${shapeText(shape)}`, `channels × ${shapeText(sides)}`);
  return shape;
}

/** The shape [k, c, h, w] of maps, which need k numbers of a row that the network is given. */
export function checkMaps(name: string, sides: Shape, site: Site): Shape {
  const shape = weightShape(name, 4, site);
  const holds = sameShape(shape.slice(2), sides);
  check(holds, site, `${name} of ${shapeText(shape)}`, `maps × channels × ${shapeText(sides)}`);
  const numbers = rowLength(site.source, site);
  check(shape[0] <= numbers, site, `${name} of ${shape[0]} maps`, `at most ${numbers} for a latent`);
  return shape;
}

function tensorOf(name: string, { weights, file, layer }: Site): Tensor {
  const tensor = weights.get(name);
  if (tensor) return tensor;
  const hints = mightBeMeant(name, weights.keys());
  const problem = { expected: `the weights ${name}`, found: 'none of that name' };
  return fail('network-unfit', { file, layer, ...problem }, { hints });
}
