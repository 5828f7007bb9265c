import { fail } from '../../diagnostics/diagnostic.js';
import { listOf, object, parseJson, text } from '../../diagnostics/structure.js';
import type { FilePolicy } from '../../runtime/files/policy.js';

/** The variable of the environment that tells the process of a sandbox what it may do. It can only take away. */
export const POLICY_VARIABLE = 'GIQ_SANDBOX';

const policy = object({ read: listOf(text), write: listOf(text) });

/** The policy that this process is bound by, if any. */
export function policyOfProcess(): FilePolicy | undefined {
  const json = process.env[POLICY_VARIABLE];
  if (json === undefined) return undefined;
  if (json === '') return fail('usage', { problem: `${POLICY_VARIABLE} is empty` });
  return policy(parseJson(json, POLICY_VARIABLE), { file: POLICY_VARIABLE, key: '' });
}
