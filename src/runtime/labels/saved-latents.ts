/** Latents that `save` has written. */
import { readText } from '../../archive/readers/file.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { parseJson } from '../../diagnostics/structure.js';

interface SavedItem {
  readonly id: string;
  readonly z: Float64Array;
}

/**
 * Points of latent space by id, and by number of their row from 0, out of a JSON document.
 *
 * @throws GiqError `file-not-found`, `file-not-readable-as`, `file-structure` where it holds no latents of this length
 */
export async function readSavedLatents(
  path: string,
  dimension: number,
): Promise<ReadonlyMap<string, Float64Array>> {
  const text = await readText(path);
  const items = latentsIn(parseJson(text, path), dimension);
  if (items.length === 0) {
    const found = 'no latents';
    const expected = `items with \`z\` of ${dimension} numbers, as \`save "…json"\` writes latents`;
    fail('file-structure', { file: path, key: 'results', found, expected });
  }
  const rows = items.map(({ z }, row) => [String(row), z] as const);
  return new Map([...rows, ...items.map(({ id, z }) => [id, z] as const)]);
}

function latentsIn(document: unknown, dimension: number): SavedItem[] {
  return listIn(document, 'results')
    .flatMap((result) => listIn(result, 'items'))
    .flatMap((item) => savedItem(item, dimension) ?? []);
}

function savedItem(item: unknown, dimension: number): SavedItem | undefined {
  const z = listIn(item, 'z').filter((value) => typeof value === 'number');
  const id = valueIn(item, 'id');
  return z.length === dimension && typeof id === 'string' ? { id, z: Float64Array.from(z) } : undefined;
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const found = valueIn(value, key);
  return Array.isArray(found) ? found : [];
}

function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
