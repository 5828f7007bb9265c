import { describe, expect, it } from 'vitest';
import type { Layer, Network, Weights } from '../../src/models/network.js';
import { readNetwork, writeNetwork } from '../../src/models/network-schema.js';
import { outputShape, summariseNetwork } from '../../src/models/network-shapes.js';
import { layerCases } from './engines/oracles.js';
import { failureOf } from './failure.js';

const linear: Network = { input: [3], output: [2], layers: [{ op: 'linear', weight: 'w', bias: 'b' }] };
const json = (network: unknown) => JSON.stringify(network);
const withLayer = (layer: unknown) => json({ ...linear, layers: [layer] });

function zeros(shapes: Record<string, readonly number[]>): Weights {
  const tensor = (shape: readonly number[]) => ({
    shape,
    data: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  });
  return new Map(Object.entries(shapes).map(([name, shape]) => [name, tensor(shape)]));
}

describe('readNetwork', () => {
  it.each(layerCases)('reads what it writes: $name', ({ network }) => {
    expect(readNetwork(writeNetwork(network), 'n.json')).toEqual(network);
  });

  it.each([
    ['{', 'file-not-readable-as', 'n.json is not JSON'],
    ['[]', 'file-structure', 'n.json: the whole file requires named values, found a list of 0'],
    [json({ ...linear, layers: 3 }), 'file-structure', 'n.json: layers requires a list, found 3'],
    [json({ ...linear, input: [0] }), 'file-structure', 'input[0] requires a positive whole number, found 0'],
    [withLayer({ op: 'flaten' }), 'file-structure', 'layers[0].op requires a known op, found "flaten"'],
    [withLayer({ op: 'toString' }), 'file-structure', 'layers[0].op requires a known op, found "toString"'],
    [
      withLayer({ op: 'linear', weight: 'w' }),
      'file-structure',
      'layers[0].bias requires a text, found nothing',
    ],
    [
      withLayer({ op: 'leaky_relu', slop: 1, slope: 1 }),
      'file-unknown-key',
      'there is no key `layers[0].slop`',
    ],
    [withLayer({ op: 'pad', pads: [1, 2] }), 'file-structure', 'layers[0].pads requires a list of 4'],
    [
      withLayer({ op: 'concat', branches: [[{ op: 'upsample', mode: 'cubic', scale: 2 }]] }),
      'file-structure',
      'layers[0].branches[0][0].mode requires nearest or bilinear, found "cubic"',
    ],
  ])('refuses %s', async (text, code, message) => {
    const failure = await failureOf(() => readNetwork(text, 'n.json'));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(message);
  });

  it('suggests what was meant', async () => {
    expect((await failureOf(() => readNetwork(withLayer({ op: 'flaten' }), 'n'))).hints).toEqual([
      '`flatten` might be meant',
    ]);
    const misspelt = withLayer({ op: 'leaky_relu', slop: 1 });
    expect((await failureOf(() => readNetwork(misspelt, 'n'))).hints).toEqual(['`slope` might be meant']);
  });
});

describe('outputShape', () => {
  it.each(layerCases)('is the shape that PyTorch gives: $name', ({ network, weights }) => {
    const shape = network.layers.reduce<readonly number[]>(
      (before, layer) => outputShape(layer, before, weights, network.input),
      network.input,
    );
    expect(shape).toEqual(network.output);
  });
});

describe('summariseNetwork', () => {
  it('counts the parameters and multiplications of LeNet-5 as published', () => {
    // LeCun et al. (1998), fig. 2 with C3 fully connected and two linear layers of 120 and 84: 61,706 parameters.
    const convolution = (name: string): Layer => ({
      op: 'conv2d',
      weight: `${name}.weight`,
      bias: `${name}.bias`,
      stride: 1,
      padding: 0,
    });
    const dense = (name: string): Layer => ({ op: 'linear', weight: `${name}.weight`, bias: `${name}.bias` });
    const pool: Layer = { op: 'max_pool', size: 2, stride: 2, padding: 0 };
    const layers = [convolution('c1'), pool, convolution('c3'), pool, { op: 'flatten' } as const];
    const network = {
      input: [1, 32, 32],
      output: [10],
      layers: [...layers, dense('c5'), dense('f6'), dense('o')],
    };
    const shapes = { c1: [6, 1, 5, 5], c3: [16, 6, 5, 5], c5: [120, 400], f6: [84, 120], o: [10, 84] };
    const weights = zeros(
      Object.fromEntries(
        Object.entries(shapes).flatMap(([name, shape]) => [
          [`${name}.weight`, shape],
          [`${name}.bias`, [shape[0]]],
        ]),
      ),
    );
    const summary = summariseNetwork(network, weights, 'lenet.json');
    expect(summary.parameters).toBe(61_706);
    // 28² × 150 + 10² × 2400 + 48000 + 10080 + 840
    expect(summary.multiplications).toBe(416_520);
    expect(summary.layers.map(({ output }) => output.length)).toEqual([3, 3, 3, 3, 1, 1, 1, 1]);
  });
});

describe('a network that does not fit its weights', () => {
  it.each<[string, Partial<Network>, Record<string, readonly number[]>, string]>([
    [
      'a missing weight',
      {},
      { b: [2] },
      'n.json, layers[0] (linear): expected the weights w, found none of that name',
    ],
    ['another length', {}, { w: [2, 4], b: [2] }, 'expected one for 3, found w for 4 inputs'],
    ['another rank', {}, { w: [2, 3, 1], b: [2] }, 'expected 2 dimensions, found w of 2 × 3 × 1'],
    ['another bias', {}, { w: [2, 3], b: [3] }, 'expected 2 channels, found b of 3'],
    [
      'an image for a row',
      { input: [1, 3, 1] },
      { w: [2, 3], b: [2] },
      'expected one row, found an input of 1 × 3 × 1',
    ],
    ['another output', { output: [3] }, { w: [2, 3], b: [2] }, 'n.json, output: expected 3, found 2'],
    [
      'blocks that are not equal',
      { input: [1, 5, 4], layers: [{ op: 'adaptive_average_pool', size: [2, 2] }] },
      {},
      'expected multiples of 2 × 2, found sides 5 × 4',
    ],
    [
      'a crop of everything',
      { input: [1, 2, 2], layers: [{ op: 'pad', pads: [-1, -1, 0, 0] }] },
      {},
      'expected an output that is not empty, found 1 × 0 × 2',
    ],
    [
      'a shortcut to another shape',
      { input: [1, 2, 2], layers: [{ op: 'residual', layers: [{ op: 'flatten' }], shortcut: [] }] },
      {},
      'layers[0] (residual): expected 4, found a shortcut to 1 × 2 × 2',
    ],
    [
      'a layer inside of a branch',
      { layers: [{ op: 'concat', branches: [[], [{ op: 'linear', weight: 'w', bias: null }]] }] },
      {},
      'layers[0] (concat) branches[1].layers[0] (linear): expected the weights w',
    ],
  ])('is refused for %s', async (_, change, shapes, message) => {
    const failure = await failureOf(() =>
      summariseNetwork({ ...linear, ...change }, zeros(shapes), 'n.json'),
    );
    expect(failure.code).toBe('network-unfit');
    expect(failure.message).toContain(message);
  });
});
