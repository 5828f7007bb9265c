import { describe, expect, it } from 'vitest';
import type { Checkpoint, StoredTensor } from '../../../src/models/import/checkpoint.js';
import type { Wanted } from '../../../src/models/import/find-network.js';
import { findNetwork } from '../../../src/models/import/find-network.js';
import { compareModuleNames } from '../../../src/models/import/name-order.js';
import { PRESETS } from '../../../src/models/import/presets.js';
import { failureOf } from '../failure.js';
import { readFixture, tinyLayers } from './fixtures.js';

const layers: Wanted = { kind: 'layers', network: tinyLayers, name: 'the small generator' };

/** The same layers under names of our own: only their order says which is which. */
const renamed: Wanted = {
  kind: 'layers',
  name: 'the small generator',
  network: JSON.parse(
    JSON.stringify(tinyLayers)
      .replaceAll('fc.', 'a.')
      .replaceAll('conv1.', 'c.')
      .replaceAll('conv2.', 'd.')
      .replaceAll('"bn"', '"n"'),
  ),
};

/** A checkpoint of tensors that are their index everywhere. */
function checkpointOf(shapes: Readonly<Record<string, readonly number[]>>, place = 'state_dict'): Checkpoint {
  const tensors = Object.entries(shapes).map(([name, shape], index): [string, StoredTensor] => [
    name,
    { shape, read: () => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(index) }) },
  ]);
  return { file: 'x.pt', format: 'PyTorch', tables: [{ place, tensors: new Map(tensors) }] };
}

const norm = (name: string, channels: number) => ({
  [`${name}.weight`]: [channels],
  [`${name}.bias`]: [channels],
  [`${name}.running_mean`]: [channels],
  [`${name}.running_var`]: [channels],
  [`${name}.num_batches_tracked`]: [],
});

/** The paper's generator as a list of shapes. */
const paper = (prefix: string, kernel = 3) => ({
  [`${prefix}fc.weight`]: [14400, 100],
  [`${prefix}fc.bias`]: [14400],
  ...norm(`${prefix}bn`, 64),
  [`${prefix}up1.weight`]: [64, 20, kernel, kernel],
  ...norm(`${prefix}bn1`, 20),
  [`${prefix}up2.weight`]: [20, 10, 3, 3],
  [`${prefix}up2.bias`]: [10],
  [`${prefix}up3.weight`]: [10, 1, 3, 3],
});
const generator: Wanted = { kind: 'template', template: PRESETS.paper.generator };

describe('finding a network in a checkpoint', () => {
  it('finds its names behind a prefix, and says which', () => {
    const { place, leftOut, network, weights } = findNetwork(readFixture('lightning.ckpt'), layers);
    expect(place).toBe('`netG.` of `state_dict`');
    expect(leftOut).toEqual(['loss']);
    expect(network).toEqual(tinyLayers);
    expect(weights.get('fc.weight')?.shape).toEqual([64, 4]);
    expect(weights.has('bn.num_batches_tracked')).toBe(false);
  });

  it('finds modules by their order where names differ, and names the weights as the checkpoint does', () => {
    const byOrder = findNetwork(readFixture('lightning.ckpt'), renamed);
    const byName = findNetwork(readFixture('lightning.ckpt'), layers);
    expect(byOrder.place).toBe('`netG.` of `state_dict`');
    expect(byOrder.network).toEqual(tinyLayers);
    for (const [name, tensor] of byOrder.weights) expect(tensor).toEqual(byName.weights.get(name));
  });

  it('asks which of two is meant', async () => {
    const two = readFixture('two.pt');
    const { code, message } = await failureOf(() => findNetwork(two, layers));
    expect(code).toBe('import-ambiguous');
    expect(message).toContain('`module.g.` of `model`, `module.g_ema.` of `model`');
    expect(findNetwork(two, layers, 'module.g_ema.').place).toBe('`module.g_ema.` of `model`');
    const nowhere = await failureOf(() => findNetwork(two, layers, 'netG.'));
    expect(nowhere).toMatchObject({ code: 'checkpoint-empty', hints: ['names begin with `module.`'] });
  });

  it('prefers a network to its target, whose weights are a moving average', () => {
    const both = checkpointOf({ ...paper('online_g.'), ...paper('target_g.') });
    expect(findNetwork(both, generator).place).toBe('`online_g.` of `state_dict`');
  });

  it('lets a preset have any channels between, and batch norms or none', () => {
    const { network, weights } = findNetwork(checkpointOf(paper('')), generator);
    expect(network.layers.map(({ op }) => op)).toEqual([
      ...['linear', 'reshape', 'batch_norm', 'leaky_relu', 'conv_transpose2d', 'pad', 'batch_norm'],
      ...['leaky_relu', 'conv_transpose2d', 'pad', 'leaky_relu', 'conv_transpose2d', 'pad', 'tanh'],
    ]);
    expect(network.layers[4]).toMatchObject({ weight: 'up1.weight', bias: null });
    expect(network.layers[8]).toMatchObject({ weight: 'up2.weight', bias: 'up2.bias' });
    expect(weights.get('up3.weight')?.shape).toEqual([10, 1, 3, 3]);
  });

  it('gives a batch norm without a scale one that changes nothing', () => {
    const shapes = Object.entries(paper('')).filter(([name]) => !/^bn\.(weight|bias)$/.test(name));
    const { weights } = findNetwork(checkpointOf(Object.fromEntries(shapes)), generator);
    expect(weights.get('bn.weight')!.data.every((value) => value === 1)).toBe(true);
    expect(weights.get('bn.bias')!.data.every((value) => value === 0)).toBe(true);
  });

  it('says where a checkpoint and a network part, with both shapes', async () => {
    const { code, message } = await failureOf(() => findNetwork(checkpointOf(paper('g.', 5)), generator));
    expect(code).toBe('import-unfit');
    expect(message).toContain('after 2 modules that fitted, layers[5] (conv_transpose2d), `g.up1`');
    expect(message).toContain('expected [64, any, 3, 3], found [64, 20, 5, 5]');
    const { 'up3.weight': _, ...cut } = paper('');
    const short = await failureOf(() => findNetwork(checkpointOf(cut), generator));
    expect(short.message).toContain('expected convolution [any, 1, 3, 3], found no further module');
    const odd = { ...cut, 'up3.weight': [7, 1, 3, 3] };
    const unfit = await failureOf(() => findNetwork(checkpointOf(odd), generator));
    expect(unfit.message).toContain('up3.weight for 7 channels');
  });

  it('names weights that it has no layer for', async () => {
    const spectral = { ...paper(''), 'up1.weight_orig': [64, 20, 3, 3], 'up1.weight_u': [64] };
    const { message } = await failureOf(() => findNetwork(checkpointOf(spectral), generator));
    expect(message).toContain('found `up1` with weight, weight_orig, weight_u');
  });
});

describe('the order of names', () => {
  it("is that of torchvision's and of numbered modules", () => {
    const inOrder = [
      ...[
        'conv1',
        'bn1',
        'layer1.0.conv1',
        'layer1.0.bn1',
        'layer1.0.conv2',
        'layer1.0.bn2',
        'layer1.1.conv1',
      ],
      ...[
        'layer2.0.conv1',
        'layer2.0.bn2',
        'layer2.0.downsample.0',
        'layer2.0.downsample.1',
        'layer10.0.conv1',
      ],
      ...['fc.0', 'fc.1', 'fc.10', 'predictor.0'],
    ];
    expect([...inOrder].sort().sort(compareModuleNames)).toEqual(inOrder);
  });
});
