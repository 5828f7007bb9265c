import util from 'node:util';
import type { Engine, EngineFactory } from '../engine.js';
import { startBackend, tfjsEngine } from './tfjs-engine.js';
import type { Tfjs } from './tfjs-layout.js';
import { requirePackage } from './tfjs-package.js';

/** How a package is loaded; tests give their own. */
export type Load = (packageName: string) => Promise<Tfjs>;

/**
 * An engine from one of the native packages of TensorFlow.js, which users install beside giq when they want them:
 * their install scripts download a library of several hundred megabytes.
 */
export function nativeFactory(
  name: string,
  title: string,
  packageName: string,
  load: Load = loadPackage,
): EngineFactory {
  return { name, title, open: () => open(name, packageName, load) };
}

async function open(name: string, packageName: string, load: Load): Promise<Engine> {
  mendNode23();
  // Without it the native library logs its hardware to stderr.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const tf = await load(packageName);
  await startBackend(tf, 'tensorflow');
  return tfjsEngine(name, tf, 'tensorflow');
}

const loadPackage: Load = async (packageName) => requirePackage(packageName) as Tfjs;

/** The packages call a function that Node 23 has removed. */
function mendNode23(): void {
  if ('isNullOrUndefined' in util) return;
  Object.defineProperty(util, 'isNullOrUndefined', {
    value: (value: unknown) => value === null || value === undefined,
    configurable: true,
  });
}
