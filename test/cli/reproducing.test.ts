/** `giq run` on saved files: what they were made by makes them again. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codesIn } from '../support/golden.js';
import { runGiq } from '../support/command-line.js';
import { GIQ_VERSION } from '../../src/runtime/version.js';

const ENGINE = ['--engine', 'tfjs-wasm'];
const SCRIPT = `# it's "Größe"
let two = generate 2 seed 42
two | save "out/two.png" | save "out/two.svg" | save "out/two.pdf" | save "out/two.fits" | save "out/two.npz"
two | measure TUF, R | save "out/two.parquet" | save "out/two.csv" | save "out/two.json"
two | plot zoo to "out/zoo.png"
`;

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(realpathSync(tmpdir()), 'giq-reproducing-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const run = (...argv: readonly string[]) => runGiq(['run', ...argv], { directory });
const filesIn = (folder: string) =>
  new Map(
    readdirSync(join(directory, folder)).map((name) => [name, readFileSync(join(directory, folder, name))]),
  );

/** A JSON file that says that a script made it. */
function claim(script: string, more: Readonly<Record<string, unknown>> = {}): void {
  const world = { name: 'solar-sim', hash: '000000000000', simulated: true };
  const said = { giq: GIQ_VERSION, language: 1, world, engine: 'none', random: 'philox4x32-10/1', script };
  writeFileSync(join(directory, 'claim.json'), JSON.stringify({ ...said, ...more }));
}

describe('a saved file', () => {
  it('of any kind makes all files of its script again, the same to the byte', async () => {
    writeFileSync(join(directory, 'script.giq'), SCRIPT);
    expect(await run('script.giq', ...ENGINE)).toMatchObject({ exitCode: 0 });
    const made = filesIn('out');
    expect([...made.keys()].sort()).toEqual([
      ...['two.csv', 'two.csv.provenance.json', 'two.fits', 'two.json', 'two.npz', 'two.parquet', 'two.pdf'],
      ...['two.png', 'two.svg', 'zoo.png'],
    ]);
    // The engine is that of the file: a script that asks for any would get the fastest here.
    for (const name of ['two.png', 'two.pdf', 'two.csv', 'zoo.png']) {
      rmSync(join(directory, 'out'), { recursive: true });
      for (const [file, bytes] of made)
        if (file.startsWith(name)) writeFileSync(join(directory, file), bytes);
      const { exitCode, narration } = await run(name, '--yes');
      expect(exitCode).toBe(0);
      expect(codesIn(narration)).toEqual([]);
      for (const [file, bytes] of made)
        expect(filesIn('out').get(file)?.equals(bytes), `${file} by ${name}`).toBe(true);
    }
  }, 120_000);

  it('without provenance is refused', async () => {
    writeFileSync(join(directory, 'old.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const { exitCode, narration } = await run('old.svg');
    expect([exitCode, codesIn(narration)]).toEqual([2, ['provenance-missing']]);
    expect((await run('bare.csv')).narration).toContain('bare.csv.provenance.json cannot be read');
  });

  it('whose provenance is damaged is refused', async () => {
    claim('describe world', { script: 7 });
    expect(codesIn((await run('claim.json')).narration)).toEqual(['file-structure']);
  });
});

describe('the script of a file', () => {
  it('is shown before it runs, without anything that moves the cursor or turns the text', async () => {
    claim('# \u001b[2Jhidden \u202e| save\r\ndescribe verbs');
    const { narration } = await run('claim.json');
    expect(narration).toContain('  | # �[2Jhidden �| save');
    expect(narration).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('writes nothing unless that is allowed', async () => {
    claim(
      'let a = (observe "sim-0001-02" | save "a.csv")\na | plot zoo to "z.svg"\n' +
        'generate seed 2 | blend (generate seed 1 | save "b.npz")',
    );
    const { exitCode, narration } = await run('claim.json');
    expect([exitCode, codesIn(narration)]).toEqual([2, ['provenance-needs-yes']]);
    expect(narration).toContain('writes "a.csv", "z.svg", "b.npz", which');
    expect(readdirSync(directory)).toEqual(['claim.json']);
  });

  it.each(['/tmp/a.csv', '../a.csv', 'out/../../a.csv', '.config/a.csv', 'out/.hidden.csv'])(
    'never writes %s',
    async (path) => {
      claim(`observe "sim-0001-02" | save "${path}"`);
      const { exitCode, narration } = await run('claim.json', '--yes');
      expect([exitCode, codesIn(narration)]).toEqual([2, ['provenance-writes-outside']]);
    },
  );

  it('that writes nothing runs at once, and is told apart from what it was made with', async () => {
    claim('observe "sim-0001-02" | measure TUF', { giq: '0.0.1', engine: 'abacus' });
    const { exitCode, narration, out } = await run('claim.json');
    expect(exitCode).toBe(0);
    expect(codesIn(narration)).toEqual([
      'provenance-engine',
      'provenance-version',
      'provenance-world-changed',
    ]);
    expect(out).toContain('sim-0001-02');
  });

  it('whose world is not here is refused', async () => {
    claim('describe world', { world: { name: 'elsewhere', hash: '000000000000', simulated: false } });
    const { exitCode, narration } = await run('claim.json');
    expect([exitCode, codesIn(narration)]).toEqual([2, ['unknown-world']]);
  });
});
