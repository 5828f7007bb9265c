import type { Tfjs } from '../../engines/tfjs-layout.js';
import type { Tensor, Weights } from '../../network.js';
import type { TrainedNetwork } from '../common/trained-network.js';
import { embedSome, type EmbeddedPatch } from './embed-some.js';
import type { EncoderMaterial } from './material.js';

/** Numbers of an embedding that are to be parameters: those of the loss with this index, from `start` on. */
export interface DirectTarget {
  readonly loss: number;
  readonly start: number;
}

/** target ≈ slope × number + offset. */
interface Line {
  readonly slope: number;
  readonly offset: number;
}

/**
 * The weights of a finished encoder, its last layer changed so that every number that is to be a parameter fits that
 * parameter of these patches best, by least squares. A finished encoder has been given spreads and emphases, and is
 * standardised by another archive: gone on with as it is, it would first unlearn in large steps what it knows.
 *
 * @returns the weights as they are where the last layer is not linear
 */
export async function fitToTargets(
  tf: Tfjs,
  trained: TrainedNetwork,
  material: EncoderMaterial,
  direct: readonly DirectTarget[],
): Promise<Weights> {
  const last = trained.network.layers.at(-1)!;
  if (direct.length === 0 || last.op !== 'linear') return trained.weights;
  const embedded = await embedSome(tf, trained, material.patches);
  const lines = new Map(direct.flatMap((each) => linesOf(each, embedded, material)));
  const weights = new Map(trained.weights);
  const change = (name: string | null, offset: (line: Line) => number) => {
    if (name !== null) weights.set(name, alongLines(weights.get(name)!, lines, offset));
  };
  change(last.weight, () => 0);
  change(last.bias, (line) => line.offset);
  return weights;
}

function linesOf(
  { loss, start }: DirectTarget,
  embedded: readonly EmbeddedPatch[],
  { targets }: EncoderMaterial,
): [number, Line][] {
  const { names, values } = targets[loss]!;
  return names.map((_, column) => {
    const number = embedded.map(({ row }) => row[start + column]);
    const target = embedded.map(({ patch }) => values[patch * names.length + column]);
    return [start + column, lineOf(number, target)];
  });
}

/** Of a number that is the same everywhere nothing is known: it stays. */
function lineOf(x: readonly number[], y: readonly number[]): Line {
  const [meanX, meanY] = [x, y].map(
    (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  );
  const variance = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (variance === 0) return { slope: 1, offset: 0 };
  const slope = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0) / variance;
  return { slope, offset: meanY - slope * meanX };
}

/** Rows of a tensor of the last layer, each multiplied by the slope of its line. */
function alongLines(
  { shape, data }: Tensor,
  lines: ReadonlyMap<number, Line>,
  offset: (line: Line) => number,
): Tensor {
  const length = data.length / shape[0];
  return {
    shape,
    data: data.map((value, i) => {
      const line = lines.get(Math.floor(i / length));
      return line ? line.slope * value + offset(line) : value;
    }),
  };
}
