/** What several commands take and give. */
import { InvalidArgumentError, Option } from 'commander';

/** What a command returns. */
export type ExitCode = Promise<number>;

export const worldOption = () => new Option('--world <name>', 'world, by name or folder').env('GIQ_WORLD');
export const engineOption = () =>
  new Option('--engine <name>', 'engine: auto, onnx, tfjs-wasm, …').env('GIQ_ENGINE');

/** For options that may be repeated. */
export const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('a whole number is required.');
  return value;
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('a positive number is required.');
  return value;
}

export function shareNumber(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('a number from 0 to 1 is required.');
  return value;
}
