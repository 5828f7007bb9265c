import type { NetworkTemplate, TemplateLayer } from './template.js';

/** What a checkpoint may be imported as. A discriminator is kept beside the world, for training on. */
export type ImportRole = 'generator' | 'encoder' | 'discriminator';

export const IMPORT_ROLES = [
  'generator',
  'encoder',
  'discriminator',
] as const satisfies readonly ImportRole[];

/** As PyTorch and nearly everybody has it. */
const EPS = 1e-5;
const LEAKY: TemplateLayer = { op: 'leaky_relu', slope: 0.2 };
const NORM: TemplateLayer = { op: 'batch_norm', eps: EPS };
const MAYBE_NORM: TemplateLayer = { op: 'batch_norm', eps: EPS, optional: true };

const doubling = (shape: readonly (number | null)[]): TemplateLayer => ({
  ...{ op: 'conv_transpose2d', shape, stride: 2, padding: 0 },
});

/**
 * The paper's generator: 100 → 14400 → 64 × 15 × 15, then three transposed convolutions with 3 × 3 kernels and stride 2.
 * 15 pixels become 31, padded to 32; then 65, cropped to 64; then 129, cropped to 128. Channels between are any; batch
 * norms may stand after every layer but the last.
 */
const paperGenerator: NetworkTemplate = {
  name: "the paper's generator",
  input: [100],
  output: [1, 128, 128],
  layers: [
    { op: 'linear', shape: [14400, 100] },
    { op: 'batch_norm', eps: EPS, channels: 14400, optional: true },
    { op: 'reshape', shape: [64, 15, 15] },
    { op: 'batch_norm', eps: EPS, channels: 64, optional: true },
    LEAKY,
    doubling([64, null, 3, 3]),
    { op: 'pad', pads: [0, 1, 0, 1] },
    MAYBE_NORM,
    LEAKY,
    doubling([null, null, 3, 3]),
    { op: 'pad', pads: [0, -1, 0, -1] },
    MAYBE_NORM,
    LEAKY,
    doubling([null, 1, 3, 3]),
    { op: 'pad', pads: [0, -1, 0, -1] },
    { op: 'tanh' },
  ],
};

const halving = (shape: readonly (number | null)[]): TemplateLayer[] => [
  { op: 'conv2d', shape, stride: 2, padding: 1 },
  MAYBE_NORM,
  LEAKY,
];

/** Its discriminator, the generator's mirror: 128 pixels become 64, 32 and 16. One number, before any sigmoid. */
const paperDiscriminator: NetworkTemplate = {
  name: "the paper's discriminator",
  input: [1, 128, 128],
  output: [1],
  layers: [
    ...halving([null, 1, 3, 3]),
    ...halving([null, null, 3, 3]),
    ...halving([null, null, 3, 3]),
    { op: 'flatten' },
    { op: 'linear', shape: [1, null] },
  ],
};

const convolution = (to: number, from: number, side: number, stride: number): TemplateLayer => ({
  ...{ op: 'conv2d', shape: [to, from, side, side], stride },
  padding: Math.floor(side / 2),
});

/** A basic block of torchvision's ResNet; one that changes the shape has a convolution as its shortcut. */
function block(from: number, to: number): TemplateLayer[] {
  const stride = from === to ? 1 : 2;
  return [
    {
      op: 'residual',
      layers: [convolution(to, from, 3, stride), NORM, { op: 'relu' }, convolution(to, to, 3, 1), NORM],
      shortcut: from === to ? [] : [convolution(to, from, 1, stride), NORM],
    },
    { op: 'relu' },
  ];
}

const projection = (to: number): TemplateLayer[] => [
  { op: 'linear', shape: [to, 512] },
  { op: 'batch_norm', eps: EPS, channels: to, optional: true },
];

/** SimSiam's encoder: torchvision's ResNet-18 for one channel, and a projection head 512 → 512 → 512 → 100. */
const simsiamResnet18: NetworkTemplate = {
  name: 'SimSiam with ResNet-18',
  input: [1, 128, 128],
  output: [100],
  layers: [
    convolution(64, 1, 7, 2),
    NORM,
    { op: 'relu' },
    { op: 'max_pool', size: 3, stride: 2, padding: 1 },
    ...[block(64, 64), block(64, 64), block(64, 128), block(128, 128)].flat(),
    ...[block(128, 256), block(256, 256), block(256, 512), block(512, 512)].flat(),
    { op: 'global_average_pool' },
    ...projection(512),
    { op: 'relu' },
    ...projection(512),
    { op: 'relu' },
    ...projection(100),
  ],
};

/** Networks that checkpoints may be imported as without a layer list. */
export const PRESETS = {
  paper: { generator: paperGenerator, discriminator: paperDiscriminator, encoder: simsiamResnet18 },
} as const satisfies Readonly<Record<string, Readonly<Record<ImportRole, NetworkTemplate>>>>;

export type PresetName = keyof typeof PRESETS;
