import type { Place } from './collection.js';
import type { Outcome } from './prepare.js';
import { prepareFile } from './prepare-file.js';
import type { CreateTask } from './task.js';
import { startWorkers } from './worker-pool.js';

/** What became of one image. */
export interface PlacedOutcomes {
  readonly place: Place;
  readonly outcomes: readonly Outcome[];
}

/** Files that hold stacks: their images are read one at a time and not sent about. */
const STACKS = /\.(npy|npz|h5|hdf5)(\.gz)?$/i;

/** Files that are decoded ahead, a worker: so that none waits. */
const AHEAD = 4;

/** The images of all inputs in their order, from an image of a file on. Workers decode single images ahead. */
export async function* preparedImages(
  { inputs, options, workers }: CreateTask,
  firstFile: number,
  firstImage: number,
): AsyncGenerator<PlacedOutcomes> {
  const pool = workers > 1 ? startWorkers(workers, options) : undefined;
  const ahead = new Map<number, Promise<readonly Outcome[]>>();
  try {
    for (let file = firstFile; file < inputs.length; file++) {
      for (let next = file; pool && next < Math.min(file + AHEAD * workers, inputs.length); next++)
        if (!ahead.has(next) && !STACKS.test(inputs[next].path))
          ahead.set(next, pool.prepare(inputs[next].path));
      const { path } = inputs[file];
      const waiting = ahead.get(file);
      if (waiting) yield { place: { file, path, image: 0, of: 1 }, outcomes: await waiting };
      else yield* imagesOf(file, path, file === firstFile ? firstImage : 0);
      ahead.delete(file);
    }
  } finally {
    await pool?.stop();
  }

  async function* imagesOf(file: number, path: string, from: number): AsyncGenerator<PlacedOutcomes> {
    const { count, images } = await prepareFile(path, options, from);
    let image = from;
    for await (const outcomes of images) yield { place: { file, path, image: image++, of: count }, outcomes };
  }
}
