/** The manual page, which `npm run docs:gen` writes, in the program that shows it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/root.js';

const PAGE = join(ROOT, 'man/giq.1');
const man = (...argv: string[]) =>
  spawnSync('man', [...argv, '-l', PAGE], { env: { ...process.env, MANWIDTH: '100', LC_ALL: 'C.UTF-8' } });

describe.skipIf(man('--warnings').status !== 0)('man (man-db)', () => {
  it('has nothing to complain about', () => {
    expect(man('--warnings=w').stderr.toString()).toBe('');
  });

  it('shows every part, and text as it was written', () => {
    const text = man().stdout.toString();
    for (const title of ['NAME', 'SYNOPSIS', 'OPTIONS', 'COMMANDS', 'ENVIRONMENT', 'EXIT STATUS', 'EXAMPLES'])
      expect(text).toMatch(new RegExp(`^${title}$`, 'm'));
    expect(text).toContain(
      "giq -e 'generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5'",
    );
    expect(text).toMatch(/^ +--recipe <file>$/m);
  });
});
