import { fail } from '../../../diagnostics/diagnostic.js';
import type { Tfjs } from '../../engines/tfjs-layout.js';
import type { Tensor } from '../../network.js';
import type { PatchSet } from '../common/patch-cache.js';
import type { TrainedNetwork } from '../common/trained-network.js';
import type { Block } from './blocks.js';
import { embedSome } from './embed-some.js';

/**
 * Scales the blocks of an embedding so that the patches spread in each as the recipe says: the weights of the last layer
 * are multiplied, so that Euclidean distances weigh the blocks without more ado.
 *
 * @throws GiqError `file-structure` where a spread is wanted and the last layer is not linear
 */
export async function spreadBlocks(
  tf: Tfjs,
  trained: TrainedNetwork,
  blocks: readonly Block[],
  patches: PatchSet,
): Promise<TrainedNetwork> {
  if (blocks.every(({ spread, emphasis }) => spread === undefined && !emphasis)) return trained;
  const embedded = await embedSome(tf, trained, patches);
  const factors = factorsOf(
    embedded.map(({ row }) => row),
    blocks,
  );
  const last = trained.network.layers.at(-1)!;
  if (last.op !== 'linear')
    return fail('file-structure', {
      ...{ file: 'the recipe', key: 'encoder.blocks', found: `a spread after ${last.op}` },
      expected: 'a linear layer at the end',
    });
  const weights = new Map(trained.weights);
  for (const name of [last.weight, last.bias])
    if (name !== null) weights.set(name, scaleRows(weights.get(name)!, factors));
  return { network: trained.network, weights };
}

/** What to multiply every number of an embedding by. */
function factorsOf(rows: readonly Float32Array[], blocks: readonly Block[]): readonly number[] {
  const variance = (column: number) => {
    const mean = rows.reduce((sum, row) => sum + row[column], 0) / rows.length;
    return rows.reduce((sum, row) => sum + (row[column] - mean) ** 2, 0) / rows.length;
  };
  return blocks.flatMap(({ start, size, spread, emphasis = [] }) => {
    const own = Array.from({ length: size }, (_, i) => emphasis[i] ?? 1);
    const found = Math.sqrt(own.reduce((sum, factor, i) => sum + factor ** 2 * variance(start + i), 0));
    const factor = spread === undefined || found === 0 ? 1 : spread / found;
    return own.map((one) => one * factor);
  });
}

function scaleRows({ shape, data }: Tensor, factors: readonly number[]): Tensor {
  const length = data.length / factors.length;
  return { shape, data: data.map((value, i) => value * factors[Math.floor(i / length)]) };
}
