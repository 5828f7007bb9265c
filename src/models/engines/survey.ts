import type { Engine, EngineFactory } from '../engine.js';
import type { Network, Weights } from '../network.js';
import { sizeOf } from '../shape.js';
import { engineFactories, tryOpen } from './index.js';

/** What `giq doctor` says of an engine. */
export interface EngineReport {
  readonly name: string;
  readonly title: string;
  /** Why it cannot be used; absent where it can. */
  readonly reason?: string;
  /** What of this machine it runs on. */
  readonly remark?: string;
  /** Milliseconds an item in a batch of 8, after a first run; absent where it cannot be used. */
  readonly millisecondsPerItem?: number;
}

const BATCH = 8;

/** Opens every engine in turn and measures it on a network, such as a world's generator. */
export async function surveyEngines(
  network: Network,
  weights: Weights,
  factories: readonly EngineFactory[] = engineFactories,
): Promise<readonly EngineReport[]> {
  const reports: EngineReport[] = [];
  for (const factory of factories) {
    const { name, title } = factory;
    const opened = await tryOpen(factory);
    const finding = 'reason' in opened ? opened : await findingOf(opened.engine, network, weights);
    reports.push({ name, title, ...finding });
  }
  return reports;
}

async function findingOf(engine: Engine, network: Network, weights: Weights) {
  const { remark } = engine;
  return { millisecondsPerItem: await measure(engine, network, weights), ...(remark && { remark }) };
}

async function measure(engine: Engine, network: Network, weights: Weights): Promise<number> {
  const model = await engine.load(network, weights);
  const input = new Float32Array(BATCH * sizeOf(network.input)).fill(0.5);
  await model.run(input, BATCH);
  const start = performance.now();
  await model.run(input, BATCH);
  const elapsed = performance.now() - start;
  model.dispose();
  engine.dispose();
  return elapsed / BATCH;
}
