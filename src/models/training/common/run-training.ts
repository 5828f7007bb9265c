import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { fail } from '../../../diagnostics/diagnostic.js';
import { openTrainingBackend } from '../../engines/training-backend.js';
import type { Tfjs } from '../../engines/tfjs-layout.js';
import type { Origin } from './checkpoint.js';
import { beginFrom, hasCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint.js';
import type { Team } from './team.js';
import { ALONE, joinTeam, teamMemory } from './team.js';
import type { Training } from './training.js';
import type { StartTraining, WorkerData } from './work-along.js';

/** How far a training is. */
export interface Report {
  readonly step: number;
  readonly images: number;
  readonly phase: string;
  readonly losses: Readonly<Record<string, number>>;
}

/** What every recipe says of the course of a training. */
interface Course {
  readonly batch: number;
  readonly every: { readonly report: number; readonly checkpoint: number };
}

export interface TrainingTask<R> {
  readonly recipe: R;
  /** Says which archive the patches are of. */
  readonly archive: string;
  /** Name of an engine, or `auto`. */
  readonly engine: string;
  readonly workers: number;
  readonly folder: string;
  readonly resume: boolean;
  /** Folder of an earlier training of the same networks, whose weights to begin with; without effect on resuming. */
  readonly start?: string;
  readonly signal: AbortSignal;
  readonly onStart?: (step: number, engine: string) => Promise<void>;
  readonly onStep?: (images: number) => void;
  readonly onReport?: (report: Report) => Promise<void>;
}

/** What is trained, and on what. */
export interface Subject<R, M, T extends Training> {
  /** What the training is given besides the recipe; workers get a copy, shared memory apart. */
  readonly material: M;
  readonly start: StartTraining<R, M, T>;
  /** The module that a worker runs: it calls `workAlong` with the same `start`. */
  readonly script: URL;
  readonly afterStep?: (tf: Tfjs, training: T) => Promise<void>;
  /** What the steps depend on, of the recipe: the rest may change while the training goes on. All unless given. */
  readonly decisive?: (recipe: R) => unknown;
}

const WORKERS_MOST = 64;

/**
 * Takes all steps of a training, with checkpoints as the recipe says: one that was killed and is resumed ends with the
 * same bytes. The caller writes the result, and disposes of the training.
 *
 * @throws GiqError `training-exists`, `training-absent`, `training-changed`, `training-start-unfit`, `workers-unfit`, `worker-lost`; `cancelled`
 *   after a checkpoint when the signal is aborted
 */
export async function runTraining<R extends Course, M, T extends Training>(
  task: TrainingTask<R>,
  subject: Subject<R, M, T>,
): Promise<{ readonly tf: Tfjs; readonly training: T }> {
  const { recipe, workers, folder, resume } = task;
  if (recipe.batch % workers !== 0 || workers > WORKERS_MOST)
    fail('workers-unfit', { workers, batch: recipe.batch });
  if (!resume && (await hasCheckpoint(folder))) fail('training-exists', { folder });
  const { name, tf } = await openTrainingBackend(task.engine);
  const training = subject.start(tf, recipe, subject.material);
  const origin = originOf(task, subject.decisive?.(recipe) ?? recipe, name);
  if (resume) await readCheckpoint(folder, training, origin);
  else if (task.start !== undefined) await beginFrom(task.start, training);
  const { team, stop } = await startTeam(task, subject, name, training.shareMost, origin);
  training.join(team);
  await task.onStart?.(training.step, name);
  try {
    await loop(task, training, team, origin, async () => subject.afterStep?.(tf, training));
  } finally {
    await stop();
  }
  return { tf, training };
}

async function loop<R extends Course>(
  { recipe, folder, signal, onStep, onReport }: TrainingTask<R>,
  training: Training,
  team: Team,
  origin: Origin,
  afterStep: () => Promise<void>,
): Promise<void> {
  const { report, checkpoint } = recipe.every;
  while (team.agree(!training.isDone && !signal.aborted)) {
    const { phase } = training;
    const losses = await training.next();
    const { step, images } = training;
    onStep?.(images);
    if (step % report === 0 || training.isDone) await onReport?.({ step, images, phase, losses });
    if (step % checkpoint === 0) await writeCheckpoint(folder, training, origin);
    await afterStep();
    await breathe();
  }
  await writeCheckpoint(folder, training, origin);
  if (signal.aborted && !training.isDone) fail('cancelled', {});
}

function originOf<R>({ archive, workers }: TrainingTask<R>, decisive: unknown, engine: string): Origin {
  const hash = createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
  return { recipe: hash, archive, engine, workers: String(workers) };
}

/** @throws GiqError `worker-lost` where a worker cannot begin: this thread would wait for it, deaf to its end */
async function startTeam<R, M, T extends Training>(
  { recipe, workers, folder, resume, start }: TrainingTask<R>,
  { material, script }: Subject<R, M, T>,
  engine: string,
  shareMost: number,
  origin: Origin,
) {
  if (workers === 1) return { team: ALONE, stop: () => Promise.resolve() };
  const memory = teamMemory(workers, shareMost);
  const others = Array.from({ length: workers - 1 }, (_, index) => {
    const workerData: WorkerData<R, M> = {
      ...{ recipe, material, engine, memory, worker: index + 1, workers },
      ...{ resume: resume ? { folder, origin } : null, start: start ?? null },
    };
    return new Worker(script, { workerData });
  });
  const stop = async () => {
    await Promise.all(others.map((worker) => worker.terminate()));
  };
  // What goes wrong in a worker later is met by `average`, which then throws here.
  others.forEach((worker) => worker.on('error', () => {}));
  try {
    await Promise.all(others.map((worker) => once(worker, 'message')));
  } catch (error) {
    await stop();
    fail('worker-lost', { reason: error instanceof Error ? error.message : String(error) });
  }
  return { team: joinTeam(memory, 0, workers), stop };
}
