import { mkdtemp, readFile, stat, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appendHistory, historyPath, readHistory } from '../../src/repl/history/history-file.js';

it('keeps entries with their line breaks, for its owner only', async () => {
  const path = historyPath({ XDG_STATE_HOME: await mkdtemp(join(tmpdir(), 'giq-history-')) });
  await appendHistory(path, 'generate seed 1 |\n  show');
  await appendHistory(path, 'describe "world"');
  expect(await readHistory(path)).toEqual(['generate seed 1 |\n  show', 'describe "world"']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(3);
});

it('reads on after a damaged line, and has nothing to tell without a file', async () => {
  const path = historyPath({ XDG_STATE_HOME: await mkdtemp(join(tmpdir(), 'giq-history-')) });
  expect(await readHistory(path)).toEqual([]);
  await appendHistory(path, 'one');
  await appendFile(path, '"tw\n7\n');
  await appendHistory(path, 'three');
  expect(await readHistory(path)).toEqual(['one', 'three']);
});

it('loses one entry and no other where a session was killed while it wrote', async () => {
  const path = historyPath({ XDG_STATE_HOME: await mkdtemp(join(tmpdir(), 'giq-history-')) });
  await appendHistory(path, 'one');
  await appendFile(path, '"tw');
  await appendHistory(path, 'three');
  await appendHistory(path, 'four');
  expect(await readHistory(path)).toEqual(['one', 'three', 'four']);
});
