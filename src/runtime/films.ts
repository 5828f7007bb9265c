import type { Item } from './values.js';

/** Items in rows: what was made from the same item by the same step stands in one; all of them where nothing was. */
export function filmsOf(items: readonly Item[]): Item[][] {
  const starts = items.flatMap((item, index) => {
    const before = items[index - 1];
    return before && before.from === item.from && before.by === item.by ? [] : [index];
  });
  const isSweep = starts.length < items.length;
  return isSweep ? starts.map((start, index) => items.slice(start, starts[index + 1])) : [[...items]];
}
