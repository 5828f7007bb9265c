/** A copy of giq with everything applied to it that docs/extending.md says. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root.js';

const PAGE = 'docs/extending.md';
const FILES = join(ROOT, 'examples/extending');

/** Paths of the new files, below the root of the repo. */
export const newFiles: readonly string[] = readdirSync(FILES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'))
  .sort();

export const newFile = (path: string): string => read(FILES, path);

export const extendingPage = (): string => read(ROOT, PAGE);

/** A change of the page: what it replaces in a file, and by what. */
export interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** What the blocks marked `diff` say: a file, then after each `@@` lines to leave (blank), to take out (-) and to put in (+). */
export function changesOf(page: string): Change[] {
  return [...page.matchAll(/^```diff\n--- (.*)\n([\s\S]*?)^```$/gm)].flatMap(([, file, text]) =>
    text
      .split('@@\n')
      .slice(1)
      .map((hunk) => ({ file, before: side(hunk, '-'), after: side(hunk, '+') })),
  );
}

function side(hunk: string, sign: '+' | '-'): string {
  const lines = hunk.trimEnd().split('\n');
  return lines
    .filter((line) => line.startsWith(' ') || line.startsWith(sign))
    .map((line) => line.slice(1))
    .join('\n');
}

/** @returns the folder of the copy, and how to remove it */
export function extendedCopy(): { readonly directory: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'giq-extended-'));
  cpSync(join(ROOT, 'src'), join(directory, 'src'), { recursive: true });
  cpSync(FILES, directory, { recursive: true });
  for (const name of ['node_modules', 'package.json']) symlinkSync(join(ROOT, name), join(directory, name));
  cpSync(join(ROOT, 'worlds/solar-sim'), join(directory, 'worlds/solar-sim'), { recursive: true });
  for (const change of changesOf(extendingPage())) apply(directory, change);
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}

function apply(directory: string, { file, before, after }: Change): void {
  const text = read(directory, file);
  const found = text.split(before).length - 1;
  if (found !== 1) throw new Error(`${file} has ${found} times what ${PAGE} replaces:\n${before}`);
  writeFileSync(
    join(directory, file),
    text.replace(before, () => after),
  );
}

const read = (folder: string, path: string): string =>
  readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n');
