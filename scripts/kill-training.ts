/**
 * Kills trainings of toy recipes ten times each at random moments (SIGKILL), resumes them, and compares with ones that
 * were not killed. `vite-node scripts/kill-training.ts [SEED [generator] [encoder]]`, after `npm run build`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBuilt, trainTwice } from '../test/support/killed-training.js';

const KILLS = 10;
const PARTS = ['generator', 'encoder'] as const;

const [seed = '1', ...wanted] = process.argv.slice(2);
if (!isBuilt) throw new Error('`npm run build` has to come first');

for (const part of PARTS.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  for (const workers of [1, 2]) {
    const folder = await mkdtemp(join(tmpdir(), 'giq-kills-'));
    const same = await trainTwice({ part, workers, kills: KILLS, folder, seed: Number(seed) });
    await rm(folder, { recursive: true });
    const found = Object.entries(same).map(
      ([file, isSame]) => `${file} ${isSame ? 'same bytes' : 'DIFFERS'}`,
    );
    console.log(`${part}, ${workers} workers, ${KILLS} kills: ${found.join(', ')}`);
    if (Object.values(same).includes(false)) process.exitCode = 1;
  }
}
