/** Requests such as `shift TUF by +30% keeping R, PSEP`, asked of many latents, and what came of them. */
import { calibrate, type Calibration, type Goal } from '../latent/calibrate.js';
import type { Model } from '../models/engine.js';
import type { WorldStatistics } from '../models/statistics-file.js';
import { fail } from '../diagnostics/diagnostic.js';
import { quantile } from '../numeric/statistics.js';
import { signGoal, valueGoal } from '../runtime/aiming.js';
import { lookThrough } from '../runtime/sighting.js';

/** What is asked of every latent. */
export interface Request {
  readonly title: string;
  /** The parameter that is to change, and those to keep. */
  readonly names: readonly string[];
  readonly goals: (before: Float64Array, statistics: WorldStatistics) => Goal[];
}

const KEPT = ['TUF', 'R', 'PSEP'];

/** Multiplies one of TUF, R and PSEP and keeps the others. */
function scaledBy(percent: number, target: string): Request {
  const names = [target, ...KEPT.filter((name) => name !== target)];
  const sign = percent < 0 ? '−' : '+';
  return {
    title: `${target} ${sign}${Math.abs(percent)} %`,
    names,
    goals: (before, statistics) =>
      names.map((name, k) =>
        valueGoal(name, before[k] * (k === 0 ? 1 + percent / 100 : 1), k === 0, statistics),
      ),
  };
}

const flip: Request = {
  title: 'polarity flip',
  names: ['POLARITY', ...KEPT],
  goals: ([separation, ...kept], statistics) => [
    signGoal(separation, true, statistics),
    ...KEPT.map((name, k) => valueGoal(name, kept[k], false, statistics)),
  ],
};

export const REQUESTS: readonly Request[] = [
  scaledBy(30, 'TUF'),
  scaledBy(-30, 'TUF'),
  scaledBy(30, 'PSEP'),
  scaledBy(30, 'R'),
  flip,
];

/** One answered request. */
export interface Answer {
  readonly result: Calibration;
  readonly goals: readonly Goal[];
  readonly before: Float64Array;
  readonly seconds: number;
}

export interface AskOptions {
  readonly generator: Model;
  readonly statistics: WorldStatistics;
  readonly latent: (item: number) => Float64Array;
  /** Answers wanted. */
  readonly count: number;
  readonly signal: AbortSignal;
  readonly onAnswer?: (answered: number) => void;
}

/** Latents tried for each answer wanted: a world whose patches lack these parameters has few in range. */
const TRIES = 5;

/**
 * Asks one latent after the other, so that the time of an answer is that of one query, until `count` have answered.
 * Latents that lack a parameter, have nothing to scale, or whose target is out of range are passed over: in range is
 * between the 1st and the 99th percentile of the world's generated patches.
 *
 * @throws GiqError `cancelled`
 */
export async function ask(request: Request, options: AskOptions): Promise<Answer[]> {
  const { generator, statistics, latent, count, signal, onAnswer } = options;
  const look = lookThrough(generator, request.names, signal);
  const answers: Answer[] = [];
  for (let item = 0; answers.length < count && item < TRIES * count; item++) {
    if (signal.aborted) fail('cancelled', {});
    const z = latent(item);
    const [{ values: before }] = await look([z]);
    if (!before.every((value) => Number.isFinite(value) && value !== 0)) continue;
    const goals = request.goals(before, statistics);
    if (!inRange(goals[0], request.names[0], statistics)) continue;
    const start = performance.now();
    const [result] = await calibrate([z], [goals], look);
    answers.push({ result, goals, before, seconds: (performance.now() - start) / 1000 });
    onAnswer?.(answers.length);
  }
  return answers;
}

function inRange({ aim, target }: Goal, name: string, { parameters, shares }: WorldStatistics): boolean {
  if (aim === 'sign') return true;
  const [low, high] = [0.01, 0.99].map((share) => parameters[name].quantiles[shares.indexOf(share)]);
  return target >= low && target <= high;
}

/** The answers to one request in figures; drifts, leakage and medians run along the kept parameters. */
export interface RequestSummary {
  readonly answers: number;
  /** Share whose requested parameter came within 2 % of the target, or changed its sign. */
  readonly met: number;
  /** Share that met the request and kept everything within tolerance. */
  readonly reached: number;
  /** Mean |change| of each kept parameter over its standard deviation. */
  readonly drifts: readonly number[];
  /** The same over the mean change of the requested parameter in standard deviations. */
  readonly leakage: readonly number[];
  /** Median |change| of each kept parameter over its value before. */
  readonly relativeDrifts: readonly number[];
  /** Share in which no kept parameter drifted by 5 % of its value or more. */
  readonly quiet: number;
  readonly steps: number;
  readonly medianSeconds: number;
}

const WITHIN = 0.02;
const QUIET = 0.05;

export function summarise(answers: readonly Answer[]): RequestSummary {
  const kept = [...(answers[0]?.goals.keys() ?? [])].slice(1);
  const drifts = kept.map((k) => mean(answers.map((one) => changeOf(one, k) / one.goals[k].scale)));
  const change = mean(answers.map((one) => changeOf(one, 0) / one.goals[0].scale));
  return {
    answers: answers.length,
    met: share(answers, isMet),
    reached: share(answers, ({ result }) => result.reached),
    drifts,
    leakage: drifts.map((drift) => drift / change),
    relativeDrifts: kept.map((k) => median(answers.map((one) => relativeChangeOf(one, k)))),
    quiet: share(answers, (one) => kept.every((k) => relativeChangeOf(one, k) < QUIET)),
    steps: mean(answers.map(({ result }) => result.iterations)),
    medianSeconds: median(answers.map(({ seconds }) => seconds)),
  };
}

function isMet({ result, goals: [goal] }: Answer): boolean {
  const [value] = result.values;
  return goal.aim === 'sign'
    ? Math.sign(value) === Math.sign(goal.target)
    : Math.abs(value - goal.target) <= WITHIN * Math.abs(goal.target);
}

const changeOf = ({ result, before }: Answer, k: number) => Math.abs(result.values[k] - before[k]);
const relativeChangeOf = (answer: Answer, k: number) => changeOf(answer, k) / Math.abs(answer.before[k]);
const share = (answers: readonly Answer[], test: (answer: Answer) => boolean) =>
  answers.filter(test).length / answers.length;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) => quantile(Float64Array.from(values).sort(), 0.5);
