/** The built program in a real pseudo-terminal, typed at as a person does. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startPty, type PtyOptions, type PtySession } from '../support/pty-session.js';
import { ROOT } from '../support/root.js';

const built = existsSync(join(ROOT, 'dist/main.js'));
let session: PtySession | undefined;

afterEach(() => session?.pty.kill());

async function prompt(options?: PtyOptions): Promise<PtySession> {
  session = startPty(options);
  await session.until('giq›');
  return session;
}

describe.skipIf(!built)('giq in a terminal (needs `npm run build`)', () => {
  it('runs what arrives in one chunk with its Enter', async () => {
    const { type, until } = await prompt();
    type('let a = generate seed 1\rlet b = a | shift TUF +1\r');
    await until('a: 1 latent');
    await until('b: 1 latent');
  });

  it('understands keys that arrive in pieces', async () => {
    const { type, until } = await prompt();
    type('xlet a = generate seed 1');
    for (const piece of ['\x1b', '[', 'H', '\x1b[3', '~']) type(piece);
    type('\r');
    await until('a: 1 latent');
  });

  it('inserts 200 pasted lines and runs none of them', async () => {
    const { type, until, all } = await prompt();
    const lines = Array.from({ length: 200 }, (_, line) => `let v${line} = generate seed ${line}`);
    type(`\x1b[200~${lines.join('\r')}\x1b[201~`);
    await until('let v199 = generate seed 199');
    expect(all()).not.toContain('1 latent');
    type('\x03');
    type(':vars\r');
    await until('nothing is bound yet');
  });

  it('cancels a long statement, keeps what was bound, and goes on', async () => {
    const { type, until } = await prompt();
    type('let a = generate seed 1\r');
    await until('a: 1 latent');
    type('generate 9000 seed 1 | measure TUF\r');
    await until('Ctrl-C cancels');
    type('\x03');
    await until('cancelled after');
    type(':vars\r');
    await until(/a\s+1 latent/);
  });

  it('hints on Ctrl-C and leaves on Ctrl-D', async () => {
    const { type, until, exited } = await prompt();
    type('let a = generate seed 1\r');
    await until('a: 1 latent');
    type('\x03');
    await until('Ctrl-D or :quit leaves');
    type('\x04');
    expect(await exited).toBe(0);
  });

  it('draws itself anew when the terminal becomes narrow', async () => {
    const { type, until, resize } = await prompt({ columns: 120, rows: 40 });
    type('generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5');
    await until('k=5');
    resize(50, 20);
    type(' ');
    await until('k=5');
  });

  it('leaves nothing behind of a list of completions or of a picture when the terminal becomes small', async () => {
    const { type, until, resize, all, screen } = await prompt({ columns: 100, rows: 30 });
    type('generate seed 42\r');
    await until('seed-42-0');
    type('_ | sh\t');
    await until('1 of');
    resize(40, 10);
    await until('…');
    type('\x1b');
    await until('`sh` is neither');
    expect(all().match(/giq› _/g)).toHaveLength(1);
    expect(all()).not.toMatch(/moves latents|1 of/);
    expect(all()).toContain('seed-42-0');
    resize(100, 30);
    type('\x03:vars\r');
    await until('1 latent');
    expect(screen().split('\n').at(-1)).toBe('giq›');
  });

  it('reads line by line where the terminal cannot move its cursor', async () => {
    session = startPty({ env: { TERM: 'dumb' } });
    await session.until('giq>');
    session.type('let a = generate seed 1 |\r');
    await session.until('...>');
    session.type('take 1\r');
    await session.until('a: 1 latent');
    session.type(':quit\r');
    expect(await session.exited).toBe(0);
  });

  it('writes the history at once, for its owner only', async () => {
    const { type, until, historyFile } = await prompt();
    type('let a = generate seed 1\r');
    await until('a: 1 latent');
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
  });
});
