/** Links between the pages: files and headings that they lead to are there, and no page or picture lies unreachable. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/root.js';

const folders = ['docs', 'src', 'examples', 'worlds', 'bench', 'grammar'];
const pages = [
  ...readdirSync(ROOT),
  ...folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  ),
]
  .filter((file) => file.endsWith('.md'))
  .sort();

/** A page without its blocks of code, in which `[a](b)` is no link. */
const textOf = (page: string): string =>
  readFileSync(join(ROOT, page), 'utf8')
    .replaceAll('\r\n', '\n')
    .replace(/^( *)```[\s\S]*?^\1```$/gm, '');

/** Where the links and pictures of a page lead that stay in this repo. */
const targetsOf = (page: string): string[] =>
  [...textOf(page).matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

/** The names that GitHub gives to headings: lower case, punctuation gone, spaces as hyphens, repeated ones numbered. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  return [...textOf(page).matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading]) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const name = plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return times === 0 ? name : `${name}-${times}`;
  });
}

/** The path from the root that a link of a page leads to, and the heading. */
function resolved(page: string, target: string): { path: string; anchor: string | undefined } {
  const [file, anchor] = target.split('#');
  return { path: file === '' ? page : normalize(join(dirname(page), decodeURI(file))), anchor };
}

it('there are pages, and links between them', () => {
  expect(pages).toContain('README.md');
  expect(pages.flatMap(targetsOf).length).toBeGreaterThan(100);
});

describe.each(pages)('%s', (page) => {
  it('leads to what is there', () => {
    const dead = targetsOf(page).filter((target) => {
      const { path, anchor } = resolved(page, target);
      if (!existsSync(join(ROOT, path))) return true;
      return anchor !== undefined && path.endsWith('.md') && !anchorsOf(path).includes(anchor);
    });
    expect(dead).toEqual([]);
  });
});

const linked = (from: readonly string[]): Set<string> =>
  new Set(from.flatMap((page) => targetsOf(page).map((target) => resolved(page, target).path)));

it('every page of docs/ can be reached from its contents', () => {
  const contents = linked(['docs/README.md']);
  const inDocs = pages.filter((page) => page.startsWith('docs') && page !== join('docs', 'README.md'));
  expect(inDocs.filter((page) => !contents.has(page))).toEqual([]);
});

it('every picture of docs/ is shown somewhere', () => {
  const shown = linked(pages);
  const pictures = readdirSync(join(ROOT, 'docs/images'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(png|svg|gif)$/.test(file))
    .map((file) => join('docs/images', file));
  expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});
