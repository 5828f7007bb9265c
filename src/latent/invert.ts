import { norm } from '../numeric/linear-algebra.js';
import { descend, descentFrom, type Descent, type Slope, type Survey } from './descend.js';

/** A place from which the latent of a picture is sought. */
export interface Start {
  /** What it is called in reports. */
  readonly name: string;
  readonly z: Float64Array;
}

export interface Inversion {
  readonly z: Float64Array;
  /** The start from which the best latent was found. */
  readonly start: string;
}

export interface InversionLimits {
  /** Renders a picture at most, once its best start is known. */
  readonly steps: number;
  readonly onStep?: (done: number, total: number) => void;
}

/** Share of the steps that each start gets before the best of them goes on alone. */
const TRIAL = 0.2;

/** What |z| away from √d costs, in the unit of the survey (kG²) a share of √d squared. */
const PRIOR = 3e-3;

/**
 * The latents whose renders come nearest to some pictures: ẑ = argmin ‖b − G(z)‖² (design section 4) from several starts
 * at once. Each start descends a little, the best of each picture goes on. Latents are held near |z| = √d, where draws of
 * the prior lie, by a penalty far smaller than what tells pictures apart.
 *
 * @param starts a list for each picture
 * @param survey mean squared differences from the pictures
 */
export async function invert(
  starts: readonly (readonly Start[])[],
  survey: Survey,
  { steps, onStep = () => {} }: InversionLimits,
): Promise<Inversion[]> {
  const trial = Math.max(1, Math.round(TRIAL * steps));
  const penalised = withPrior(survey);
  const all = starts.map((list, target) => list.map(({ z }) => descentFrom({ z, target })));
  let done = 0;
  const count = () => onStep(++done, steps);
  await descend(all.flat(), penalised, trial, count);
  const winners = all.map(bestOf);
  const best = winners.map((winner, target) => all[target][winner]);
  await descend(best, penalised, steps - trial, count);
  return best.map(({ z }, target) => ({ z, start: starts[target][winners[target]].name }));
}

function bestOf(descents: readonly Descent[]): number {
  return descents.reduce((best, { value }, index) => (value < descents[best].value ? index : best), 0);
}

function withPrior(survey: Survey): Survey {
  return async (points) => {
    const slopes = await survey(points);
    return slopes.map((slope, index) => plusPrior(slope, points[index].z));
  };
}

/** Adds PRIOR × (|z|/√d − 1)². */
function plusPrior({ value, gradient }: Slope, z: Float64Array): Slope {
  const usual = Math.sqrt(z.length);
  const length = norm(z);
  const excess = length / usual - 1;
  const pull = (2 * PRIOR * excess) / (usual * Math.max(length, Number.MIN_VALUE));
  return {
    value: value + PRIOR * excess ** 2,
    gradient: gradient.map((slope, i) => slope + pull * z[i]),
  };
}
