/** How many workers embed an archive, and their life. */
import { availableParallelism } from 'node:os';
import { CHUNK } from '../../models/training/embed.js';
import {
  canEmbedInTeam,
  startEmbeddingTeam,
  type EmbeddingSubject,
  type StoppableTeam,
} from '../../models/training/embedding-team.js';

const MOST_WORKERS = 4;
/** A worker takes as long to start as some hundred observations. */
const OBSERVATIONS_WORTH_A_WORKER = 512;

/** Engines that compute on one graphics card: several of them would not be faster. */
const ONE_CARD = new Set(['tfjs-node-gpu', 'webgpu']);

/**
 * Workers for some observations: as many as are wanted, as far as there is a chunk for each. By default one a core, four
 * at most; for few observations none is started.
 *
 * @param engine by name
 */
export function embeddingWorkers(observations: number, engine: string, wanted?: number): number {
  const worthwhile = Math.ceil(observations / OBSERVATIONS_WORTH_A_WORKER);
  const usual =
    ONE_CARD.has(engine) || !canEmbedInTeam()
      ? 1
      : Math.min(MOST_WORKERS, availableParallelism(), worthwhile);
  return Math.max(1, Math.min(wanted ?? usual, Math.ceil(observations / CHUNK)));
}

/** Does the work with a team, or without one where a single worker is wanted: that is this thread. */
export async function withEmbeddingTeam<T>(
  workers: number,
  subject: EmbeddingSubject,
  work: (team?: StoppableTeam) => Promise<T>,
): Promise<T> {
  if (workers === 1) return work();
  const team = startEmbeddingTeam(workers, subject);
  try {
    return await work(team);
  } finally {
    await team.stop();
  }
}
