/** Damages scripts at random: `npx vite-node scripts/fuzz-parser.ts [seconds of processor time] [seed] [first input]`. */
import { scriptFuzzing } from '../test/support/fuzz/scripts.js';
import { runFuzzer } from './fuzzing.js';

await runFuzzer('parser', scriptFuzzing());
