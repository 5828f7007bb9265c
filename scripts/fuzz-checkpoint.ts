/** Damages checkpoints at random: `npx vite-node scripts/fuzz-checkpoint.ts [seconds of processor time] [seed] [first input]`. */
import { checkpointFuzzing } from '../test/support/fuzz/checkpoints.js';
import { runFuzzer } from './fuzzing.js';

await runFuzzer('checkpoint', checkpointFuzzing());
