import { parentPort, workerData } from 'node:worker_threads';
import { openTrainingBackend } from '../../engines/training-backend.js';
import type { Tfjs } from '../../engines/tfjs-layout.js';
import type { Origin } from './checkpoint.js';
import { beginFrom, readCheckpoint } from './checkpoint.js';
import type { TeamMemory } from './team.js';
import { breakTeam, joinTeam } from './team.js';
import type { Training } from './training.js';

export type StartTraining<R, M, T extends Training = Training> = (tf: Tfjs, recipe: R, material: M) => T;

/** What a further worker of a training is started with. */
export interface WorkerData<R, M> {
  readonly recipe: R;
  readonly material: M;
  readonly engine: string;
  readonly memory: TeamMemory;
  readonly worker: number;
  readonly workers: number;
  /** Folder of the checkpoint to start from; none at the beginning. */
  readonly resume: { readonly folder: string; readonly origin: Origin } | null;
  /** Folder of the training whose networks to begin with; none where weights are drawn, or resumed. */
  readonly start: string | null;
}

/** The whole life of a further worker: takes the same steps as the first until that one has enough. */
export async function workAlong<R, M>(start: StartTraining<R, M>): Promise<void> {
  const data = workerData as WorkerData<R, M>;
  try {
    const { tf } = await openTrainingBackend(data.engine);
    const training = start(tf, data.recipe, data.material);
    if (data.resume) await readCheckpoint(data.resume.folder, training, data.resume.origin);
    else if (data.start !== null) await beginFrom(data.start, training);
    const team = joinTeam(data.memory, data.worker, data.workers);
    training.join(team);
    // The first waits for this before it waits for numbers: waiting for those, it would not hear of a failure.
    parentPort?.postMessage('ready');
    while (team.agree()) await training.next();
  } catch (error) {
    breakTeam(data.memory);
    throw error;
  }
}
