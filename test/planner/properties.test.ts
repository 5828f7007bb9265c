/** Whatever a script says, the planner answers with a plan or with diagnostics that point into it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '../../src/parser/index.js';
import { casesIn } from '../support/cases.js';
import { withoutSpans } from '../support/plans.js';
import { resolveToy } from '../support/toy-runtime.js';
import { contracts } from '../../src/runtime/verbs/index.js';
import { mutated } from '../parser/support/noise.js';

const fixtures = ['examples', 'test/fixtures/ok', 'test/fixtures/plan-error', 'test/fixtures/runtime-error']
  .flatMap((folder) => casesIn(folder))
  .map(({ text }) => text);
const examples = [...contracts.values()].flatMap((contract) => contract.examples.map(({ script }) => script));
const valid = [...fixtures, ...examples];

function checkAnything(text: string): void {
  const { diagnostics } = resolveToy(text);
  for (const { span, labels, fix, message } of diagnostics) {
    expect(span, message).toBeDefined();
    const spans = [span!, ...labels.map((label) => label.span), ...(fix ? [fix.span] : [])];
    for (const { start, end } of spans)
      if (!(0 <= start && start <= end && end <= text.length)) expect.fail(`${message}: ${start}..${end}`);
  }
}

describe('any script', () => {
  it('near a valid one is planned or has diagnostics inside it, never an exception', () => {
    fc.assert(fc.property(mutated(valid), checkAnything), { numRuns: 20_000 });
  });

  it('plans to plain JSON', () => {
    const property = fc.property(mutated(valid), (text) => {
      const { plan } = resolveToy(text);
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('plans to the same after formatting', () => {
    const property = fc.property(mutated(valid), (text) => {
      const { text: formatted } = format({ name: 'script', text });
      const [before, after] = [resolveToy(text), resolveToy(formatted)];
      expect(withoutSpans(after.plan)).toEqual(withoutSpans(before.plan));
      expect(after.diagnostics.map(({ code }) => code)).toEqual(before.diagnostics.map(({ code }) => code));
    });
    fc.assert(property, { numRuns: 5000 });
  });

  it('has its fixes applied without a new kind of trouble at the same place', () => {
    const fixable = fixtures.flatMap((text) =>
      resolveToy(text).diagnostics.flatMap(({ fix, code }) => (fix ? [{ text, fix, code }] : [])),
    );
    expect(fixable.length).toBeGreaterThan(0);
    for (const { text, fix, code } of fixable) {
      const fixed = text.slice(0, fix.span.start) + fix.replacement + text.slice(fix.span.end);
      const left = resolveToy(fixed).diagnostics.filter(({ span }) => span?.start === fix.span.start);
      expect(
        left.map((each) => each.code),
        fixed,
      ).not.toContain(code);
    }
  });
});
