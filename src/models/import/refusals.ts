import { fail } from '../../diagnostics/diagnostic.js';

/** Fails because the bytes of a checkpoint contradict themselves. */
export function damaged(file: string, problem: string): never {
  return fail('checkpoint-damaged', { file, problem });
}

/** What helps where a checkpoint holds more than weights. */
export const SAVE_STATE = '`torch.save(model.state_dict(), …)` writes the weights alone';

/** Fails because a checkpoint holds something that giq does not read, by its name. */
export function refused(file: string, what: string, hints: readonly string[] = []): never {
  return fail('checkpoint-refused', { file, what }, { hints });
}
