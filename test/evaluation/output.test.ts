import { describe, expect, it } from 'vitest';
import { REPORT_WRITERS } from '../../src/evaluation/output/index.js';
import { expectReport } from './schema.js';
import { report } from './report.js';

describe('a report', () => {
  it('reads well as text', () => {
    expect(REPORT_WRITERS.text(report)).toBe(`Evaluation of the world toy (abcabcabcabc, simulated)
10 queries of seed 3, engine none, giq 0.0.0

What was done
=============

Figures
Of <ten> patches.
measure  value
         [kG]
───────────────────────────────
one      0.500
two      0.250 (0.125 to 0.375)
three    –
four     –

Times: the whole section 1.3 s, a query 13 ms

What was not
============

left out: the world has none
`);
  });

  it('is JSON as the schema says, missing figures null', () => {
    const { sections } = expectReport(REPORT_WRITERS.json(report));
    expect(sections[0]).toMatchObject({
      tables: [{ rows: [['one', 0.5], {}, ['three', null], ['four', null]] }],
    });
  });

  it('is one HTML file that asks for nothing else, with text made safe', () => {
    const html = REPORT_WRITERS.html(report);
    expect(html).toMatch(/^<!DOCTYPE html>/);
    expect(html).not.toMatch(/src=|href=|url\(|<script|@import/);
    expect(html).toContain('Of &#60;ten&#62; patches.');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain('Left out: the world has none');
  });

  it('draws equal distributions on the diagonal, and others beside it', () => {
    const circles = (html: string) => [...html.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
    const apart = circles(REPORT_WRITERS.html(report)).map(([, x, y]) => Number(x) - (150 - Number(y)));
    expect(apart).toHaveLength(99);
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...apart)).toBeGreaterThan(40);
  });
});
