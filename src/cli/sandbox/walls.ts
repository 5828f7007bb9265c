/** The second wall: Node's own permissions, which also hold where giq has a bug. The first is src/runtime/files. */
import { realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBelow, type FilePolicy } from '../../runtime/files/policy.js';
import { openWorld } from '../../models/world.js';

/** The folder of the package: the same place seen from src/cli/sandbox and from dist/cli/sandbox. */
const PACKAGE = fileURLToPath(new URL('../../../', import.meta.url));

/** The program that the child runs. */
export const PROGRAM = join(PACKAGE, 'bin/giq.js');

/**
 * Flags of Node for a process that can read the program, the world and what the policy allows, write what the policy
 * allows, and start no other process. Native engines need add-ons, which Node cannot bind.
 *
 * @param scripts the scripts themselves
 */
export async function permissionFlags(
  policy: FilePolicy,
  world: string,
  scripts: readonly string[],
): Promise<readonly string[]> {
  const known = process.allowedNodeEnvironmentFlags;
  const permission = ['--permission', '--experimental-permission'].find((flag) => known.has(flag));
  if (permission === undefined) return [];
  // Whoever writes a file looks first whether it is there.
  const read = [...(await programFolders()), ...(await worldFolders(world)), ...scripts, ...policy.write];
  return [
    ...[permission, '--allow-addons', '--no-warnings'],
    ...outermost([...read, ...policy.read]).map((path) => `--allow-fs-read=${path}`),
    ...outermost(policy.write).map((path) => `--allow-fs-write=${path}`),
  ];
}

/** The package, and the packages that it uses, which may lie elsewhere. */
async function programFolders(): Promise<readonly string[]> {
  const yaml = dirname(createRequire(import.meta.url).resolve('yaml/package.json'));
  const folders = [PACKAGE, dirname(yaml)].map((folder) => resolve(folder));
  return [...folders, ...(await Promise.all(folders.map((folder) => realpath(folder))))];
}

/** The world that scripts start in, and its archive, which may lie elsewhere. */
async function worldFolders(name: string): Promise<readonly string[]> {
  const { directory, manifest } = await openWorld(name);
  const { archive } = manifest;
  const folders = archive.kind === 'files' ? [directory, resolve(directory, archive.folder)] : [directory];
  return [...folders, ...(await Promise.all(folders.map((each) => realpath(each).catch(() => each))))];
}

/** Without paths that lie in others: Node 20 ends badly when it is given both. */
export function outermost(paths: readonly string[]): readonly string[] {
  const all = [...new Set(paths)];
  return all.filter((path) => !all.some((other) => other !== path && isBelow(other, path)));
}
