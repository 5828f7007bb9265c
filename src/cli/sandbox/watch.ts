/** Limits of a process that only another process can keep: time, and memory outside of the JavaScript heap. */
import { execFile, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Limits {
  /** Wall time in seconds. */
  readonly seconds: number;
  /** Resident memory in MiB. */
  readonly megabytes: number;
}

/** How often memory is looked at, in ms. */
const INTERVAL = 100;

/**
 * Kills a process that goes beyond its limits.
 *
 * @param onLimit is told which limit it was
 * @returns the function that ends the watch
 */
export function watch(child: ChildProcess, { seconds, megabytes }: Limits, onLimit: (what: string) => void) {
  const stop = (what: string) => {
    onLimit(what);
    child.kill('SIGKILL');
  };
  const clock = setTimeout(() => stop(`it took more than ${seconds} s`), 1000 * seconds);
  const scale = setInterval(() => {
    void residentMegabytes(child.pid).then((used) => {
      if (used > megabytes) stop(`it needed more than ${megabytes} MB of memory`);
    });
  }, INTERVAL);
  return () => {
    clearTimeout(clock);
    clearInterval(scale);
  };
}

/** Memory of a process; 0 where it has ended or the system does not tell. */
async function residentMegabytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  const kilobytes = status === undefined ? await askSystem(pid) : /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

async function askSystem(pid: number): Promise<string | undefined> {
  const asked = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => undefined);
  return asked?.stdout.trim();
}
