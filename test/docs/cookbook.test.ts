/** Every recipe of the cookbook has what its first paragraph promises. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/root.js';

const page = readFileSync(join(ROOT, 'docs/cookbook.md'), 'utf8').replaceAll('\r\n', '\n');
const [contents, ...sections] = page.split(/^#{2,3} /m);
const recipes = sections
  .filter((section) => section.includes('```giq'))
  .map((section) => ({ title: section.split('\n')[0], text: section }));

it('has twenty recipes at least, all of them in its contents', () => {
  expect(recipes.length).toBeGreaterThanOrEqual(20);
  const listed = contents.match(/\]\(#/g)!;
  expect(listed).toHaveLength(recipes.length);
});

describe.each(recipes)('$title', ({ text }) => {
  const scripts = [...text.matchAll(/```giq\n([\s\S]*?)```/g)].map(([, script]) => script.trim().split('\n'));

  it('begins with a question and ends with a caveat', () => {
    expect(text.split('\n\n')[1]).toMatch(/^_[^_]+[?.]_$/);
    expect(text.trim().split('\n\n').at(-1)).toMatch(/^_Caveat:_ /);
  });

  it('is short, and shows what comes out', () => {
    for (const lines of scripts) expect(lines.length).toBeLessThanOrEqual(6);
    expect(text).toMatch(/!\[[^\]]+\]\(images\/cookbook\/|```(text|python)\n\S/);
  });
});
