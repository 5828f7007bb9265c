import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layer, Network } from '../../network.js';
import { readNetwork } from '../../network-schema.js';
import { BATCH_NORM_PARTS } from '../../network-shapes.js';
import { asWeights, readSafetensors, type SafeTensor } from '../../safetensors.js';

/** Networks that worlds and finished trainings have; a discriminator where one was imported. */
const ROLES = ['generator', 'encoder', 'discriminator'] as const;

/**
 * Tensors of the finished networks in a folder, such as a world, under the names that a training has for them:
 * `generator/l0.weight`. Whoever has trained them may have called them otherwise, so they are named by the places of their
 * layers.
 *
 * @throws GiqError `tensors-damaged`, `file-structure`
 */
export async function readFinishedNetworks(folder: string): Promise<ReadonlyMap<string, SafeTensor>> {
  const tensors = new Map<string, SafeTensor>();
  for (const role of ROLES) {
    const path = join(folder, `${role}.safetensors`);
    const bytes = await readFile(path).catch(() => undefined);
    if (!bytes) continue;
    const names = await trainingNames(join(folder, `${role}.json`), role === 'discriminator');
    for (const [name, { shape, data }] of asWeights(readSafetensors(bytes, path)))
      tensors.set(`${role}/${names.get(name) ?? name}`, { type: 'F32', shape, data });
  }
  return tensors;
}

async function trainingNames(file: string, hasHead: boolean): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return new Map();
  return namesByPlace(readNetwork(text, file), hasHead);
}

/**
 * From the names of a network's tensors to those that `planNetwork` gives to tensors at the same places.
 *
 * @param hasHead the linear layer at the end is what a training calls the head of its network
 */
export function namesByPlace({ layers }: Network, hasHead: boolean): ReadonlyMap<string, string> {
  const names = new Map(layers.flatMap((layer, index) => namesOf(layer, `l${index}`)));
  const last = layers.at(-1);
  if (!hasHead || last?.op !== 'linear') return names;
  names.set(last.weight, 'head.weight');
  if (last.bias !== null) names.set(last.bias, 'head.bias');
  return names;
}

function namesOf(layer: Layer, place: string): [string, string][] {
  const inside = (layers: readonly Layer[], part: string) =>
    layers.flatMap((each, index) => namesOf(each, `${place}.${part}${index}`));
  switch (layer.op) {
    case 'linear':
    case 'conv2d':
    case 'conv_transpose2d': {
      const bias: [string, string][] = layer.bias === null ? [] : [[layer.bias, `${place}.bias`]];
      return [[layer.weight, `${place}.weight`], ...bias];
    }
    case 'batch_norm':
      return BATCH_NORM_PARTS.map((part) => [`${layer.prefix}.${part}`, `${normName(layer, place)}.${part}`]);
    case 'concat_constant':
    case 'concat_maps':
      return [[layer.tensor, place.replace('l', 'noise')]];
    case 'concat':
      return layer.branches.flatMap((branch, index) => inside(branch, `${index}.`));
    case 'residual':
      return [...inside(layer.layers, ''), ...inside(layer.shortcut, 'shortcut.')];
    default:
      return [];
  }
}

/** Those that learn no scale are called so by trainings, and stay what they are. */
function normName({ prefix }: { readonly prefix: string }, place: string): string {
  return prefix.endsWith('.fixed') ? `${place}.fixed` : place;
}
