import { workerData } from 'node:worker_threads';
import { openTrainingBackend } from '../../engines/training-backend.js';
import type { Origin } from './checkpoint.js';
import { readCheckpoint } from './checkpoint.js';
import type { PatchSet } from './patch-cache.js';
import type { Recipe } from './recipe.js';
import type { TeamMemory } from './team.js';
import { breakTeam, joinTeam } from './team.js';
import { Training } from './training.js';

/** What a further worker of a training is started with. */
export interface WorkerData {
  readonly recipe: Recipe;
  readonly patches: PatchSet;
  readonly engine: string;
  readonly memory: TeamMemory;
  readonly worker: number;
  readonly workers: number;
  /** Folder of the checkpoint to start from; none at the beginning. */
  readonly resume: { readonly folder: string; readonly origin: Origin } | null;
}

const data = workerData as WorkerData;
try {
  const { tf } = await openTrainingBackend(data.engine);
  const training = new Training(tf, data.recipe, data.patches);
  if (data.resume) await readCheckpoint(data.resume.folder, training, data.resume.origin);
  const team = joinTeam(data.memory, data.worker, data.workers);
  training.join(team);
  while (team.agree()) training.next();
} catch (error) {
  breakTeam(data.memory);
  throw error;
}
