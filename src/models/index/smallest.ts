/**
 * Where the `count` smallest values are, smallest first, ties by place; all of them when there are fewer.
 *
 * A heap of the best so far, the worst on top: most values are turned away by one comparison.
 */
export function smallest(values: Float64Array, count: number): number[] {
  const compare = (a: number, b: number) => values[a] - values[b] || a - b;
  const heap = Array.from({ length: Math.min(count, values.length) }, (_, place) => place);
  heap.sort((a, b) => compare(b, a));
  for (let place = heap.length; place < values.length; place++) {
    if (values[place] < values[heap[0]]) replaceTop(heap, place, compare);
  }
  return heap.sort(compare);
}

/** Puts a place where the worst was and lets it sink below all that are worse. */
function replaceTop(heap: number[], place: number, compare: (a: number, b: number) => number): void {
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && compare(heap[child + 1], heap[child]) > 0) child++;
    if (compare(heap[child], place) < 0) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = place;
}
