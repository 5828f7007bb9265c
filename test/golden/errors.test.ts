/** Every script that goes wrong: which diagnostics it gets, how they are rendered, and the exit code. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesIn, commandLineOf } from '../support/cases.js';
import { runGiq } from '../support/command-line.js';
import { codesIn, expectGolden, neutral } from '../support/golden.js';
import { workspace, type Workspace } from '../support/workspace.js';

let here: Workspace;
beforeAll(() => (here = workspace()));
afterAll(() => here.remove());

const suites = [
  { folder: 'parse-error', expectedExit: 3 },
  { folder: 'plan-error', expectedExit: 3 },
  { folder: 'runtime-error', expectedExit: 1 },
  { folder: 'usage-error', expectedExit: 2 },
];

describe.each(suites)('scripts of $folder', ({ folder, expectedExit }) => {
  it.each(casesIn(`test/fixtures/${folder}`))('$name', async (script) => {
    const argv = commandLineOf(script, folder);
    const { exitCode, out, narration } = await runGiq(argv, here);
    expect(out).toBe('');
    expect(exitCode).toBe(expectedExit);
    expect(codesIn(narration)).toEqual(expect.arrayContaining([...(script.directives.get('expect') ?? [])]));
    expect(narration).not.toMatch(/^ +at .*:\d+/m);
    const shown = neutral(narration, { '<workspace>': here.directory });
    const golden = `test/fixtures/${folder}/${script.name}.diagnostics.txt`;
    await expectGolden(golden, `$ giq ${argv.join(' ')}\n${shown}exit code ${exitCode}\n`);
  });
});
