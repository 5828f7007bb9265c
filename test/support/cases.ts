/** Scripts of a folder as test cases: a new file needs no test code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

export interface Case {
  /** The file's name without its ending. */
  readonly name: string;
  /** The file, relative to the root of the repo. */
  readonly file: string;
  /** With line feeds only. */
  readonly text: string;
  /**
   * From the leading comments: `# expect: CODE …`, `# arguments: …` for more of a command line, and `# command: …` for
   * another one, in which SCRIPT is the file.
   */
  readonly directives: ReadonlyMap<Directive, readonly string[]>;
}

const names = ['expect', 'command', 'arguments'] as const;
export type Directive = (typeof names)[number];

/** The scripts of a folder (relative to the root of the repo), by name. An empty folder is a failure. */
export function casesIn(folder: string): readonly Case[] {
  const files = readdirSync(join(ROOT, folder)).filter(isScript).sort();
  if (files.length === 0) throw new Error(`no scripts in ${folder}`);
  return files.map((file) => caseOf(`${folder}/${file}`));
}

/** `name.fmt.giq` is a golden of `name.giq`. */
const isScript = (file: string): boolean => file.endsWith('.giq') && !file.endsWith('.fmt.giq');

function caseOf(file: string): Case {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
  const name = file.slice(file.lastIndexOf('/') + 1, -'.giq'.length);
  return { name, file, text, directives: directivesOf(text) };
}

/** The command line that a case is run by; `folder` is where it is seen from there. */
export function commandLineOf({ name, directives }: Case, folder: string): string[] {
  const script = `${folder}/${name}.giq`;
  const command = directives.get('command') ?? ['run', script];
  return [...command, ...(directives.get('arguments') ?? [])].map((word) =>
    word === 'SCRIPT' ? script : word,
  );
}

function directivesOf(text: string): ReadonlyMap<Directive, readonly string[]> {
  const leading = text.split('\n').filter((_line, index, all) => all.slice(0, index + 1).every(isComment));
  const found = leading.flatMap((line) => {
    const [, name, words] = new RegExp(`^# (${names.join('|')}): (.*)$`).exec(line) ?? [];
    return name ? [[name as Directive, words.split(/\s+/)] as const] : [];
  });
  return new Map(found);
}

const isComment = (line: string): boolean => line.startsWith('#') || line.startsWith('giq ');
