import type { Engine } from '../models/engine.js';
import { lazily } from '../models/lazily.js';
import type { World } from '../models/world.js';
import { randomStream } from '../numeric/random.js';
import { GIQ_VERSION } from '../runtime/version.js';
import { isReasonToLeaveOut } from './reasons.js';
import { REPORT_FORMAT, type EvaluationReport, type SectionReport } from './report.js';
import { drawPositions, fetchPatches, generate } from './samples.js';
import { PURPOSES, type EvaluationContext, type EvaluationSection } from './section.js';

export interface EvaluationOptions {
  readonly world: World;
  readonly engine: Engine;
  /** Names all random numbers: latents, archive positions, resamples. */
  readonly seed: number;
  /** Generated patches, at least 2; 1,000 for the figures of a paper. */
  readonly queries: number;
  readonly sections: readonly EvaluationSection[];
  readonly signal: AbortSignal;
  readonly progress: (label: string, done: number, total: number) => void;
}

/** Streams below belong to the latents of `generate`. */
const FIRST_STREAM = 2 ** 40;

/**
 * Evaluates a world, section by section. The same world, seed and count give the same figures on one engine; timings
 * stand apart from them.
 *
 * @throws GiqError `cancelled`, and whatever is wrong with the world's files
 */
export async function evaluateWorld(options: EvaluationOptions): Promise<EvaluationReport> {
  const { world, engine, seed, queries } = options;
  const { name, hash, manifest } = world;
  const context = contextOf(options);
  const sections: SectionReport[] = [];
  for (const section of options.sections) sections.push(await reportOf(section, context));
  return {
    format: REPORT_FORMAT,
    giq: GIQ_VERSION,
    world: { name, hash, simulated: manifest.simulated },
    engine: engine.name,
    random: manifest.random,
    ...{ seed, queries, sections },
  };
}

function contextOf({ sections: _, ...options }: EvaluationOptions): EvaluationContext {
  const { world, engine, seed, queries } = options;
  const stream: EvaluationContext['stream'] = (purpose) =>
    randomStream(seed, FIRST_STREAM + PURPOSES.indexOf(purpose));
  return {
    ...options,
    stream,
    generated: lazily(async () => generate(await world.generator(engine), seed, queries, options)),
    observed: lazily(async () => {
      const archive = await world.archive();
      return fetchPatches(archive, drawPositions(archive.size, queries, stream('archive')), options);
    }),
  };
}

async function reportOf(section: EvaluationSection, context: EvaluationContext): Promise<SectionReport> {
  const { name, title } = section;
  const start = performance.now();
  try {
    const { tables, distributions = [], timings = [] } = await section.run(context);
    const whole = { what: 'the whole section', seconds: (performance.now() - start) / 1000 };
    return { name, title, state: 'done', tables, distributions, timings: [...timings, whole] };
  } catch (error) {
    if (!isReasonToLeaveOut(error)) throw error;
    return { name, title, state: 'left-out', reason: error.message };
  }
}
