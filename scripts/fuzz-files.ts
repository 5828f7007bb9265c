/** Damages observations at random: `npx vite-node scripts/fuzz-files.ts [seconds of processor time] [seed] [first input]`. */
import { fileFuzzing } from '../test/support/fuzz/files.js';
import { runFuzzer } from './fuzzing.js';

await runFuzzer('files', fileFuzzing());
