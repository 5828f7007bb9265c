/** Steering in a real pseudo-terminal, by the keys that a person presses. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startPty, type PtySession } from '../../support/pty-session.js';
import { ROOT } from '../../support/root.js';

const built = existsSync(join(ROOT, 'dist/main.js'));
const [UP, DOWN, RIGHT, LEFT] = ['\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D'];
const ESCAPE = '\x1b';

let session: PtySession;
afterEach(() => session.pty.kill());

async function steering(source: string): Promise<PtySession> {
  session = startPty({ columns: 100, rows: 30 });
  await session.until('giq›');
  session.type(`define NETTO = TPF - TNF\r`);
  session.type(`${source} | steer\r`);
  await session.until('nothing was moved yet');
  return session;
}

/** The value beside a name in the panel. */
const valueOf = (screen: string, name: string) =>
  new RegExp(`\\b${name}\\s+(-?[\\d.e-]+)`).exec(screen)?.[1] ?? '';

describe.skipIf(!built)('the steering panel (needs `npm run build`)', () => {
  it('moves, keeps, flips, undoes, and leaves a pipeline that gives the same latent', async () => {
    const { type, until, screen } = await steering('generate seed 42');
    expect(screen()).toMatch(/^.*> \[ \] TUF/m);
    expect(screen()).toMatch(/ {4}NETTO\s+-?\d/);
    const before = valueOf(screen(), 'TUF');
    type(DOWN + ' ' + UP + RIGHT + RIGHT);
    await until('| shift TUF +1 keeping TPF');
    await until(/\[x\] TPF/);
    type(LEFT);
    await until('| shift TUF +0.5 keeping TPF');
    type('f');
    await until('| flip polarity method=reflect');
    type('uu');
    await until(/\| shift TUF \+1 keeping TPF\s*$/m);
    type('u'.repeat(2));
    await until('nothing was moved yet');
    type('r'.repeat(4));
    await until('| flip polarity method=reflect');
    await until(new RegExp(`> \\[ \\] TUF\\s+(?!${before}\\b)\\d`));
    type(ESCAPE);
    await until('giq› generate seed 42 | shift TUF +0.5 keeping TPF | flip polarity method=reflect');
    type(' | measure TUF, NETTO\r');
    await until(/seed-42-0\s+\S+/);
    expect(screen()).not.toContain('error');
  });

  it('retrieves on Enter', async () => {
    const { type, until } = await steering('generate seed 42');
    type(`${RIGHT}\r`);
    await until('giq› generate seed 42 | shift TUF +0.5 | retrieve k=5');
    await until('1. sim-');
  });

  it('stays whole when the terminal becomes small, and gives the screen back', async () => {
    const { type, until, resize, screen } = await steering('generate seed 42');
    resize(40, 10);
    await until('…');
    type(DOWN);
    const small = await until(/> \[ \] TPF/);
    expect(screen().split('\n').length).toBeLessThanOrEqual(10);
    expect(small.match(/nothing was moved yet/g)).toHaveLength(1);
    resize(100, 30);
    await until('redo');
    type('q');
    await until('giq› generate seed 42');
    await until(/^(?!.*redo)/s);
    expect(screen()).not.toMatch(/redo|\[ \]/);
  });
});
