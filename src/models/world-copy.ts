/** Worlds that may be changed: a user's own, or a copy. */
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { removeStale, temporaryBeside } from '../archive/stale-files.js';
import { fail } from '../diagnostics/diagnostic.js';
import { writeManifestSection } from './manifest-file.js';
import { openWorld, type World } from './world.js';
import type { NetworkRole } from './world-network.js';
import { isEmbedded, isPath, isWorld } from './world-folders.js';

/** A world to change, and where the changes go. */
export interface ChangeableWorld {
  /** What is there before: the copy, where one has been made already. */
  readonly world: World;
  /** The world to write to; makes the copy where there is none yet. */
  readonly open: () => Promise<World>;
}

/**
 * Finds out where changes of a world go: to `out`, a copy of it, or without that to the world itself. A world of the
 * package is refused by its name; by the path of its folder it can be rebuilt.
 *
 * @param replaced networks that need not be those of the world in an earlier copy
 * @throws GiqError `unknown-world`, `world-embedded`, `world-out-taken`
 */
export async function changeableWorld(
  nameOrPath: string,
  out?: string,
  replaced: readonly NetworkRole[] = [],
): Promise<ChangeableWorld> {
  const source = await openWorld(nameOrPath);
  if (out === undefined) {
    if (isEmbedded(source.directory) && !isPath(nameOrPath)) refuseEmbedded(source);
    return { world: source, open: async () => source };
  }
  const folder = resolve(out);
  if (await isWorld(folder)) return earlierCopy(source, folder, replaced);
  if (await holdsFiles(folder)) taken(out, 'it holds something else');
  return { world: source, open: () => copyWorld(source, folder) };
}

function refuseEmbedded({ name }: World): never {
  const hints = [
    `\`--out worlds/my-${name}\` makes a copy, which \`--world my-${name}\` then opens from here`,
  ];
  return fail('world-embedded', { world: name }, { hints });
}

async function earlierCopy(
  source: World,
  folder: string,
  replaced: readonly NetworkRole[],
): Promise<ChangeableWorld> {
  const world = await openWorld(folder);
  for (const role of (['generator', 'encoder'] as const).filter((each) => !replaced.includes(each))) {
    const [theirs, ours] = [source, world].map(
      ({ manifest }) => manifest.files[manifest[role].weights]?.sha256,
    );
    if (theirs !== ours) taken(folder, `the world there has another ${role}`);
  }
  return { world, open: async () => world };
}

const taken = (folder: string, problem: string): never => fail('world-out-taken', { folder, problem });

async function holdsFiles(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(({ code }: NodeJS.ErrnoException) =>
    code === 'ENOENT' ? [] : ['?'],
  );
  return names.length > 0;
}

/** A copy under the name of its folder: whole, or not there at all. */
async function copyWorld({ directory, manifest }: World, folder: string): Promise<World> {
  const temporary = temporaryBeside(folder);
  await removeStale(dirname(folder));
  try {
    await mkdir(temporary, { recursive: true });
    for (const file of ['world.yaml', ...Object.keys(manifest.files)])
      await cp(join(directory, file), join(temporary, file));
    await writeManifestSection(temporary, { name: basename(folder) }, []);
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    fail('file-not-writable', { file: folder, reason: code });
  }
  return openWorld(folder);
}
