import { afterAll, describe, expect, it } from 'vitest';
import { engineFactories, tryOpen } from '../../../src/models/engines/index.js';
import { mapsConvolution } from '../../../src/models/engines/onnx-maps.js';
import type { Layer, Tensor } from '../../../src/models/network.js';
import { sizeOf } from '../../../src/models/shape.js';
import { latentVector } from '../../../src/numeric/random.js';

const opened = await tryOpen(engineFactories.find(({ name }) => name === 'onnx')!);
const engine = 'engine' in opened ? opened.engine : undefined;
afterAll(() => engine?.dispose());

const numbers = (count: number, stream: number) => Float32Array.from(latentVector(7, stream, count));
const random = (shape: number[], stream: number): Tensor => ({
  ...{ shape, data: numbers(sizeOf(shape), stream) },
});

const convolution: Layer = { op: 'conv2d', weight: 'w', bias: 'b', stride: 1, padding: 1 };
const norm: Layer = { op: 'batch_norm', prefix: 'n', eps: 1e-5 };
const maps: Layer[] = [
  { op: 'reshape', shape: [2, 4, 4] },
  { op: 'concat_maps', tensor: 'm' },
];
const weights = new Map([
  ['m', random([5, 3, 4, 4], 1)],
  ['w', random([6, 5, 3, 3], 2)],
  ['b', random([6], 3)],
  ['n.weight', random([6], 4)],
  ['n.bias', random([6], 5)],
  ['n.running_mean', random([6], 6)],
  ['n.running_var', { shape: [6], data: numbers(6, 7).map((value) => 0.1 + value * value) }],
]);

async function run(input: number[], output: number[], layers: Layer[], values: Float32Array) {
  const model = await engine!.load({ input, output, layers }, weights);
  const results = await model.run(values, 2);
  model.dispose();
  return results;
}

describe.skipIf(!engine)('a convolution of images and maps (with onnxruntime-node)', () => {
  it.each([
    ['alone', [convolution]],
    ['with a norm', [convolution, norm]],
    ['with a norm and what follows', [convolution, norm, { op: 'relu' } as const]],
  ])('%s gives what joining them first gives', async (_, layers) => {
    const latents = numbers(2 * 32, 8);
    const joined = await run([32], [5, 4, 4], maps, latents);
    const expected = await run([5, 4, 4], [6, 4, 4], layers, joined);
    const together = await run([32], [6, 4, 4], [...maps, ...layers], latents);
    const largest = Math.max(...expected.map(Math.abs));
    expect(largest).toBeGreaterThan(0.1);
    together.forEach((value, index) =>
      expect(Math.abs(value - expected[index])).toBeLessThan(1e-5 * largest),
    );
  });
});

describe('mapsConvolution', () => {
  it('is found only where a convolution follows maps', () => {
    expect(mapsConvolution([maps[1], convolution, norm])).toEqual({ maps: maps[1], convolution, norm });
    expect(mapsConvolution([maps[1], convolution])).toEqual({ maps: maps[1], convolution });
    expect(mapsConvolution([maps[1]])).toBeUndefined();
    expect(mapsConvolution([maps[1], norm])).toBeUndefined();
    expect(mapsConvolution([convolution, norm])).toBeUndefined();
  });
});
