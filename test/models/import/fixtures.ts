/** Small checkpoints that PyTorch wrote, and malicious ones: see test/oracles/checkpoint_fixtures.py. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Checkpoint } from '../../../src/models/import/checkpoint.js';
import { readCheckpoint } from '../../../src/models/import/read-checkpoint.js';
import type { Network } from '../../../src/models/network.js';

const FOLDER = new URL('../../oracles/checkpoints/', import.meta.url);

export const fixture = (name: string): Uint8Array => readFileSync(new URL(name, FOLDER));
export const readFixture = (name: string): Checkpoint => readCheckpoint(fixture(name), name);
export const fixtureNames: readonly string[] = readdirSync(FOLDER).filter((name) => !name.endsWith('.json'));

interface Expected {
  readonly latents: number[][];
  /** Before upsampling by 16. */
  readonly outputs: number[][][][];
  readonly numbers: Record<string, { readonly shape: number[]; readonly data: number[] }>;
}

export const expected = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) as Expected;

/** The layers of the small generator. */
export const tinyLayers: Network = {
  input: [4],
  output: [1, 128, 128],
  layers: [
    { op: 'linear', weight: 'fc.weight', bias: 'fc.bias' },
    { op: 'reshape', shape: [1, 8, 8] },
    { op: 'batch_norm', prefix: 'bn', eps: 1e-5 },
    { op: 'conv2d', weight: 'conv1.weight', bias: null, stride: 1, padding: 1 },
    { op: 'relu' },
    { op: 'conv2d', weight: 'conv2.weight', bias: 'conv2.bias', stride: 1, padding: 1 },
    { op: 'tanh' },
    { op: 'upsample', mode: 'nearest', scale: 16 },
  ],
};

/** What the small generator makes of `expected.latents`: [2, 1, 128, 128]. */
export function expectedPatches(): Float32Array {
  const pixels = expected.outputs.flatMap(([rows]) =>
    Array.from({ length: 128 * 128 }, (_, pixel) => rows[pixel >> 11][(pixel & 127) >> 4]),
  );
  return Float32Array.from(pixels);
}
