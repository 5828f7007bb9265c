import type * as Library from 'yaml';
import type { Document } from 'yaml';
import { fail } from './diagnostic.js';

/** Manifests, descriptions and recipes have a few thousand characters. */
const MOST_CHARACTERS = 2 ** 20;

/** How often one value may be repeated by its name: ten of ten of ten would fill any memory. */
const MOST_ALIASES = 100;

const DEEP = 'its values lie too deep in one another';
const DEEPEST = 100;

/** Seen before it is parsed: the time that the library takes grows with the square of the depth. */
function isDeep(yaml: string): boolean {
  let [depth, deepest] = [0, 0];
  for (const [sign] of yaml.matchAll(/[[\]{}]/g)) {
    depth = sign === '[' || sign === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest > DEEPEST || /(?:[-?:][ \t]+){100}/.test(yaml);
}

/** A YAML text that was read: the document, which keeps comments, and the plain value that it stands for. */
export interface ReadYaml {
  readonly document: Document;
  readonly value: unknown;
}

/** The library takes longer to load than most of giq, so it is loaded here and not with the program; see `readYaml`. */
export async function parseYaml(yaml: string, file: string): Promise<ReadYaml> {
  return readYaml(await import('yaml'), yaml, file);
}

/**
 * Reads a YAML text, which may come from anybody: it cannot grow beyond itself, and builds nothing but plain values.
 *
 * @throws GiqError `file-not-readable-as`
 */
export function readYaml(
  { parseDocument }: Pick<typeof Library, 'parseDocument'>,
  yaml: string,
  file: string,
): ReadYaml {
  const refuse = (problem: string) => fail('file-not-readable-as', { file, format: 'YAML', problem });
  if (yaml.length > MOST_CHARACTERS)
    return refuse(`it has ${yaml.length} characters, and at most ${MOST_CHARACTERS} are read`);
  if (isDeep(yaml)) return refuse(DEEP);
  try {
    const document = parseDocument(yaml);
    const [problem] = document.errors;
    if (problem) return refuse(problem.message.split('\n')[0]);
    return { document, value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    if (error instanceof RangeError) return refuse(DEEP);
    if (error instanceof ReferenceError) return refuse('it repeats values by name too often');
    throw error;
  }
}
