/** Pictures in full, as the prompt writes them to terminals that say that they can show them. */
import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterEach, describe, expect, it } from 'vitest';
import { startPty, type PtySession } from '../../support/pty-session.js';
import { ROOT } from '../../support/root.js';

const built = existsSync(join(ROOT, 'dist/main.js'));
let session: PtySession;
afterEach(() => session.pty.kill());

/** What is written for two statements, and what the screen shows at the end. */
async function written(env: Readonly<Record<string, string>>) {
  let data = '';
  session = startPty({ columns: 80, rows: 40, env });
  session.onData((chunk) => (data += chunk));
  const { terminal, until, type } = session;
  const places: string[] = [];
  const note = () => {
    const { buffer } = terminal;
    const at = (up: number) => buffer.active.getLine(buffer.active.baseY + buffer.active.cursorY - up);
    places.push(`${at(0)?.getCell(buffer.active.cursorX)?.getChars()}${at(1)?.getCell(0)?.getChars()}`);
    return true;
  };
  terminal.parser.registerOscHandler(1337, note);
  terminal.parser.registerDcsHandler({ final: 'q' }, note);
  await until('giq›');
  type('generate seed 42 | show\r');
  await until('PSEP');
  type('let alive = _\r');
  await until('alive: 1 latent');
  return { data, places, screen: session.screen() };
}

const picture = (base64: string) => decode(Buffer.from(base64, 'base64'));

describe.skipIf(!built)('pictures in full (needs `npm run build`)', () => {
  it('reach kitty whole, and nothing is drawn over them', async () => {
    const { data, screen } = await written({ TERM: 'xterm-kitty' });
    const chunks = [...data.matchAll(/\x1b_G([^;]*);([^\x1b]*)\x1b\\/g)];
    const { width, height } = picture(chunks.map(([, , part]) => part).join(''));
    expect([width, height]).toEqual([128, 128]);
    expect(chunks[0][1]).toMatch(/^a=T,f=100,q=2,C=1,c=40,r=20,m=[01]$/);
    expect(data).not.toContain('\x1b[2J');
    expect(screen.match(/▀{40}/g)).toHaveLength(20);
  });

  it('reach iTerm2 at the place of the blocks', async () => {
    const { data, places } = await written({ TERM_PROGRAM: 'iTerm.app' });
    const [, base64] = /\x1b\]1337;File=[^:]*:([^\x07]*)\x07/.exec(data)!;
    expect(picture(base64).width).toBe(128);
    expect(places).toEqual(['▀g']);
  });

  it('reach terminals with sixel at the place of the blocks', async () => {
    const { data, places } = await written({ GIQ_GRAPHICS: 'sixel' });
    expect(data).toMatch(/\x1bP0;1q"1;1;400;400#0;2;[^\x1b]*\x1b\\/);
    expect(places).toEqual(['▀g']);
  });

  it('stay blocks within tmux', async () => {
    const { data, screen } = await written({
      TERM: 'tmux-256color',
      TMUX: '/tmp/tmux-0/default,1,0',
      KITTY_WINDOW_ID: '1',
    });
    expect(data).not.toMatch(/\x1b_G|\x1b\]1337|\x1bP/);
    expect(screen.match(/▀{40}/g)).toHaveLength(20);
  });
});
