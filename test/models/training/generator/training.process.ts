import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trainGenerator } from '../../../../src/models/training/generator/train-generator.js';
import { toyPatches, toyRecipe } from './toy.js';

/** A training in a process of its own, to be killed: FOLDER [resume]. Notes every step in `steps`. */
const [folder, resume] = process.argv.slice(2);
await trainGenerator({
  recipe: toyRecipe(),
  patches: toyPatches(),
  archive: 'toy',
  engine: 'tfjs-wasm',
  workers: 1,
  folder,
  resume: resume === 'resume',
  signal: new AbortController().signal,
  onReport: ({ step }) => appendFile(join(folder, 'steps'), `${step}\n`),
});
