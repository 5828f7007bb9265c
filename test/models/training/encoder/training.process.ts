import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trainEncoder } from '../../../../src/models/training/encoder/train-encoder.js';
import { toyPatches } from '../generator/toy.js';
import { toyRecipe } from './toy.js';

/** A training in a process of its own, to be killed: FOLDER [resume]. Notes every step in `steps`. */
const [folder, resume] = process.argv.slice(2);
await trainEncoder({
  recipe: toyRecipe({ images: 80 }),
  patches: toyPatches(),
  archive: 'toy',
  engine: 'tfjs-wasm',
  workers: 1,
  folder,
  resume: resume === 'resume',
  signal: new AbortController().signal,
  onReport: ({ step }) => appendFile(join(folder, 'steps'), `${step}\n`),
});
