import { pathToFileURL } from 'node:url';
import type { Engine, EngineFactory } from '../engine.js';
import { startBackend, tfjsEngine } from './tfjs-engine.js';
import { packagePath, requirePackage } from './tfjs-package.js';

const DAWN = 'webgpu';
const BACKEND = '@tensorflow/tfjs-backend-webgpu';

/** What we use of WebGPU, as Dawn gives it. */
interface Gpu {
  requestAdapter(options?: { readonly powerPreference: 'high-performance' }): Promise<Adapter | null>;
}
interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}
interface Adapter {
  readonly info: AdapterInfo;
}
interface Dawn {
  /** @param options such as `backend=vulkan` */
  create(options: readonly string[]): Gpu;
  readonly globals: Readonly<Record<string, unknown>>;
}

/** How the packages are loaded; tests give their own. */
export interface LoadWebgpu {
  readonly dawn: () => Promise<Dawn>;
  readonly backend: () => Promise<unknown>;
}

const packages: LoadWebgpu = {
  dawn: async () => (await import(pathToFileURL(packagePath(DAWN)).href)) as Dawn,
  backend: async () => requirePackage(BACKEND),
};

/** TensorFlow.js on any graphics card, by WebGPU: Dawn brings it to Node. Only when asked for, since it may be slow. */
export const tfjsWebgpu = webgpuFactory(packages);

export function webgpuFactory(load: LoadWebgpu): EngineFactory {
  return { name: 'webgpu', title: 'TensorFlow.js on the graphics card, by WebGPU', open: () => open(load) };
}

async function open(load: LoadWebgpu): Promise<Engine> {
  const gpu = await browserWithGpu(load);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('no graphics adapter that WebGPU can use is found');
  const tf = await import('@tensorflow/tfjs-core');
  await load.backend();
  await startBackend(tf, 'webgpu');
  return { ...tfjsEngine('webgpu', tf, 'webgpu'), remark: remarkOn(adapter.info) };
}

/** Kept for as long as the process runs: Dawn must not be collected while TensorFlow.js uses it. */
let opened: Gpu | undefined;

/** TensorFlow.js looks for WebGPU where a browser has it. */
async function browserWithGpu(load: LoadWebgpu): Promise<Gpu> {
  if (opened) return opened;
  const { create, globals } = await load.dawn();
  Object.assign(globalThis, globals);
  opened = create([]);
  const { navigator = {} } = globalThis as { navigator?: object };
  Object.defineProperty(navigator, 'gpu', { value: opened, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return opened;
}

/** What an adapter is: a processor that plays a graphics card is slower than giq's other engines. */
export function remarkOn(info: AdapterInfo): string {
  const name = info.description || info.architecture || info.vendor;
  const isSoftware =
    info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|software/i.test(`${info.architecture} ${name}`);
  return isSoftware ? `in software only (${name})` : `on ${name}`;
}
