import type { NpyArray } from '../../archive/readers/npy.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Engine } from '../engine.js';
import { runInChunks } from '../run-in-chunks.js';
import type { Shape } from '../shape.js';
import { sameShape } from '../shape.js';
import type { ImportedNetwork } from './import-network.js';

/** What a network was given elsewhere, and what it made of it: [items, …shape]. */
export interface Verification {
  readonly inputs: NpyArray;
  readonly outputs: NpyArray;
  /** Names for messages. */
  readonly files: { readonly inputs: string; readonly outputs: string };
}

export interface Verified {
  readonly network: ImportedNetwork;
  readonly items: number;
  /** The largest absolute difference of any number. */
  readonly difference: number;
}

/**
 * Runs the imported network that inputs and outputs fit, and compares.
 *
 * @param tolerance the largest absolute difference that passes
 * @throws GiqError `import-verification-unfit`, `import-unverified`
 */
export async function verifyImport(
  networks: readonly ImportedNetwork[],
  verification: Verification,
  engine: Engine,
  tolerance: number,
  signal?: AbortSignal,
): Promise<Verified> {
  const network = networkOf(networks, verification);
  const { inputs, outputs, files } = verification;
  const items = inputs.shape[0];
  const model = await network.load(engine);
  const found = await runInChunks(model, inputs.values, items, { ...(signal && { signal }) });
  model.dispose();
  const difference = largestDifference(found, outputs.values);
  if (!(difference <= tolerance)) {
    const sizes = { difference: difference.toPrecision(2), tolerance: String(tolerance) };
    fail('import-unverified', { network: network.role, file: files.outputs, ...sizes });
  }
  return { network, items, difference };
}

/** The network whose shapes they have: a generator's inputs are no encoder's. */
function networkOf(
  networks: readonly ImportedNetwork[],
  { inputs, outputs, files }: Verification,
): ImportedNetwork {
  const fitting = networks.filter(({ network }) => isBatchOf(inputs.shape, network.input));
  if (fitting.length === 0)
    return refuse(
      files.inputs,
      inputs.shape,
      networks.map(({ network }) => network.input),
    );
  const both = fitting.find(({ network }) => isBatchOf(outputs.shape, network.output));
  const same = inputs.shape[0] === outputs.shape[0];
  return both && same
    ? both
    : refuse(
        files.outputs,
        outputs.shape,
        fitting.map(({ network }) => network.output),
        inputs.shape[0],
      );
}

/** Whether a shape is that of some items; sides of 1 do not count. */
function isBatchOf([items, ...shape]: Shape, item: Shape): boolean {
  return items > 0 && sameShape(withoutOnes(shape), withoutOnes(item));
}

const withoutOnes = (shape: Shape): Shape => shape.filter((side) => side !== 1);

function refuse(file: string, found: Shape, items: readonly Shape[], count?: number): never {
  const shapes = items.map((shape) => `[${[count ?? 'items', ...shape].join(', ')}]`);
  const expected = [...new Set(shapes)].join(' or ');
  return fail('import-verification-unfit', { file, found: `[${found.join(', ')}]`, expected });
}

function largestDifference(found: Float32Array, expected: Float32Array): number {
  return found.reduce((largest, value, index) => {
    const difference = Math.abs(value - expected[index]);
    return Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
  }, 0);
}
