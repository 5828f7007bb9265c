import { afterAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/models/engine.js';
import { engineFactories, tryOpen } from '../../../src/models/engines/index.js';
import { canPullBack } from '../../../src/models/engines/onnx-pullback.js';
import type { Layer, Network, Tensor } from '../../../src/models/network.js';
import { sizeOf } from '../../../src/models/shape.js';
import { openWorld } from '../../../src/models/world.js';
import { latentVector } from '../../../src/numeric/random.js';
import { dot } from '../../../src/numeric/linear-algebra.js';
import { layerCases } from './oracles.js';

const opened = await tryOpen(engineFactories.find(({ name }) => name === 'onnx')!);
const engine = 'engine' in opened ? opened.engine : undefined;
const world = await openWorld('solar-sim');
afterAll(() => {
  world.dispose();
  engine?.dispose();
});

const numbers = (count: number, stream: number) => Float32Array.from(latentVector(99, stream, count));

/** c · (f(x + h v) − f(x − h v)) / 2h: what c · J v must be, without any gradient. */
async function difference(
  model: Model,
  x: Float32Array,
  v: Float32Array,
  c: Float32Array,
  h: number,
): Promise<number> {
  const [ahead, behind] = await Promise.all(
    [h, -h].map((step) =>
      model.run(
        x.map((value, i) => value + step * v[i]),
        1,
      ),
    ),
  );
  return (dot(c, ahead) - dot(c, behind)) / (2 * h);
}

async function expectAdjoint(
  network: Network,
  weights: ReadonlyMap<string, Tensor>,
  tolerance = 3e-3,
): Promise<void> {
  const model = await engine!.load(network, weights);
  const [into, out] = [sizeOf(network.input), sizeOf(network.output)];
  const [x, v, c] = [numbers(into, 1), numbers(into, 2), numbers(out, 3)];
  const gradient = await model.pullback!(x, c, 1);
  const expected = await difference(model, x, v, c, 2e-3);
  model.dispose();
  const scale = Math.sqrt(dot(gradient, gradient) * dot(v, v));
  expect(Math.abs(dot(gradient, v) - expected) / scale).toBeLessThan(tolerance);
}

const random = (shape: number[], stream: number): Tensor => ({
  shape,
  data: numbers(sizeOf(shape), stream).map((value) => value * 0.3),
});
const layered = (input: number[], output: number[], ...layers: Layer[]): Network => ({
  input,
  output,
  layers,
});

/** Shapes that the oracles of single layers leave out. */
const more: readonly { name: string; network: Network; weights: Map<string, Tensor> }[] = [
  {
    name: 'a conv2d of stride 2 that leaves pixels out',
    network: layered([2, 8, 8], [3, 4, 4], {
      op: 'conv2d',
      weight: 'w',
      bias: null,
      stride: 2,
      padding: 1,
    }),
    weights: new Map([['w', random([3, 2, 3, 3], 4)]]),
  },
  {
    name: 'a conv2d of 5 × 5',
    network: layered([2, 6, 6], [3, 6, 6], {
      op: 'conv2d',
      weight: 'w',
      bias: null,
      stride: 1,
      padding: 2,
    }),
    weights: new Map([['w', random([3, 2, 5, 5], 5)]]),
  },
  {
    name: 'a bilinear upsampling and its borders',
    network: layered(
      [3, 4, 5],
      [2, 8, 10],
      { op: 'upsample', mode: 'bilinear', scale: 2 },
      { op: 'conv2d', weight: 'w', bias: null, stride: 1, padding: 1 },
      { op: 'leaky_relu', slope: 0.2 },
      { op: 'tanh' },
    ),
    weights: new Map([['w', random([2, 3, 3, 3], 6)]]),
  },
  {
    name: 'concatenated constants',
    network: layered([2, 3, 3], [3, 3, 3], { op: 'concat_constant', tensor: 'n' }, { op: 'sigmoid' }),
    weights: new Map([['n', random([1, 3, 3], 7)]]),
  },
  {
    name: 'concatenated maps of the latent',
    network: layered(
      [8],
      [3, 2, 2],
      { op: 'reshape', shape: [2, 2, 2] },
      { op: 'tanh' },
      { op: 'concat_maps', tensor: 'm' },
      { op: 'conv2d', weight: 'w', bias: null, stride: 1, padding: 1 },
      { op: 'sigmoid' },
    ),
    weights: new Map([
      ['m', random([3, 2, 2, 2], 8)],
      ['w', random([3, 4, 3, 3], 9)],
    ]),
  },
];

describe.skipIf(!engine)('onnx pullback', () => {
  it.each([...layerCases.filter(({ network }) => canPullBack(network)), ...more])(
    'agrees with finite differences on $name',
    ({ network, weights }) => expectAdjoint(network, weights),
  );

  it('agrees with finite differences on the generator', async () => {
    const { network, weights } = await world.network('generator');
    // Differences cross the kinks of a hundred thousand leaky units.
    await expectAdjoint(network, weights, 1e-2);
  });

  it('serves several cotangents at one input, and one each', async () => {
    const model = await world.generator(engine!);
    const [area, count] = [sizeOf(model.output), 3];
    const [x, c] = [numbers(100, 1), numbers(count * area, 8)];
    const shared = await model.pullback!(x, c, count);
    const repeated = await model.pullback!(Float32Array.from([...x, ...x, ...x]), c, count);
    const alone = await model.pullback!(x, c.subarray(area, 2 * area), 1);
    shared.forEach((value, i) => expect(value).toBeCloseTo(repeated[i], 3));
    alone.forEach((value, i) => expect(value).toBeCloseTo(shared[100 + i], 3));
  });

  it('is absent where an adjoint is not known', async () => {
    const network = layered([1, 4, 4], [1, 2, 2], { op: 'max_pool', size: 2, stride: 2, padding: 0 });
    expect((await engine!.load(network, new Map())).pullback).toBeUndefined();
  });
});
