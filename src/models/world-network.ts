import { fail } from '../diagnostics/diagnostic.js';
import type { Engine, Model } from './engine.js';
import type { Network, OpaqueNetwork, Weights } from './network.js';
import { readAnyNetwork } from './network-schema.js';
import { summariseNetwork } from './network-shapes.js';
import type { Manifest } from './manifest.js';
import { asWeights, readSafetensors, requireFinite } from './safetensors.js';
import { sameShape, shapeText, type Shape } from './shape.js';

/** What a network of a world is for. */
export type NetworkRole = 'generator' | 'encoder' | 'inverter';

export interface LoadedNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

/** A network whose layers are not known, with the bytes of its ONNX model. */
export interface LoadedModel {
  readonly network: OpaqueNetwork;
  readonly model: Uint8Array;
}

type Files = { readonly network: string; readonly weights: string };
type ReadText = (file: string) => Promise<string>;
type ReadBytes = (file: string) => Promise<Uint8Array>;

/** Reads a network of a world that is a layer list; throws `network-opaque` where it is none. */
export async function readWorldNetwork(
  files: Files,
  readText: ReadText,
  readBytes: ReadBytes,
): Promise<LoadedNetwork> {
  return withLayers(await readStoredNetwork(files, readText, readBytes), files.network);
}

/** Reads a network of a world and checks its layers, where they are known, against its weights. */
export async function readStoredNetwork(
  files: Files,
  readText: ReadText,
  readBytes: ReadBytes,
): Promise<LoadedNetwork | LoadedModel> {
  const network = readAnyNetwork(await readText(files.network), files.network);
  const bytes = await readBytes(files.weights);
  if ('onnx' in network) return { network, model: bytes };
  const weights = asWeights(readSafetensors(bytes, files.weights));
  requireFinite(weights, files.weights);
  summariseNetwork(network, weights, files.network);
  return { network, weights };
}

/**
 * A generator makes patches of latents as long as the world's, an encoder rows of patches, an inverter latents.
 *
 * @throws GiqError `network-unfit`
 */
export function requireRole(
  role: NetworkRole,
  { input, output }: Network | OpaqueNetwork,
  { generator, image }: Manifest,
  file: string,
): void {
  const patch = [1, image.size, image.size];
  const latent = [generator.latent];
  expectShape(input, role === 'generator' ? latent : patch, file, 'input');
  if (role !== 'encoder') expectShape(output, role === 'generator' ? patch : latent, file, 'output');
}

function expectShape(found: Shape, expected: Shape, file: string, layer: string): void {
  if (sameShape(found, expected)) return;
  fail('network-unfit', { file, layer, found: shapeText(found), expected: shapeText(expected) });
}

/** The layers of a network; throws `network-opaque` where they are not known. */
export function withLayers(loaded: LoadedNetwork | LoadedModel, role: string): LoadedNetwork {
  return 'model' in loaded ? fail('network-opaque', { network: role }) : loaded;
}

/** Loads a network on an engine; throws `network-engine` where it is an ONNX model and the engine runs none. */
export async function loadNetwork(
  loaded: LoadedNetwork | LoadedModel,
  engine: Engine,
  role: string,
): Promise<Model> {
  if ('weights' in loaded) return engine.load(loaded.network, loaded.weights);
  if (engine.loadOpaque) return engine.loadOpaque(loaded.network, loaded.model);
  const hints = ['`--engine onnx` might help; `giq doctor` says whether onnxruntime-node is here'];
  return fail('network-engine', { network: role, engine: engine.name }, { hints });
}
