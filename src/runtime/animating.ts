/** Latents and patches as an animation: one film for each row of a sweep, side by side. */
import { filmOf, type Film, type FrameContent, type ValueBar } from '../render/animation/index.js';
import { printNumber } from '../render/figure/print-number.js';
import { parametersOf, measure, measurementOf, rawValue, withGeometry } from './measuring.js';
import { distributionsIn } from './presenting.js';
import { fail } from '../diagnostics/diagnostic.js';
import type { Context } from './context.js';
import { patchesOf } from './imaging.js';
import { filmsOf } from './films.js';
import { itemsOf, type Item, type Value } from './values.js';

const SHOWN = ['TUF', 'R', 'PSEP', 'TILT'];
/** Films that stand beside one another. */
const MOST = 4;

/** Pictures with value bars between the 1st and the 99th percentile of the archive, forwards and back. */
export async function animationOf(value: Value, context: Context): Promise<Film> {
  const films = filmsOf(itemsOf(value));
  if (films.length > MOST) fail('too-many-films', { films: films.length, most: MOST });
  const known = context.world.manifest.parameters;
  const names = SHOWN.filter((name) => known.includes(name));
  const contents = await Promise.all(films.map((items) => contentsOf(items, names, context)));
  const length = Math.max(...contents.map((film) => film.length));
  const frames = Array.from({ length }, (_, index) =>
    contents.map((film) => film[Math.min(index, film.length - 1)]),
  );
  return filmOf(frames, (done) =>
    context.emit({ type: 'progress', label: 'animating', done, total: length }),
  );
}

async function contentsOf(
  items: readonly Item[],
  names: readonly string[],
  context: Context,
): Promise<FrameContent[]> {
  await measure(items, withGeometry(names), context);
  const patches = await patchesOf(items, context);
  const known = await distributionsIn(names, context.world);
  return items.map((item, index) => ({
    title: titleOf(item),
    field: patches[index],
    bars: names.map((name) => barOf(item, name, known.get(name)?.quantiles ?? [])),
  }));
}

function titleOf({ id, by, meta: { offset } }: Item): string {
  if (typeof offset !== 'number') return id;
  return `${by ?? id}: ${offset > 0 ? '+' : ''}${offset}`.replace(': -', ': −');
}

function barOf(item: Item, name: string, quantiles: readonly number[]): ValueBar {
  const [parameter] = parametersOf([name]);
  const { value, unit } = measurementOf(item, parameter);
  const text = `${printNumber(value)} ${Number.isNaN(value) ? '' : unit}`.trim();
  const [low, high] = [quantiles[0] ?? NaN, quantiles.at(-1) ?? NaN];
  return { name, text, share: (rawValue(item, name) - low) / (high - low) };
}
