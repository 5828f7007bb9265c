/** What no script can bring about: bugs, interruptions, readers that go away. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verbs } from '../../src/runtime/verbs/index.js';
import { runGiq } from '../support/command-line.js';
import { spawnGiq, throughPipe } from '../support/spawn.js';

afterEach(() => void vi.restoreAllMocks());

describe('a bug', () => {
  it('is told as one, without a stack', async () => {
    vi.spyOn(verbs.get('generate')!, 'run').mockRejectedValue(new Error('the sky is green'));
    const { exitCode, narration } = await runGiq(['-e', 'generate seed 1']);
    expect(exitCode).toBe(1);
    expect(narration).toBe('error[internal]: giq has a bug: the sky is green\n');
    expect(codeIn(narration)).toBe('internal');
  });
});

describe('an interruption', () => {
  it('cancels with 130', async () => {
    const { exitCode, narration } = await runGiq(['-e', 'generate seed 1'], { signal: AbortSignal.abort() });
    expect(exitCode).toBe(130);
    expect(codeIn(narration)).toBe('cancelled');
  });

  it('by Ctrl-C ends a long run soon', async () => {
    const running = spawnGiq(['-e', 'generate 100000 seed 1 | measure']);
    // Long enough for it to be at work, whatever the machine: it would go on for many minutes.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const ended = running.interrupt(2000);
    expect(await ended).toMatchObject({ exitCode: 130, inTime: true });
    expect(running.narration()).toMatch(/error\[cancelled\]: cancelled/);
    expect(running.narration()).not.toMatch(/^ +at /m);
  });
});

describe('a reader that goes away', () => {
  it('is no error', async () => {
    const { exitCode, out, narration } = await throughPipe(['-e', 'observe | measure TUF'], 'head -1');
    expect(out).toMatch(/^id +TUF/);
    expect({ exitCode, narration }).toEqual({ exitCode: 0, narration: '' });
  });
});

function codeIn(narration: string): string | undefined {
  return /^error\[([\w-]+)\]/m.exec(narration)?.[1];
}
