/**
 * Makes an archive while it is killed again and again, and compares it with one that was made in peace.
 *
 *     npx vite-node bench/archive-kills.ts FILES FOLDER [KILLS] [WORKERS]
 *
 * FILES is what `giq archive create` reads (bench/synthetic-sharps.ts writes some); FOLDER gets both archives. The built
 * program runs (`npm run build`). Prints files a second, processor time a file, and the most memory that was held.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

interface Run {
  readonly seconds: number;
  /** Time on processors, of all threads, s. */
  readonly busy: number;
  /** Most memory, MB. */
  readonly memory: number;
  readonly code: number | null;
}

/** Clock ticks a second in /proc. */
const TICKS = 100;
const LOOK_EVERY = 100;

/** `giq archive create`, killed after a while where one is given. */
async function create(files: string, out: string, workers: string, killAfter?: number): Promise<Run> {
  const args = ['bin/giq.js', 'archive', 'create', 'bench', files, '--out', out, '--workers', workers];
  const start = performance.now();
  const child = spawn(process.execPath, [...args, '--resume'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let [busy, memory, said] = [0, 0, ''];
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
  const looking = setInterval(() => {
    const seen = lookAt(child.pid!);
    if (seen) [busy, memory] = [seen.busy, Math.max(memory, seen.memory)];
    if (killAfter !== undefined && performance.now() - start > killAfter) child.kill('SIGKILL');
  }, LOOK_EVERY);
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  clearInterval(looking);
  if (code !== 0 && killAfter === undefined) throw new Error(`giq failed: ${said}`);
  return { seconds: (performance.now() - start) / 1000, busy, memory, code };
}

/** Processor time and peak of memory of a process (proc(5)); nothing once it is gone. */
function lookAt(pid: number): { busy: number; memory: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return { busy: (Number(fields[11]) + Number(fields[12])) / TICKS, memory: Number(peak ?? 0) / 1024 };
  } catch {
    return undefined;
  }
}

async function hashes(folder: string): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const file of readdirSync(folder).sort()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, file)), hash);
    all[file] = hash.digest('hex');
  }
  return all;
}

const [files, folder, kills = '5', workers = '2'] = process.argv.slice(2);
const [calm, killed] = [join(folder, 'calm'), join(folder, 'killed')];
for (const each of [calm, killed, `${calm}.partial`, `${killed}.partial`])
  rmSync(each, { recursive: true, force: true });

const whole = await create(files, calm, workers);
const count = Number(/^ {2}files: (\d+)/m.exec(readFileSync(join(calm, 'archive.yaml'), 'utf8'))![1]);
const { seconds, busy, memory } = whole;
console.log(
  `${count} files in ${seconds.toFixed(0)} s: ${(count / seconds).toFixed(1)} files/s, ${((1000 * busy) / count).toFixed(1)} ms of processor a file, ${memory.toFixed(0)} MB at most`,
);

let most = 0;
for (let kill = 0; kill < Number(kills); kill++) {
  const share = (0.2 + 1.6 * Math.random()) / (Number(kills) + 1);
  const run = await create(files, killed, workers, 1000 * share * seconds);
  most = Math.max(most, run.memory);
  console.log(`killed after ${run.seconds.toFixed(1)} s${run.code === 0 ? ', when it was done' : ''}`);
  if (run.code === 0) break;
}
if (!readdirSync(folder).includes('killed'))
  most = Math.max(most, (await create(files, killed, workers)).memory);
const [one, other] = [await hashes(calm), await hashes(killed)];
console.log(
  `with kills: ${most.toFixed(0)} MB at most; ${JSON.stringify(one) === JSON.stringify(other) ? 'the same bytes' : 'OTHER BYTES'}`,
);
