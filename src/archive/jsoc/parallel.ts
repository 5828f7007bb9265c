/** Works on all items, at most `jobs` at a time and in their order; the first error stops what has not begun. */
export async function inParallel<T>(
  items: Iterable<T>,
  jobs: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items].values();
  let isStopped = false;
  const worker = async () => {
    for (let next = queue.next(); !next.done && !isStopped; next = queue.next()) await work(next.value);
  };
  const stop = (error: unknown) => {
    isStopped = true;
    throw error;
  };
  const ends = await Promise.allSettled(Array.from({ length: jobs }, () => worker().catch(stop)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
