import { describe, expect, it } from 'vitest';
import { createSession } from '../../../src/runtime/session.js';
import { scriptOf } from '../../../src/repl/running/journal.js';
import { withSeeds } from '../../../src/repl/running/seeds.js';
import { ROOT } from '../../support/root.js';

describe('seeds that are drawn', () => {
  it.each([
    ['generate | show', 'generate seed 1 | show', 1],
    ['generate 3 seed 5', 'generate 3 seed 5', 0],
    ['let a = generate\na | vary 3', 'let a = generate seed 1\na | vary 3 seed 2', 2],
  ])('are written into %j', async (text, expected, count) => {
    const { plan } = await createSession({ allowUnseeded: true, directory: ROOT }).check(text);
    let seed = 0;
    const seeded = withSeeds(text, plan!, () => ++seed);
    expect(seeded.text).toBe(expected);
    expect(seeded.drawn).toHaveLength(count);
  });
});

describe('the script of a session', () => {
  const entry = (text: string, gaveValue = true) => ({ text, gaveValue });

  it('has every entry', () => {
    expect(scriptOf([entry('let a = generate seed 1', false), entry('a | show')])).toBe(
      'let a = generate seed 1\na | show\n',
    );
  });

  it('gives a name to what later entries call `_`', () => {
    const script = scriptOf([
      entry('generate seed 1'),
      entry('let b = _ | shift R +1', false),
      entry('_ | show'),
    ]);
    expect(script).toBe(
      'let result1 = generate seed 1\nresult1\nlet b = result1 | shift R +1\nresult1 | show\n',
    );
  });

  it('runs by itself', async () => {
    const script = scriptOf([entry('generate 2 seed 1'), entry('_ | take 1'), entry('_ | shift R +1')]);
    const { plan } = await createSession({ directory: ROOT }).check(script);
    expect(plan).toBeDefined();
    expect(script).not.toContain('_');
  });
});
