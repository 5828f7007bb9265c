/** `learn NAME from "labels.csv"` in the embedded world, with labels that a measured parameter gives. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../../src/models/world.js';
import { createSession, evaluate, type Session } from '../../src/runtime/session.js';
import { mean, pearson, spearman } from '../../src/numeric/statistics.js';
import { tell } from '../support/sessions.js';
import { columnOf } from '../support/toy-runtime.js';

let session: Session;
let folder: string;
const before = process.env.XDG_CACHE_HOME;

/** Labels of every 20th observation: is its R above the median? */
async function writeLabels(): Promise<void> {
  const world = await openWorld('solar-sim');
  const archive = await world.archive();
  const column = archive.parameter('R')!;
  const rows = Array.from({ length: Math.floor(archive.size / 20) }, (_, row) => 20 * row);
  const median = rows.map((row) => column[row]).sort((a, b) => a - b)[rows.length / 2];
  const lines = rows.map((row) => `${archive.id(row)},${Number(column[row] > median)},${column[row]}`);
  await writeFile(join(folder, 'labels.csv'), ['id,sharp,R', ...lines].join('\n'));
  world.dispose();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-labels-'));
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  await writeLabels();
  session = createSession({ directory: folder });
  await evaluate(session, 'learn SHARP from "labels.csv" column="sharp" samples=600');
});
afterAll(async () => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  await session.dispose();
  await rm(folder, { recursive: true });
});

async function column(script: string, name: string): Promise<number[]> {
  const value = await evaluate(session, script);
  if (value?.kind !== 'table') throw new Error('a table is wanted');
  return columnOf(value, name).map(Number);
}

describe('a parameter that labels have taught', () => {
  it('has a direction along which what was labelled rises', async () => {
    const r = (change: string) => column(`generate 24 seed 5 | ${change} | measure R`, 'R');
    const [down, up] = [await r('shift SHARP -2'), await r('shift SHARP +2')];
    expect(mean(up)).toBeGreaterThan(2 * mean(down));
  });

  it('is a probability that follows what was labelled', async () => {
    const script = 'observe where step = 3 | take 150 | measure R, SHARP';
    const [r, sharp] = [await column(script, 'R'), await column(script, 'SHARP')];
    const median = r.toSorted((a, b) => a - b)[75];
    const agreeing = r.filter((value, i) => value > median === sharp[i] > 0.5);
    expect(agreeing.length / r.length).toBeGreaterThan(0.75);
    expect(sharp.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('can be compared, sorted by, kept, defined with and described', async () => {
    const { diagnostics } = await tell(session, 'define TWICE = 2 * SHARP\ndescribe SHARP');
    expect(diagnostics).toEqual([]);
    const script = 'generate 12 seed 5 | shift TUF +1 keeping SHARP | where SHARP > 0.1 | sort by SHARP';
    const sharp = await column(`${script} | measure SHARP`, 'SHARP');
    expect(sharp.toSorted((a, b) => a - b)).toEqual(sharp);
    expect(sharp.every((value) => value > 0.1)).toBe(true);
    expect(await column(`${script} | measure TWICE`, 'TWICE')).toEqual(sharp.map((value) => 2 * value));
  });

  it('can be learnt from numbers, and from saved latents by id and by row', async () => {
    await evaluate(session, 'learn STEEP from "labels.csv" column="R" method=ridge samples=600');
    const script = 'observe where step = 3 | take 150 | measure R, STEEP';
    expect(spearman(await column(script, 'R'), await column(script, 'STEEP'))).toBeGreaterThan(0.65);
    await evaluate(session, 'generate 40 seed 9 | shift TUF +0.5 | save "saved.json"');
    const tuf = await column('generate 40 seed 9 | shift TUF +0.5 | measure TUF', 'TUF');
    const middle = tuf.toSorted((a, b) => a - b)[20];
    const lines = tuf.map(
      (value, row) => `${row % 2 ? row : `seed-9-${row}`},${value >= middle ? 'yes' : 'no'}`,
    );
    await writeFile(join(folder, 'saved.csv'), ['id,label', ...lines].join('\n'));
    await evaluate(session, 'learn BIG from "saved.csv" latents="saved.json" samples=600');
    const script2 = 'generate 60 seed 3 | measure TUF, BIG';
    expect(pearson(await column(script2, 'TUF'), await column(script2, 'BIG'))).toBeGreaterThan(0.3);
  });

  it('is forgotten where a definition takes its name', async () => {
    const other = createSession({ directory: folder });
    const script =
      'learn X from "labels.csv" column="sharp" samples=600\ndefine X = PSEP\ngenerate seed 1 | shift X +1';
    const { diagnostics } = await tell(other, script);
    expect(diagnostics.map(({ code }) => code)).toEqual(['redefined', 'no-direction']);
    await other.dispose();
  });
});
