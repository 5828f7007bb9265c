/**
 * What the embedded world promises of steering and retrieval (the paper's claims, measured here): 200 seeds, the same on
 * every run.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, evaluate, type Session } from '../../src/runtime/session.js';
import type { Table, Value } from '../../src/runtime/values.js';
import { columnOf } from '../support/toy-runtime.js';
import { runGiq } from '../support/command-line.js';
import { expectDocument } from '../support/output-schema.js';

const SEEDS = 200;
const QUERY = 'generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5';

let session: Session;
beforeAll(() => (session = createSession()));
afterAll(() => session.dispose());

async function tableOf(script: string): Promise<Table> {
  const value = await evaluate(session, script);
  if (value?.kind !== 'table') throw new Error('a table is wanted');
  return value;
}

/** The measured values of a parameter after a change of the 200 patches; NaN where missing. */
async function measured(parameter: string, change = ''): Promise<number[]> {
  const table = await tableOf(`generate ${SEEDS} seed 1 ${change} | measure ${parameter}`);
  return columnOf(table, parameter).map((value) => (typeof value === 'number' ? value : NaN));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function change(parameter: string, by: string): Promise<number[]> {
  const [before, after] = [await measured(parameter), await measured(parameter, by)];
  return after.map((value, index) => value - before[index]);
}

describe('a shift', () => {
  it('of TUF moves the measured flux its way', async () => {
    expect(mean(await change('TUF', '| shift TUF +2'))).toBeGreaterThan(0);
    expect(mean(await change('TUF', '| shift TUF -2'))).toBeLessThan(0);
  });

  it('of TUF keeping R changes R at least two times less', async () => {
    const size = (values: readonly number[]) => mean(values.map(Math.abs));
    const free = size(await change('R', '| shift TUF +2'));
    const kept = size(await change('R', '| shift TUF +2 keeping R'));
    expect(free / kept).toBeGreaterThan(2);
  });
});

describe('flip', () => {
  it('changes the measured sign of all', async () => {
    const [before, after] = [await measured('POLARITY'), await measured('POLARITY', '| flip polarity')];
    expect(after.filter((sign, index) => sign === -before[index])).toHaveLength(SEEDS);
  });

  it('with method=reflect is its own inverse', async () => {
    const latents = (value: Value | undefined) =>
      value?.kind === 'latents' ? value.items.flatMap(({ latent }) => [...latent!]) : [];
    const before = latents(await evaluate(session, `generate ${SEEDS} seed 1`));
    const twice = latents(
      await evaluate(
        session,
        `generate ${SEEDS} seed 1 | flip polarity method=reflect | flip polarity method=reflect`,
      ),
    );
    expect(before).toHaveLength(SEEDS * 100);
    expect(Math.max(...twice.map((value, index) => Math.abs(value - before[index])))).toBeLessThan(1e-12);
  });
});

describe('retrieve', () => {
  it('finds an observation of the archive by itself, 100 of 100', async () => {
    const archive = await (await session.world()).archive();
    const step = Math.floor(archive.size / 100);
    const ids = Array.from({ length: 100 }, (_, index) => archive.id(index * step));
    const value = await evaluate(session, `observe ${ids.map((id) => `"${id}"`).join(' ')} | retrieve k=1`);
    if (value?.kind !== 'matches') throw new Error('matches are wanted');
    expect(value.queries.map(({ matches: [match] }) => match.item.id)).toEqual(ids);
    for (const { matches } of value.queries) expect(matches[0].distance).toBeLessThan(1e-3);
  });

  it('ranks by distance, and gives k of what a condition leaves', async () => {
    const value = await evaluate(
      session,
      'generate 5 seed 3 | retrieve k=20 rerank=none where hemisphere = "north" and region < 50',
    );
    if (value?.kind !== 'matches') throw new Error('matches are wanted');
    for (const { matches } of value.queries) {
      expect(matches.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      const distances = matches.map(({ distance }) => distance);
      expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      for (const { item } of matches) expect(item.meta).toMatchObject({ hemisphere: 'north' });
    }
  });
});

describe('the query of the design card', () => {
  const asked = async (engine: string) => {
    const { exitCode, out, narration } = await runGiq(['-e', QUERY, '--format', 'json', '--engine', engine]);
    expect({ exitCode, narration }).toEqual({ exitCode: 0, narration: '' });
    return out;
  };
  const matchesIn = (json: string) => {
    const [result] = expectDocument(json).results;
    if (result.type !== 'matches') throw new Error('matches are wanted');
    return result.items.flatMap(({ matches }) => matches);
  };

  it('gives five matches in order, the same bytes again', async () => {
    const [first, second] = [await asked('tfjs-wasm'), await asked('tfjs-wasm')];
    expect(second).toBe(first);
    const scores = matchesIn(first).map(({ score }) => score!);
    expect(scores).toHaveLength(5);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('gives the same on every engine that is here', async ({ skip }) => {
    const { tryOpen, engineFactories } = await import('../../src/models/engines/index.js');
    const onnx = await tryOpen(engineFactories.find(({ name }) => name === 'onnx')!);
    if ('reason' in onnx) return skip(`onnx is not here: ${onnx.reason}`);
    onnx.engine.dispose();
    const [native, wasm] = [matchesIn(await asked('onnx')), matchesIn(await asked('tfjs-wasm'))];
    expect(native.map(({ id }) => id)).toEqual(wasm.map(({ id }) => id));
    native.forEach(({ distance }, index) => expect(distance).toBeCloseTo(wasm[index].distance, 3));
  });
});
