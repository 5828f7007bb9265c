/** `define` and `learn` in a session: what one line says, the next one knows. */
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, evaluate, type Session } from '../../src/runtime/session.js';
import { columnOf } from '../support/toy-runtime.js';
import { tell } from '../support/sessions.js';

let session: Session;
let folder: string;
const before = process.env.XDG_CACHE_HOME;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-cache-'));
  process.env.XDG_CACHE_HOME = folder;
  session = createSession();
});
afterAll(async () => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  await session.dispose();
  await rm(folder, { recursive: true });
});

async function column(script: string, name: string, of = session) {
  const value = await evaluate(of, script);
  if (value?.kind !== 'table') throw new Error('a table is wanted');
  return columnOf(value, name);
}

describe('a definition', () => {
  it('is known to later lines, and computed from what it names', async () => {
    await tell(session, 'define IMBALANCE = (TPF - TNF) / (TPF + TNF)');
    const script = 'generate 3 seed 1 | measure TPF, TNF, IMBALANCE';
    const [tpf, tnf] = [await column(script, 'TPF'), await column(script, 'TNF')] as number[][];
    expect(await column(script, 'IMBALANCE')).toEqual(
      tpf.map((value, i) => expect.closeTo((value - tnf[i]) / (value + tnf[i]), 9)),
    );
  });
});

describe('learn', () => {
  const samples = 300;

  it('gives a direction along which the parameter rises', async () => {
    await tell(session, `define SIZE = sqrt(AREA)\nlearn SIZE samples=${samples}`);
    const [low, high] = await column(
      'generate seed 3 | sweep SIZE from -3 to +3 steps 2 | measure SIZE',
      'SIZE',
    );
    expect(high).toBeGreaterThan(low as number);
  });

  it('keeps what it has measured and what it has found', async () => {
    const files = await readdir(join(folder, 'giq'));
    expect(files).toHaveLength(2);
    await tell(session, `learn PSEP samples=${samples} method=logistic`);
    expect(await readdir(join(folder, 'giq'))).toHaveLength(4);
  });

  it('finds the same from a cache, without one, and from a damaged one', async () => {
    const script = `learn NET samples=${samples} method=ridge\ngenerate seed 1 | shift NET +1 | measure`;
    const cached = await column(script, 'TUF', createSession());
    for (const file of await readdir(join(folder, 'giq'))) await truncate(join(folder, 'giq', file), 40);
    expect(await column(script, 'TUF', createSession())).toEqual(cached);
  });

  it('forgets the direction of a name that is defined anew', async () => {
    const { diagnostics } = await tell(session, 'define SIZE = PSEP\ngenerate seed 1 | shift SIZE +1');
    expect(diagnostics.map(({ code }) => code)).toEqual(['redefined', 'no-direction']);
  });
});
