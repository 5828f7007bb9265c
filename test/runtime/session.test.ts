import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, evaluate, type Session } from '../../src/runtime/session.js';
import type { Value } from '../../src/runtime/values.js';
import { tell } from '../support/sessions.js';

let session: Session;
beforeAll(() => (session = createSession()));
afterAll(() => session.dispose());

const latentOf = (value: Value | undefined) => (value?.kind === 'latents' ? [...value.items[0].latent!] : []);

describe('bindings', () => {
  it('last from one script to the next', async () => {
    expect((await tell(session, 'let kept = generate seed 42')).outcome).toBe('ok');
    expect(session.bindings.get('kept')?.kind).toBe('latents');
    expect(latentOf(await evaluate(session, 'kept'))).toEqual(
      latentOf(await evaluate(session, 'generate seed 42')),
    );
  });

  it('are told', async () => {
    const { events } = await tell(session, 'let told = generate seed 1');
    expect(events.map(({ type }) => type)).toEqual(['bound', 'done']);
  });

  it('are of their session alone', async () => {
    await tell(session, 'let mine = generate seed 1');
    const { outcome, diagnostics } = await tell(createSession(), 'mine | measure');
    expect(outcome).toBe('invalid');
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-verb']);
  });

  it('hold a value that is computed once', async () => {
    await tell(session, 'let once = generate seed 5 | measure TUF');
    const [first, second] = [await evaluate(session, 'once'), await evaluate(session, 'once')];
    expect(first).toBe(second);
  });
});

describe('a script that fails', () => {
  it('runs nothing when it does not resolve', async () => {
    const { outcome, values } = await tell(
      session,
      'let early = generate seed 1\ngenerate seed 1 | shift TUF 3',
    );
    expect(outcome).toBe('invalid');
    expect(values).toEqual([]);
    expect(session.bindings.has('early')).toBe(false);
  });

  it('keeps what its statements did before, and nothing of the one that fails', async () => {
    const script =
      'let before = generate seed 1\nlet before = generate 2 seed 1 | blend (generate 3 seed 2)\ngenerate seed 9';
    const { outcome, diagnostics, values } = await tell(session, script);
    expect(outcome).toBe('failed');
    expect(diagnostics.map(({ code }) => code)).toEqual(['shadowed-binding', 'unequal-lengths']);
    expect(values).toEqual([]);
    expect(latentOf(session.bindings.get('before'))).toHaveLength(100);
    expect(latentOf(session.bindings.get('before'))).toEqual(
      latentOf(await evaluate(session, 'generate seed 1')),
    );
  });

  it('tells where, in the script', async () => {
    const script = 'generate seed 1\nload "nowhere.fits" | measure';
    const { diagnostics } = await tell(session, script);
    expect(diagnostics).toMatchObject([{ code: 'file-not-found', span: { start: 16, end: 35 } }]);
  });

  it('throws its diagnostics from evaluate', async () => {
    await expect(evaluate(session, 'generate 3')).rejects.toMatchObject({
      name: 'GiqError',
      diagnostics: [{ code: 'seed-missing' }],
    });
  });

  it('leaves no half-written file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'giq-session-'));
    const own = createSession({ directory });
    await tell(
      own,
      'generate seed 1 | save "ok.npy" | retrieve k=3 where lat > 100 deg | save "no.png" | sort by nothing',
    );
    const { outcome } = await tell(own, 'load "missing.fits" | save "out/x.json"');
    expect(outcome).toBe('failed');
    expect(await readdir(directory)).toEqual([]);
    await own.dispose();
    await rm(directory, { recursive: true });
  });
});

describe('cancelling', () => {
  it('ends a long run between two chunks, and the session goes on', async () => {
    const cancellation = new AbortController();
    const seen: { done: number; total: number }[] = [];
    let outcome: string | undefined;
    for await (const event of session.run('generate 5000 seed 1 | measure', {
      signal: cancellation.signal,
    })) {
      if (event.type === 'progress') {
        seen.push(event);
        cancellation.abort();
      }
      if (event.type === 'done') outcome = event.outcome;
    }
    expect(outcome).toBe('cancelled');
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.at(-1)!.done).toBeLessThan(seen.at(-1)!.total / 10);
    expect((await tell(session, 'generate seed 1 | measure TUF')).outcome).toBe('ok');
  });

  it('before it begins runs nothing', async () => {
    const { outcome, diagnostics, values } = await tell(session, 'generate seed 1', {
      signal: AbortSignal.abort(),
    });
    expect({ outcome, values }).toEqual({ outcome: 'cancelled', values: [] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['cancelled']);
  });

  it('binds nothing', async () => {
    await tell(session, 'let never = generate seed 1', { signal: AbortSignal.abort() });
    expect(session.bindings.has('never')).toBe(false);
  });
});

describe('seeds', () => {
  it('are required in scripts', async () => {
    expect((await tell(session, 'generate 2')).diagnostics.map(({ code }) => code)).toEqual(['seed-missing']);
  });

  it('are drawn and told where they may be left out, and give the same again', async () => {
    const open = createSession({ allowUnseeded: true });
    const { events, values, outcome } = await tell(open, 'generate 2');
    expect(outcome).toBe('ok');
    const notes = events.flatMap((event) => (event.type === 'note' ? [event.text] : []));
    const seed = /^seed (\d+) was drawn$/.exec(notes[0])?.[1];
    expect(latentOf(await evaluate(open, `generate 2 seed ${seed}`))).toEqual(latentOf(values[0]));
    await open.dispose();
  });

  it('make the first of many what one alone is', async () => {
    const many = await evaluate(session, 'generate 3 seed 7');
    expect(latentOf(many)).toEqual(latentOf(await evaluate(session, 'generate seed 7')));
  });
});

describe('use world', () => {
  it('takes the place of the world for what follows', async () => {
    const own = createSession();
    expect((await tell(own, 'use world "solar-sim"\ndescribe world')).outcome).toBe('ok');
    expect((await own.world()).name).toBe('solar-sim');
    await own.dispose();
  });

  it('opens a world by the path of its folder, and runs in that one', async () => {
    const { directory } = await session.world();
    const own = createSession();
    expect((await tell(own, `use world "${directory}"\ngenerate seed 1 | measure TUF`)).outcome).toBe('ok');
    expect((await tell(createSession({ world: directory }), 'describe world')).outcome).toBe('ok');
    await own.dispose();
  });

  it('tells what is wrong with a world, at its name', async () => {
    const { outcome, diagnostics } = await tell(session, 'generate seed 1\nuse world "solar-sin"');
    expect(outcome).toBe('invalid');
    expect(diagnostics).toMatchObject([{ code: 'unknown-world', span: { start: 26, end: 37 } }]);
    expect(diagnostics[0].hints).toEqual(['`solar-sim` might be meant']);
  });
});

describe('explain', () => {
  it('runs nothing', async () => {
    const { events } = await tell(
      session,
      'explain generate 1000000 seed 1 | shift TUF +3 keeping R | measure',
    );
    expect(events.map(({ type }) => type)).toEqual(['explanation', 'done']);
  });
});
