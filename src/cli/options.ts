import { Option } from 'commander';

/** What a command returns. */
export type ExitCode = Promise<number>;

/** For options that may be repeated. */
export const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

export const engineOption = (): Option =>
  new Option('--engine <name>', 'engine: auto, onnx, tfjs-wasm, …').env('GIQ_ENGINE');
