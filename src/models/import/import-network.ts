import { fail } from '../../diagnostics/diagnostic.js';
import type { Engine, Model } from '../engine.js';
import { inspectOnnx } from '../engines/onnx.js';
import type { Network, OpaqueNetwork } from '../network.js';
import { readNetwork, writeNetwork } from '../network-schema.js';
import { asTensors, requireFinite, writeSafetensors } from '../safetensors.js';
import type { Shape } from '../shape.js';
import { sameShape, shapeText } from '../shape.js';
import { recordOfBytes } from '../world-files.js';
import type { LoadedModel, LoadedNetwork } from '../world-network.js';
import { loadNetwork } from '../world-network.js';
import type { Checkpoint } from './checkpoint.js';
import type { Wanted } from './find-network.js';
import { findNetwork } from './find-network.js';
import type { ImportRole, PresetName } from './presets.js';
import { PRESETS } from './presets.js';
import { isOnnx, readCheckpoint } from './read-checkpoint.js';

/** How a network is looked for. */
export interface ImportChoice {
  readonly role: ImportRole;
  readonly preset: PresetName;
  /** A layer list that takes the place of the preset. */
  readonly layers?: { readonly network: Network; readonly name: string };
  /** Only names that begin so. */
  readonly prefix?: string;
}

/** A network that has been found in a file, as a world keeps it. */
export interface ImportedNetwork {
  readonly role: ImportRole;
  readonly network: Network | OpaqueNetwork;
  /** Names of the two files, and what goes into them. */
  readonly files: { readonly network: string; readonly weights: string };
  readonly contents: ReadonlyMap<string, Uint8Array | string>;
  /** The first digits of the SHA-256 of the file that it came from. */
  readonly sourceHash: string;
  /** Format, place and size in words. */
  readonly summary: string;
  /** Modules beside it that were left out. */
  readonly leftOut: readonly string[];
  load(engine: Engine): Promise<Model>;
}

/**
 * Finds a network in the bytes of a checkpoint, safetensors file or ONNX model.
 *
 * @param file name for messages
 * @throws GiqError what is wrong with the file, `import-unfit`, `import-ambiguous`, `network-unfit` where it has not the
 * shapes of its role
 */
export async function importNetwork(
  bytes: Uint8Array,
  file: string,
  choice: ImportChoice,
): Promise<ImportedNetwork> {
  const imported = isOnnx(bytes) ? await fromOnnx(bytes, file, choice) : fromWeights(bytes, file, choice);
  checkRole(choice.role, imported.network, file);
  return { ...imported, sourceHash: recordOfBytes(bytes).sha256.slice(0, 12) };
}

type Unhashed = Omit<ImportedNetwork, 'sourceHash'>;

async function fromOnnx(model: Uint8Array, file: string, { role }: ImportChoice): Promise<Unhashed> {
  const network = await inspectOnnx(model, file);
  const files = { network: `${role}.json`, weights: `${role}.onnx` };
  const contents = new Map<string, Uint8Array | string>([
    [files.network, JSON.stringify(network, null, 2) + '\n'],
    [files.weights, model],
  ]);
  const summary = `an ONNX model from ${shapeText(network.input)} to ${shapeText(network.output)}`;
  return { role, network, files, contents, summary, leftOut: [], load: loader({ network, model }, role) };
}

function fromWeights(bytes: Uint8Array, file: string, choice: ImportChoice): Unhashed {
  const { role, prefix } = choice;
  const checkpoint = readCheckpoint(bytes, file);
  const { network, weights, place, leftOut } = findNetwork(checkpoint, wanted(checkpoint, choice), prefix);
  requireFinite(weights, file);
  const files = { network: `${role}.json`, weights: `${role}.safetensors` };
  const contents = new Map<string, Uint8Array | string>([
    [files.network, writeNetwork(network)],
    [files.weights, writeSafetensors(asTensors(weights))],
  ]);
  const numbers = [...weights.values()].reduce((sum, { data }) => sum + data.length, 0);
  const summary = `${checkpoint.format}, ${place}, ${numbers} numbers`;
  return { role, network, files, contents, summary, leftOut, load: loader({ network, weights }, role) };
}

const loader = (loaded: LoadedNetwork | LoadedModel, role: string) => (engine: Engine) =>
  loadNetwork(loaded, engine, role);

/** A layer list that was given, else the one that the file brings along, else the preset. */
function wanted({ layers, file }: Checkpoint, choice: ImportChoice): Wanted {
  if (choice.layers) return { kind: 'layers', ...choice.layers };
  if (layers === undefined) return { kind: 'template', template: PRESETS[choice.preset][choice.role] };
  return { kind: 'layers', network: readNetwork(layers, file), name: 'its own layer list' };
}

const PATCH = [1, 128, 128];

/** A generator makes patches of rows, an encoder rows of patches, a discriminator numbers of patches. */
function checkRole(role: ImportRole, { input, output }: Network | OpaqueNetwork, file: string): void {
  const [row, patch] = role === 'generator' ? [input, output] : [output, input];
  if (!sameShape(patch, PATCH))
    refuse(file, role === 'generator' ? 'output' : 'input', patch, shapeText(PATCH));
  if (row.length !== 1) refuse(file, role === 'generator' ? 'input' : 'output', row, 'one row');
}

function refuse(file: string, layer: string, found: Shape, expected: string): never {
  return fail('network-unfit', { file, layer, found: shapeText(found), expected });
}
