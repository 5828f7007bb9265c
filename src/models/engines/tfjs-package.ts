import { createRequire } from 'node:module';

const here = createRequire(import.meta.url);

/**
 * Where the main file of a package is that users install beside giq when they want it. Its name is not written in an
 * `import`, so that types are checked without it.
 *
 * @throws Error that it is not installed
 */
export function packagePath(packageName: string): string {
  try {
    return here.resolve(packageName);
  } catch {
    throw new Error(`${packageName} is not installed`);
  }
}

/** Loads a CommonJS package. */
export const requirePackage = (packageName: string): unknown => here(packagePath(packageName));
