/** Physical parameters of items: from the archive's catalogue, or measured on the picture. */
import type { Archive } from '../archive/archive.js';
import type { Patch } from '../physics/field.js';
import { measureField } from '../physics/measure.js';
import { parameterNamed } from '../physics/parameters/index.js';
import type { Parameter } from '../physics/parameter.js';
import { fromRaw, quantities, type Geometry, type Measurement } from '../physics/quantity.js';
import type { Context } from './context.js';
import { eachChunk } from './imaging.js';
import { canMeasureInTeam, startMeasuringTeam, type MeasuringTeam } from './measuring-team.js';
import type { Item } from './values.js';

/** Makes sure that every item knows the raw values of these parameters. Pictures are looked at only where they must. */
export async function measure(
  items: readonly Item[],
  names: readonly string[],
  context: Context,
): Promise<void> {
  await lookUp(items, names, context);
  const unknown = items.filter((item) => names.some((name) => !item.cache.measured.has(name)));
  if (unknown.length >= WORTH_A_TEAM && canMeasureInTeam()) return measureInTeam(unknown, names, context);
  await eachChunk(unknown, 'measuring', context, async (chunk, patches) => {
    chunk.forEach((item, index) => measureItem(item, names, patches[index]));
  });
}

/** From so many items on threads win more than they take to start. */
const WORTH_A_TEAM = 512;

/** Threads measure one chunk while the pictures of the next are being made. */
async function measureInTeam(
  items: readonly Item[],
  names: readonly string[],
  context: Context,
): Promise<void> {
  const team = startMeasuringTeam();
  let earlier = Promise.resolve();
  try {
    await eachChunk(items, 'measuring', context, async (chunk, patches) => {
      await earlier;
      earlier = measureChunk(chunk, names, patches, team);
      // Met by the next chunk; until then nobody waits for it.
      earlier.catch(() => {});
    });
    await earlier;
  } finally {
    await team.stop();
  }
}

async function measureChunk(
  items: readonly Item[],
  names: readonly string[],
  patches: readonly Patch[],
  team: MeasuringTeam,
): Promise<void> {
  const missing = names.filter((name) => items.some((item) => !item.cache.measured.has(name)));
  const { size } = patches[0];
  const pixels = new Float32Array(items.length * size * size);
  patches.forEach((patch, index) => pixels.set(patch.pixels, index * size * size));
  const values = await team.measure(pixels, items.length, size, missing);
  items.forEach((item, index) =>
    missing.forEach((name, place) => {
      const known = item.cache.measured;
      if (!known.has(name)) known.set(name, values[index * missing.length + place]);
    }),
  );
}

/** The same for items whose pictures are at hand. */
export async function measureOn(
  patches: readonly Patch[],
  items: readonly Item[],
  names: readonly string[],
  context: Context,
): Promise<void> {
  await lookUp(items, names, context);
  items.forEach((item, index) => measureItem(item, names, patches[index]));
}

function measureItem(item: Item, names: readonly string[], patch: Patch): void {
  const missing = names.filter((name) => !item.cache.measured.has(name));
  const values = measureField(patch, missing);
  missing.forEach((name, index) => item.cache.measured.set(name, values[index]));
}

async function lookUp(items: readonly Item[], names: readonly string[], context: Context): Promise<void> {
  if (!items.some((item) => item.position !== undefined)) return;
  const archive = await context.world.archive();
  for (const item of items) if (item.position !== undefined) lookUpItem(item, item.position, names, archive);
}

function lookUpItem(item: Item, position: number, names: readonly string[], archive: Archive): void {
  for (const name of names) {
    const column = archive.parameter(name);
    if (column && !item.cache.measured.has(name)) item.cache.measured.set(name, column[position]);
  }
}

/** The raw value of a parameter that `measure` has been called for; NaN where it is missing. */
export function rawValue(item: Item, name: string): number {
  const value = item.cache.measured.get(name);
  if (value === undefined) throw new Error(`${name} of ${item.id} was read before it was measured`);
  return value;
}

/** The parameters of a world, in its order. */
export function parametersOf(names: readonly string[]): Parameter[] {
  return names.map((name) => {
    const parameter = parameterNamed(name);
    if (!parameter) throw new Error(`the world names a parameter ${name} that giq does not know`);
    return parameter;
  });
}

/** A measured parameter in the unit that is shown, and in the others. */
export function measurementOf(item: Item, parameter: Parameter): Measurement {
  return quantities(parameter, rawValue(item, parameter.name), geometryOf(item));
}

/** A measured parameter in a unit of the plan; NaN where it is missing or the pixel scale is not known. */
export function valueIn(item: Item, parameter: Parameter, unit: string | undefined): number {
  const raw = rawValue(item, parameter.name);
  return unit === undefined ? raw : fromRaw(parameter, raw, unit, geometryOf(item));
}

/** What is known about how an item lies on the Sun, its TILT if that has been measured. */
export function geometryOf(item: Item): Geometry {
  const tilt = item.cache.measured.get('TILT');
  return { ...(item.scale && { scale: item.scale }), ...(tilt !== undefined && { tilt }) };
}

/** PSEP in Mm needs the line's tilt where pixels are not square, so TILT is measured with it. */
export function withGeometry(names: readonly string[]): string[] {
  return names.includes('PSEP') && !names.includes('TILT') ? [...names, 'TILT'] : [...names];
}
