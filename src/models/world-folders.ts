import { access, readdir } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from '../diagnostics/diagnostic.js';
import { mightBeMeant } from '../diagnostics/hints.js';

export const MANIFEST_FILE = 'world.yaml';

/** A folder with a manifest. Its name is what `use world` takes. */
export interface WorldFolder {
  readonly name: string;
  readonly directory: string;
}

/** The worlds of the package: the same place seen from src/models and from dist/models. */
const EMBEDDED = fileURLToPath(new URL('../../worlds', import.meta.url));

/**
 * Where worlds are looked for: in the package, in the folders of $GIQ_WORLDS, in ./worlds. The package comes first so
 * that the name of an embedded world means the same everywhere; another world of that name is opened by its path.
 */
export function defaultSearchPaths(): readonly string[] {
  const own = (process.env['GIQ_WORLDS'] ?? '').split(delimiter).filter((path) => path !== '');
  return [EMBEDDED, ...own, resolve('worlds')];
}

/** Is a folder one of the package's, which every program with this giq shares? */
export const isEmbedded = (directory: string): boolean => dirname(resolve(directory)) === resolve(EMBEDDED);

/** All worlds that can be opened by name, by name. */
export async function listWorlds(searchPaths = defaultSearchPaths()): Promise<readonly WorldFolder[]> {
  const found = new Map<string, WorldFolder>();
  for (const path of searchPaths) {
    for (const folder of await worldsIn(path)) if (!found.has(folder.name)) found.set(folder.name, folder);
  }
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/**
 * The folder of a world.
 *
 * @param nameOrPath a name, or a path, which has a slash or a leading dot
 * @throws GiqError `unknown-world`
 */
export async function findWorld(nameOrPath: string, searchPaths = defaultSearchPaths()): Promise<string> {
  const candidates = isPath(nameOrPath)
    ? [resolve(nameOrPath)]
    : searchPaths.map((path) => join(path, nameOrPath));
  for (const candidate of candidates) if (await isWorld(candidate)) return candidate;
  const names = (await listWorlds(searchPaths)).map(({ name }) => name);
  return fail('unknown-world', { name: nameOrPath }, { hints: mightBeMeant(nameOrPath, names) });
}

/**
 * Where a new world goes: the first folder of $GIQ_WORLDS, or ./worlds, or the path that is given.
 *
 * @throws GiqError `world-exists`
 */
export async function newWorldFolder(nameOrPath: string): Promise<string> {
  const paths = defaultSearchPaths();
  const path = isPath(nameOrPath) ? resolve(nameOrPath) : join(paths[1], nameOrPath);
  const known = await listWorlds(paths);
  const taken = !isPath(nameOrPath) && known.some(({ name }) => name === nameOrPath);
  const occupied = await access(path).then(
    () => true,
    () => false,
  );
  return taken || occupied ? fail('world-exists', { name: nameOrPath }) : path;
}

export function isPath(nameOrPath: string): boolean {
  return /[/\\]|^\./.test(nameOrPath);
}

async function worldsIn(path: string): Promise<WorldFolder[]> {
  const names = await readdir(path).catch(() => []);
  const folders = names.map((name) => ({ name, directory: join(path, name) }));
  const worlds = await Promise.all(folders.map(({ directory }) => isWorld(directory)));
  return folders.filter((_, index) => worlds[index]);
}

export async function isWorld(directory: string): Promise<boolean> {
  return access(join(directory, MANIFEST_FILE)).then(
    () => true,
    () => false,
  );
}
