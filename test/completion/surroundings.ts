import { contracts } from '../../src/runtime/verbs/index.js';
import { outputFormats } from '../../src/runtime/formats/kinds.js';
import type { CompletionSurroundings } from '../../src/completion/index.js';
import { complete, type Candidate } from '../../src/completion/index.js';
import type { Field } from '../../src/planner/vocabulary.js';

const parameter = (name: string, ...units: string[]): Field => ({
  name,
  kind: 'parameter',
  type: 'number',
  units,
  title: `the ${name}`,
  ...(name === 'POLARITY' && { aliases: ['polarity'] }),
});
const meta = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  kind: 'meta',
  type,
  units: [],
  title: `the ${name}`,
  ...more,
});

const folders: Record<string, readonly { name: string; isFolder: boolean }[]> = {
  '': [
    { name: 'data', isFolder: true },
    { name: 'patch.fits', isFolder: false },
    { name: '.hidden', isFolder: false },
  ],
  'data/': [{ name: 'one.fits', isFolder: false }],
};

/** A session in a small world of its own. */
export const surroundings: CompletionSurroundings = {
  contracts,
  formats: outputFormats,
  vocabulary: {
    world: 'small',
    fields: [
      parameter('TUF', 'Mx', 'G px'),
      parameter('PSEP', 'px', 'Mm'),
      parameter('R', 'Mx', 'G px'),
      parameter('POLARITY'),
      parameter('GRAD', 'G/px'),
      meta('id', 'text'),
      meta('date', 'date'),
      meta('hemisphere', 'text', { values: ['north', 'south'] }),
      meta('lat', 'number', { units: ['deg'] }),
    ],
    directions: ['TUF', 'PSEP', 'R', 'POLARITY'],
    observations: 3,
  },
  worlds: [
    { name: 'small', summary: 'a small world' },
    { name: 'solar-sim', summary: 'simulated regions' },
  ],
  bindings: new Map([
    ['quiet', 'latents'],
    ['seen', 'matches'],
  ]),
  definitions: new Map(),
  learned: [],
  observations: ['sim-0001-00', 'sim-0001-01', 'sim-0123-05'],
  commands: [
    { name: 'help', summary: 'explains a verb', signature: ':help [verb]', argument: 'verb' },
    { name: 'history', summary: 'lists what was typed' },
    { name: 'theme', summary: 'chooses colours', argument: ['dark', 'light'] },
    { name: 'plan', summary: 'shows a plan', argument: 'script' },
    { name: 'load', summary: 'runs a script', argument: 'file' },
  ],
  listFiles: (folder) => folders[folder] ?? [],
};

/** Completes at `‸`. */
export function at(marked: string, changes: Partial<CompletionSurroundings> = {}) {
  const cursor = marked.indexOf('‸');
  return complete(marked.replace('‸', ''), cursor, { ...surroundings, ...changes });
}

export function texts(marked: string, changes: Partial<CompletionSurroundings> = {}): string[] {
  return at(marked, changes).candidates.map(({ text }) => text);
}

export function kinds(candidates: readonly Candidate[]): Set<string> {
  return new Set(candidates.map(({ kind }) => kind));
}

/** The text with its best candidate taken. */
export function accepted(marked: string): string {
  const { from, to, candidates } = at(marked);
  const text = marked.replace('‸', '');
  return text.slice(0, from) + (candidates[0]?.text ?? '') + text.slice(to);
}
