/** Where inversions start from: what a network says, what a linear estimate says, the nearest of an album, random draws. */
import { linearInverse, nearestLatent, type Album, type Sketch } from '../latent/linear-inverse.js';
import type { Start } from '../latent/invert.js';
import { runInChunks } from '../models/run-in-chunks.js';
import { latentVector } from '../numeric/random.js';
import { PATCH_SIZE, type Field } from '../physics/field.js';
import type { Context } from './context.js';
import { packLatents } from './imaging.js';

/** The album: so many patches, drawn from this seed, averaged to squares of so many pixels on a side. */
const ALBUM = { recipe: 1, patches: 1000, seed: 20110215, side: 16 } as const;
const AREA = PATCH_SIZE * PATCH_SIZE;
/** Patches rendered at a time. */
const CHUNK = 50;

export interface StartChoice {
  /** How many, at least 1; the most promising kinds come first. */
  readonly count: number;
  /** Of the random ones. */
  readonly seed: number;
}

/** The starts of each picture. The album is rendered once for a world and kept in the cache. */
export async function startsOf(
  pictures: readonly Field[],
  { count, seed }: StartChoice,
  context: Context,
): Promise<Start[][]> {
  const learnt = await learntStarts(pictures, context);
  const album = count > learnt[0].length ? await albumOf(context) : undefined;
  const estimate = album && linearInverse(album);
  const random = Array.from({ length: count }, (_, index) => ({
    name: `random ${index + 1}`,
    z: latentVector(seed, index, context.world.manifest.generator.latent),
  }));
  return pictures.map(({ pixels }, index) => {
    const starts = [...learnt[index]];
    const sketch = sketchOf(pixels);
    if (album && estimate) {
      starts.push({ name: 'linear', z: estimate(sketch) });
      starts.push({ name: 'nearest', z: nearestLatent(album, sketch) });
    }
    return [...starts, ...random].slice(0, count);
  });
}

/** What the world's inverter says, for worlds that have one: an empty list a picture where not. */
async function learntStarts(pictures: readonly Field[], { world, engine }: Context): Promise<Start[][]> {
  if (!world.manifest.inverter) return pictures.map(() => []);
  const inverter = await world.inverter(await engine());
  const pixels = new Float32Array(pictures.length * AREA);
  pictures.forEach((picture, index) => pixels.set(picture.pixels, index * AREA));
  const latents = Float64Array.from(await runInChunks(inverter, pixels, pictures.length));
  const dimension = latents.length / pictures.length;
  return pictures.map((_, index) => [
    { name: 'encoder', z: latents.slice(index * dimension, (index + 1) * dimension) },
  ]);
}

async function albumOf(context: Context): Promise<Album> {
  const dimension = context.world.manifest.generator.latent;
  const latents = Array.from({ length: ALBUM.patches }, (_, item) =>
    latentVector(ALBUM.seed, item, dimension),
  );
  const all = await sketchesOf(latents, context);
  const size = ALBUM.side ** 2;
  return { latents, sketches: latents.map((_, item) => all.subarray(item * size, (item + 1) * size)) };
}

/** Of all patches of the album, one after the other: from the cache, or rendered. */
async function sketchesOf(latents: readonly Float64Array[], context: Context): Promise<Float32Array> {
  const { world, engine, cache, signal, emit } = context;
  const content = { album: ALBUM, world: world.hash, engine: (await engine()).name };
  const cached = await cache.read(content);
  if (cached) return new Float32Array(cached.buffer, cached.byteOffset, cached.byteLength / 4);
  const generator = await world.generator(await engine());
  const sketches = new Float32Array(latents.length * ALBUM.side ** 2);
  for (let first = 0; first < latents.length; first += CHUNK) {
    const chunk = latents.slice(first, first + CHUNK);
    const pixels = await runInChunks(generator, packLatents(chunk), chunk.length, { chunk: CHUNK, signal });
    chunk.forEach((_, index) => {
      const sketch = sketchOf(pixels.subarray(index * AREA, (index + 1) * AREA));
      sketches.set(sketch, (first + index) * sketch.length);
    });
    const done = first + chunk.length;
    emit({ type: 'progress', label: 'preparing inversion', done, total: latents.length });
  }
  await cache.write(content, new Uint8Array(sketches.buffer));
  return sketches;
}

/** Means over square blocks. */
function sketchOf(pixels: Float32Array): Sketch {
  const block = PATCH_SIZE / ALBUM.side;
  const sketch = new Float32Array(ALBUM.side ** 2);
  pixels.forEach((value, pixel) => {
    const [row, column] = [Math.floor(pixel / PATCH_SIZE), pixel % PATCH_SIZE];
    sketch[Math.floor(row / block) * ALBUM.side + Math.floor(column / block)] += value / block ** 2;
  });
  return sketch;
}
