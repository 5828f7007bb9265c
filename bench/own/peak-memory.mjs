import { existsSync, readFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/** Largest resident memory of this process in bytes. A fork hands `maxRSS` on to its child, so Linux is asked. */
export function peakMemory() {
  if (!existsSync(STATUS)) return 1024 * process.resourceUsage().maxRSS;
  return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(STATUS, 'utf8'))[1]);
}
