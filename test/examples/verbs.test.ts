/** Every example of every verb's contract is run, and its result is as the JSON schema says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, type Session } from '../../src/runtime/session.js';
import { contracts } from '../../src/runtime/verbs/index.js';
import { tellDocument } from '../support/sessions.js';
import { workspace, type Workspace } from '../support/workspace.js';

const available = [...contracts.values()].filter(({ availability }) => availability === 'available');

let here: Workspace;
let session: Session;
beforeAll(() => {
  here = workspace();
  session = createSession({ directory: here.directory });
});
afterAll(async () => {
  await session.dispose();
  here.remove();
});

describe.each(available)('$name', ({ name, output, examples, arguments: specs }) => {
  it('has examples that use it', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { script } of examples) expect(script).toMatch(new RegExp(`(^|\\| )${name}\\b`));
  });

  it.each(examples)('$script', async ({ script }) => {
    const { outcome, diagnostics, values } = await tellDocument(session, script);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(outcome).toBe('ok');
    expect(values).toHaveLength(1);
    if (output !== 'same' && script.split('|').at(-1)!.trim().startsWith(name))
      expect(values[0].kind).toBe(output);
  });

  it('has one leading argument at most, and every other has a name of its own', () => {
    expect(specs.filter(({ form }) => form === 'leading').length).toBeLessThan(2);
    expect(new Set(specs.map((spec) => spec.name)).size).toBe(specs.length);
  });
});

describe('words that find a verb', () => {
  it('lead to one verb each, and are none themselves', () => {
    const words = [...contracts.values()].flatMap(({ alsoKnownAs }) => alsoKnownAs);
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((word) => contracts.has(word))).toEqual([]);
  });
});
