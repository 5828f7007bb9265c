import { GiqError } from '../diagnostics/diagnostic.js';

/** What a world may lack without being at fault. */
const REASONS: readonly string[] = ['world-lacks', 'covariance-singular'];

/** Says of something thrown whether it is why a world cannot be asked; anything else is a failure. */
export function isReasonToLeaveOut(error: unknown): error is GiqError {
  return error instanceof GiqError && error.diagnostics.every(({ code }) => REASONS.includes(code));
}
