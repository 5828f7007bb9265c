import { startPty, type PtySession } from '../../test/support/pty-session.js';
import { play } from './play.js';
import { wait } from './scene.js';
import { sittings, type Shot } from './shots.js';

/** Between two keys, in seconds: a person is slower, and sees the same. */
const KEY = 0.01;

/** Plays all sittings, and shows every screen when it stands. */
export async function takeShots(taken: (shot: Shot, session: PtySession) => unknown): Promise<void> {
  for (const { columns, rows, shots } of sittings) {
    const session = startPty({ columns, rows });
    try {
      await play([wait('giq›')], session, KEY);
      for (const shot of shots) {
        await play(shot.acts, session, KEY);
        await taken(shot, session);
      }
    } finally {
      session.pty.kill();
    }
  }
}
