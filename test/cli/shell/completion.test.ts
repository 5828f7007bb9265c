/** The completion scripts in the shells themselves, where they are installed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node-pty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGiq } from '../../support/command-line.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];
const isHere = (shell: Shell) => spawnSync(shell, ['-c', 'true']).status === 0;

let folder: string;
const scriptOf = (shell: Shell) => join(folder, shell === 'zsh' ? '_giq' : `giq.${shell}`);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'giq-completion-'));
  for (const shell of SHELLS) {
    const { exitCode, out } = await runGiq(['completion', shell]);
    expect(exitCode).toBe(0);
    writeFileSync(scriptOf(shell), out);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What can stand at the end of a line, and what cannot. */
const CASES = [
  { line: 'giq wo', all: ['world'] },
  { line: 'giq world im', all: ['import'] },
  { line: 'giq run --form', all: ['--format'] },
  { line: 'giq run --format js', all: ['json', 'jsonl'] },
  { line: 'giq run --engine tfjs-w', all: ['tfjs-wasm'] },
  { line: 'giq run --world solar', all: ['solar-sim'] },
  { line: 'giq train generator --re', all: ['--recipe', '--resume'] },
  { line: 'giq completion z', all: ['zsh'] },
  { line: 'giq world frob', all: [] },
];

it('refuses a shell that it does not know, and names those that it does', async () => {
  const { exitCode, narration } = await runGiq(['completion', 'tcsh']);
  expect(exitCode).toBe(2);
  expect(narration).toContain('bash, zsh, fish');
});

describe.skipIf(!isHere('bash'))('bash', () => {
  const program = `
    source "$1"; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _giq
    printf '%s\\n' "\${COMPREPLY[@]}"`;

  it.each(CASES)('$line', ({ line, all }) => {
    const { stdout, stderr } = spawnSync('bash', [
      '-c',
      program,
      'bash',
      scriptOf('bash'),
      ...line.split(' '),
    ]);
    expect(stderr.toString()).toBe('');
    expect(stdout.toString().split('\n').filter(Boolean).sort()).toEqual(all);
  });

  it('offers the names of commands, and options once a dash is typed', () => {
    const { stdout } = spawnSync('bash', ['-c', program, 'bash', scriptOf('bash'), 'giq', 'train', '']);
    expect(stdout.toString().split('\n')).toEqual(['directions', 'generator', 'encoder', 'inverter', '']);
  });
});

describe.skipIf(!isHere('fish'))('fish', () => {
  it.each(CASES)('$line', ({ line, all }) => {
    const command = 'source $argv[1]; complete -C $argv[2]';
    const { stdout, stderr } = spawnSync('fish', ['-c', command, scriptOf('fish'), line]);
    expect(stderr.toString()).toBe('');
    const words = stdout.toString().split('\n').filter(Boolean).map((found) => found.split('\t')[0]); // prettier-ignore
    expect(words.sort()).toEqual(all);
  });
});

describe.skipIf(!isHere('zsh'))('zsh', () => {
  const unique = CASES.filter(({ all }) => all.length === 1);

  it.each(unique)('$line', { timeout: 60_000 }, async ({ line, all: [word] }) => {
    const zsh = spawn('zsh', ['-f', '-i'], { env: { ...process.env, TERM: 'dumb', PS1: '> ' } });
    let seen = '';
    zsh.onData((data) => (seen += data));
    const until = async (text: string) => {
      while (!seen.includes(text)) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    zsh.write(`fpath=(${folder} $fpath); autoload -Uz compinit; compinit -u -D; giq() { : }; echo rea''dy\n`);
    await until('ready\r\n');
    zsh.write(`${line}\t`);
    await until(`${line.slice(0, line.lastIndexOf(' '))} ${word}`);
    zsh.kill();
    expect(seen).toContain(word);
  });
});
