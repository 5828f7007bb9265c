/** Every command and option, in this process: what goes to stdout, what is narrated, and the exit code. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGiq } from '../support/command-line.js';
import { expectDocument } from '../support/output-schema.js';
import { workspace, type Workspace } from '../support/workspace.js';

let here: Workspace;
beforeAll(() => (here = workspace()));
afterAll(() => here.remove());

const giq = (...argv: string[]) => runGiq(argv, here);
const write = (file: string, text: string) => writeFileSync(join(here.directory, file), text);
const read = (file: string) => readFileSync(join(here.directory, file), 'utf8');
const ONE = 'generate seed 42 | measure TUF, R';
const tiny = ['--world', './worlds/tiny'];

describe('giq -e and giq run', () => {
  it('run a text, several texts as the lines of one script, and files', async () => {
    write('one.giq', `${ONE}\n`);
    const [text, texts, file] = [
      await giq('-e', ONE),
      await giq('-e', 'let a = generate seed 42', '-e', 'a | measure TUF, R'),
      await giq('run', 'one.giq'),
    ];
    expect([text.exitCode, texts.exitCode, file.exitCode]).toEqual([0, 0, 0]);
    expect(text.out).toMatch(/^id +TUF \[Mx\] +R \[Mx\]\nseed-42-0 /);
    expect(texts.out).toBe(text.out);
    expect(file.out).toBe(text.out);
  });

  it('read standard input', async () => {
    const { exitCode, out } = await runGiq(['run', '-'], { ...here, stdin: ONE });
    expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: (await giq('-e', ONE)).out });
  });

  it('name standard input in messages', async () => {
    const { exitCode, narration } = await runGiq(['run', '-'], { ...here, stdin: 'generate 3' });
    expect(exitCode).toBe(3);
    expect(narration).toContain('--> standard input:1:1');
  });

  it('run files one after the other, each by itself, until one fails', async () => {
    write('binds.giq', 'let a = generate seed 1\ndescribe TUF');
    write('asks.giq', 'a | measure TUF');
    const { exitCode, narration } = await giq('run', 'binds.giq', 'asks.giq', 'one.giq');
    expect(exitCode).toBe(3);
    expect(narration).toContain('asks.giq:1:1');
  });

  it('know whose line it was when nothing is given', async () => {
    expect(await giq()).toMatchObject({ exitCode: 2, out: expect.stringContaining('Usage: giq') });
    expect(await giq('run')).toMatchObject({
      exitCode: 2,
      narration: expect.stringContaining('a script is required'),
    });
  });
});

describe('--format', () => {
  it('json gives one document, the same bytes each time', async () => {
    const [first, second] = [
      await giq('-e', ONE, '--format', 'json'),
      await giq('-e', ONE, '--format', 'json'),
    ];
    const document = expectDocument(first.out);
    expect(document.results).toMatchObject([
      { statement: 0, type: 'table', rows: [['seed-42-0', expect.any(Number), expect.any(Number)]] },
    ]);
    expect(document.script).toBe(ONE);
    expect(second.out).toBe(first.out);
  });

  it('jsonl gives a line an item', async () => {
    const { out } = await giq(
      '-e',
      'generate 3 seed 1\ngenerate 2 seed 1 | measure TUF',
      '--format',
      'jsonl',
    );
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ statement, type }) => [statement, type])).toEqual([
      ...Array<unknown>(3).fill([0, 'latents']),
      ...Array<unknown>(2).fill([1, 'table']),
    ]);
    expect(lines[4].row).toMatchObject({ id: 'seed-1-1', TUF: expect.any(Number) });
  });

  it('csv gives a table a value, with units', async () => {
    const { out } = await giq('-e', `${ONE}\ngenerate 2 seed 1 | measure PSEP`, '--format', 'csv');
    const [first, second] = out.split(/\r?\n\r?\n/).map((table) => table.trim().split(/\r?\n/));
    expect(first[0]).toBe('id,TUF [Mx],R [Mx]');
    expect(second).toHaveLength(3);
    expect(second[0]).toBe('id,PSEP [px]');
  });

  it('text draws pictures where the terminal has colours', async () => {
    const drawn = await runGiq(['-e', 'generate 2 seed 1'], { ...here, terminal: { colours: 'truecolour' } });
    expect(drawn.out).toContain('\u001b[');
    expect(drawn.out).toContain('▀');
    expect((await giq('-e', 'generate 2 seed 1')).out).not.toContain('\u001b[');
  });
});

describe('--out', () => {
  it('writes there what would have gone to stdout', async () => {
    const { exitCode, out, narration } = await giq('-e', ONE, '--format', 'csv', '--out', 'made/one.csv');
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: '' });
    expect(narration).toContain('wrote made/one.csv');
    expect(read('made/one.csv')).toBe((await giq('-e', ONE, '--format', 'csv')).out);
  });

  it('writes no colours, whatever the terminal', async () => {
    await runGiq(['-e', ONE, '--out', 'plain.txt'], { ...here, terminal: { colours: 'truecolour' } });
    expect(read('plain.txt')).not.toContain('\u001b[');
  });

  it('leaves nothing when the script fails, and says when it cannot write', async () => {
    expect((await giq('-e', 'load "nowhere.fits"', '--out', 'never.txt')).exitCode).toBe(1);
    expect(existsSync(join(here.directory, 'never.txt'))).toBe(false);
    const { exitCode, narration } = await giq('-e', ONE, '--out', 'odd/a-folder');
    expect(exitCode).toBe(1);
    expect(narration).toContain('`odd/a-folder` cannot be written: it is a folder');
  });
});

describe('--quiet', () => {
  it('leaves out notes and warnings, never errors', async () => {
    const script = 'generate seed 1 | where R < 100 | save "quiet.csv"';
    expect((await giq('-e', script)).narration).toMatch(/number-without-unit[\s\S]*saved quiet\.csv/);
    expect((await giq('-q', '-e', script)).narration).toBe('');
    expect((await giq('-q', '-e', 'generate 3')).narration).toContain('seed-missing');
  });
});

describe('giq check', () => {
  it('finds what is wrong without running', async () => {
    const { exitCode, out, narration } = await giq('check', '-e', 'generate 1000000 seed 1 | save "x.png"');
    expect({ exitCode, out, narration }).toEqual({ exitCode: 0, out: '', narration: '-e: nothing wrong\n' });
    expect((await giq('check', '-e', 'generate 3')).exitCode).toBe(3);
    expect((await giq('check', '-e', 'generate seed 1 | where R < 100')).exitCode).toBe(0);
  });

  it('gives JSON with lines and columns', async () => {
    const { exitCode, out } = await giq(
      'check',
      '-e',
      'generate seed 1 |\n  shift TUF 3',
      '--format',
      'json',
    );
    expect(exitCode).toBe(3);
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({
        code: 'unsigned-step',
        severity: 'error',
        file: '-e',
        span: { start: 30, end: 31, line: 2, column: 13, endLine: 2, endColumn: 14 },
        fix: expect.objectContaining({ replacement: '+3' }),
      }),
    ]);
    expect(JSON.parse((await giq('check', '-e', ONE, '--format', 'json')).out)).toEqual([]);
  });

  it('checks every file', async () => {
    write('bad-1.giq', 'generate 3');
    write('bad-2.giq', 'generat seed 1');
    const { narration } = await giq('check', 'bad-1.giq', 'bad-2.giq');
    expect(narration).toMatch(/seed-missing[\s\S]*bad-1\.giq[\s\S]*unknown-verb[\s\S]*bad-2\.giq/);
  });
});

describe('giq fmt', () => {
  const loose = 'generate   seed 42|measure TUF,R # what it has\n';
  const canonical = 'generate seed 42 | measure TUF, R  # what it has\n';

  it('rewrites files, and leaves those that are in order', async () => {
    write('loose.giq', loose);
    expect(await giq('fmt', 'loose.giq')).toMatchObject({
      exitCode: 0,
      out: '',
      narration: 'formatted loose.giq\n',
    });
    expect(read('loose.giq')).toBe(canonical);
    expect(await giq('fmt', 'loose.giq')).toMatchObject({ exitCode: 0, narration: '' });
  });

  it('--check only tells', async () => {
    write('loose.giq', loose);
    expect(await giq('fmt', '--check', 'loose.giq')).toMatchObject({
      exitCode: 1,
      narration: 'loose.giq would change\n',
    });
    expect(read('loose.giq')).toBe(loose);
    write('tight.giq', canonical);
    expect(await giq('fmt', '--check', 'tight.giq')).toMatchObject({ exitCode: 0, narration: '' });
  });

  it('prints texts and standard input', async () => {
    expect((await giq('fmt', '-e', loose)).out).toBe(canonical);
    expect((await runGiq(['fmt', '-'], { ...here, stdin: loose })).out).toBe(canonical);
  });

  it('leaves a script that it cannot read', async () => {
    write('broken.giq', 'generate   seed 42 |');
    expect((await giq('fmt', 'broken.giq')).exitCode).toBe(3);
    expect(read('broken.giq')).toBe('generate   seed 42 |');
  });
});

describe('giq explain', () => {
  it('shows steps, directions and what would be loaded', async () => {
    const { exitCode, out } = await giq(
      'explain',
      '-e',
      'generate seed 42 | shift TUF +3 keeping R',
      ...tiny,
    );
    expect(exitCode).toBe(0);
    expect(out).toMatch(/TUF \+3: direction with validation accuracy 0\.9/);
    expect(out).toMatch(/keeping R \(cosine 0\.6\): residual 0\.8, gain 0\.8/);
    expect(out).toMatch(/loads {3}direction of TUF, direction of R/);
  });

  it('gives JSON', async () => {
    const { out } = await giq(
      'explain',
      '-e',
      'use world "solar-sim"\ngenerate seed 1 | sweep R',
      '--format',
      'json',
    );
    const { plan, explanations } = JSON.parse(out) as {
      plan: { planVersion: number };
      explanations: unknown[];
    };
    expect(plan.planVersion).toBe(1);
    expect(explanations).toMatchObject([
      null,
      { type: 'latents', steps: [{ verb: 'generate' }, { verb: 'sweep' }] },
    ]);
  });

  it('points at a direction that is left with nothing', async () => {
    const { exitCode, narration } = await giq(
      'explain',
      '-e',
      'generate seed 1 | shift R +1 keeping AREA',
      ...tiny,
    );
    expect(exitCode).toBe(1);
    expect(narration).toContain('--> -e:1:19');
  });
});

describe('giq world', () => {
  it('lists, describes and verifies', async () => {
    expect((await giq('world', 'list')).out).toMatch(/solar-sim +Simulated solar active regions/);
    expect((await giq('world', 'list')).out).toMatch(/tiny +Four dimensions +1\.0\.0 +simulated/);
    expect((await giq('world', 'list')).out).toMatch(/from-the-future +cannot be opened: .*format version 2/);
    expect((await giq('world', 'info')).out).toMatch(/^world +solar-sim$/m);
    expect((await giq('world', 'info', './worlds/tiny')).out).toMatch(
      /^directions +POLARITY, TUF, R, AREA, PSEP$/m,
    );
    const whole = await giq('world', 'verify', 'tiny');
    expect(whole.exitCode).toBe(0);
    expect(whole.out).toMatch(/weights\.safetensors +whole/);
  });

  it('finds what is damaged or missing', async () => {
    const changed = await giq('world', 'verify', 'weights-changed');
    expect(changed.exitCode).toBe(1);
    expect(changed.out).toMatch(/weights\.safetensors +changed/);
    expect((await giq('world', 'verify', 'weights-missing')).out).toMatch(/weights\.safetensors +missing/);
  });

  it('suggests a name', async () => {
    const { exitCode, narration } = await giq('world', 'info', 'solar-sin');
    expect(exitCode).toBe(2);
    expect(narration).toContain('`solar-sim` might be meant');
  });
});

describe('giq train directions and giq archive index', () => {
  it('make what a world lacks, so that it can be used', async () => {
    const world = ['--world', './worlds/no-directions', '--engine', 'tfjs-wasm'];
    const asked = ['-e', 'generate seed 1 | shift TUF +1 | retrieve k=2', '--format', 'json', ...world];
    expect((await giq(...asked)).exitCode).toBe(3);
    expect(await giq('train', 'directions', '--samples', '200', ...world)).toMatchObject({ exitCode: 0 });
    expect((await giq(...asked)).narration).toContain('world-lacks');
    expect(await giq('archive', 'index', ...world)).toMatchObject({ exitCode: 0 });
    const { exitCode, out } = await giq(...asked);
    expect(exitCode).toBe(0);
    const [result] = expectDocument(out).results;
    expect(result).toMatchObject({ type: 'matches', items: [{ matches: [{ rank: 1 }, { rank: 2 }] }] });
    expect((await giq('world', 'verify', 'no-directions')).exitCode).toBe(0);
  });
});

describe('giq doctor', () => {
  it('tells which engines are here and whether the world is whole', async () => {
    const { exitCode, out } = await giq('doctor', '--world', './worlds/tiny');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^tfjs-wasm .* works /m);
    expect(out).toMatch(/^world tiny: whole$/m);
    expect((await giq('doctor', '--world', './worlds/weights-missing')).exitCode).toBe(1);
  });
});

describe('--help and --version', () => {
  it('go to stdout', async () => {
    expect(await giq('--help')).toMatchObject({
      exitCode: 0,
      narration: '',
      out: expect.stringContaining('Usage: giq'),
    });
    expect((await giq('--version')).out).toMatch(/^giq \d+\.\d+\.\d+, Node v\d+\.\d+\.\d+, \w+ \w+\n$/);
  });
});

describe('an unknown option or command', () => {
  it('is a usage error', async () => {
    expect((await giq('--frobnicate')).exitCode).toBe(2);
    expect((await giq('run', 'one.giq', '--frobnicate')).exitCode).toBe(2);
    const { exitCode, narration } = await giq('fmtt');
    expect(exitCode).toBe(2);
    expect(narration).toContain('`giq fmt` might be meant');
  });
});
