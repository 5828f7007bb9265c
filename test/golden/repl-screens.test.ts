/** The screens that docs/repl.md shows, as text. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeShots } from '../../scripts/recording/take-shots.js';
import { expectGolden, neutral } from '../support/golden.js';
import { ROOT } from '../support/root.js';

const built = existsSync(join(ROOT, 'dist/main.js'));

describe.skipIf(!built)('the screens of the prompt (needs `npm run build`)', () => {
  it('show what the goldens show', { timeout: 180_000 }, async () => {
    const names: string[] = [];
    await takeShots(async ({ name }, { screen }) => {
      names.push(name);
      const text = neutral(screen()).replace(/cancelled after [\d.]+ s/, 'cancelled after <time>');
      await expectGolden(`test/repl/screens/${name}.golden.txt`, `${text}\n`);
    });
    expect(names).toContain('steer');
  });
});
