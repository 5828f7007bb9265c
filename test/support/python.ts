/** Other people's readers, where this machine has them: `GIQ_PYTHON` names the interpreter. */
import { execFileSync } from 'node:child_process';

const PYTHON = process.env['GIQ_PYTHON'] ?? 'python3';

/** Whether all these modules can be imported. Says which test is left out where they cannot. */
export function hasModules(...modules: readonly string[]): boolean {
  try {
    execFileSync(PYTHON, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(
      `skipped: ${PYTHON} has no ${modules.join(' with ')} (GIQ_PYTHON names another interpreter)\n`,
    );
    return false;
  }
}

/** Runs a script that prints JSON; a warning is an error. */
export function python<T>(script: string, ...files: readonly string[]): T {
  return JSON.parse(execFileSync(PYTHON, ['-W', 'error', '-c', script, ...files], { encoding: 'utf8' })) as T;
}
