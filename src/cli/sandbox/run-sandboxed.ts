import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { diagnose, fail } from '../../diagnostics/diagnostic.js';
import { carrierOf } from '../../runtime/carriers/index.js';
import { realTarget } from '../../runtime/files/file-access.js';
import { allows, type FilePolicy } from '../../runtime/files/policy.js';
import { pathFrom } from '../../runtime/paths.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import type { RunFlags } from '../commands/run.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';
import { POLICY_VARIABLE } from './policy-variable.js';
import { permissionFlags, PROGRAM } from './walls.js';
import { watch, type Limits } from './watch.js';

/** What `--sandbox` takes besides what `run` takes. */
export interface SandboxFlags {
  readonly allowRead?: readonly string[];
  readonly allowWrite?: readonly string[];
  readonly timeLimit: number;
  readonly memoryLimit: number;
}

/** What the heap may have beyond the limit of memory, in MiB: the watch is to see it first, and says it better than V8. */
const HEAP_MARGIN = 512;

/**
 * Runs scripts of strangers in a process of their own, bound to folders, time and memory: docs/decisions/0028.
 *
 * @throws GiqError `usage` where a folder is not there
 */
export async function runSandboxed(
  files: readonly string[],
  flags: RunFlags & SandboxFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const policy: FilePolicy = {
    read: await foldersOf(flags.allowRead ?? [], terminal),
    write: await foldersOf(flags.allowWrite ?? [], terminal),
  };
  for (const option of ['out', 'report'] as const) await requireWritable(option, flags, policy, terminal);
  const named = files.filter((file) => file !== '-').map((file) => carrierOf(file)?.file ?? file);
  // Node takes permissions for whole paths only.
  const scripts = named.map((file) => resolve(terminal.directory, file));
  const found = await Promise.all(scripts.map((file) => realpath(file).catch(() => file)));
  const permissions = await permissionFlags(policy, flags.world ?? DEFAULT_WORLD, [...scripts, ...found]);
  const heap = `--max-old-space-size=${flags.memoryLimit + HEAP_MARGIN}`;
  const argv = [...permissions, heap, PROGRAM, 'run', ...argumentsOf(files, flags)];
  return runChild(argv, policy, { seconds: flags.timeLimit, megabytes: flags.memoryLimit }, terminal, signal);
}

async function requireWritable(
  option: 'out' | 'report',
  flags: RunFlags,
  policy: FilePolicy,
  { directory }: Terminal,
): Promise<void> {
  const file = flags[option];
  if (file === undefined || allows(policy, 'write', await realTarget(pathFrom(directory, file)))) return;
  fail('usage', {
    problem: `in a sandbox \`--${option} ${file}\` requires \`--allow-write\` of its folder`,
  });
}

/** Folders as they are without links. */
async function foldersOf(folders: readonly string[], { directory }: Terminal): Promise<readonly string[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const path = await realpath(pathFrom(directory, folder)).catch(() => undefined);
      const status = path === undefined ? undefined : await stat(path);
      if (path === undefined || !status?.isDirectory())
        return fail('usage', { problem: `there is no folder ${folder} that the sandbox could open` });
      return path;
    }),
  );
}

function argumentsOf(files: readonly string[], flags: RunFlags): readonly string[] {
  const { eval: texts = [], world, engine, format, out, report, quiet, yes } = flags;
  return [
    ...texts.flatMap((text) => ['-e', text]),
    ...(world === undefined ? [] : ['--world', world]),
    ...(engine === undefined ? [] : ['--engine', engine]),
    ...['--format', format],
    ...(out === undefined ? [] : ['--out', out]),
    ...(report === undefined ? [] : ['--report', report]),
    ...(quiet ? ['--quiet'] : []),
    ...(yes ? ['--yes'] : []),
    ...['--', ...files],
  ];
}

async function runChild(
  argv: readonly string[],
  policy: FilePolicy,
  limits: Limits,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const env = { ...process.env, [POLICY_VARIABLE]: JSON.stringify(policy) };
  const child = spawn(process.execPath, argv, { cwd: terminal.directory, stdio: 'inherit', env });
  const interrupt = () => void child.kill('SIGINT');
  signal.addEventListener('abort', interrupt);
  let exceeded: string | undefined;
  const endWatch = watch(child, limits, (what) => (exceeded ??= what));
  const [code] = (await once(child, 'close')) as [number | null];
  endWatch();
  signal.removeEventListener('abort', interrupt);
  if (code !== null && exceeded === undefined) return code;
  const what = exceeded ?? `its process ended by ${child.signalCode}`;
  new Narrator(terminal, false).diagnostic(diagnose('sandbox-limit', { what }));
  return EXIT.runtime;
}
