/**
 * Records a session at the prompt: docs/images/repl.cast (asciicast v2) and docs/images/repl.svg (an animation).
 *
 * `npx vite-node scripts/record-session.ts` after `npm run build`. `--still FILE.png` draws the last screen only.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { startPty } from '../test/support/pty-session.js';
import { screenRuns } from './recording/cells.js';
import { play } from './recording/play.js';
import { pngOfSvg } from './recording/png.js';
import { scene } from './recording/scene.js';
import { svgOf, type Screen } from './recording/svg.js';

const [COLUMNS, ROWS] = [100, 30];
/** Between two keys, and between two screens of the animation, in seconds. */
const KEY = 0.045;
const FRAME = 0.12;

const session = startPty({ columns: COLUMNS, rows: ROWS });
const started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
const events: [number, 'o', string][] = [];
const screens: Screen[] = [];
session.onData((data) => events.push([seconds(), 'o', data]));
const filming = setInterval(() => {
  const lines = screenRuns(session.terminal);
  if (JSON.stringify(lines) !== JSON.stringify(screens.at(-1)?.lines)) screens.push({ at: seconds(), lines });
}, FRAME * 1000);

await play(scene, session, KEY);
clearInterval(filming);
session.pty.kill();

mkdirSync('docs/images', { recursive: true });
const header = { version: 2, width: COLUMNS, height: ROWS, title: 'giq' };
writeFileSync(
  'docs/images/repl.cast',
  [header, ...events].map((line) => JSON.stringify(line)).join('\n') + '\n',
);
writeFileSync('docs/images/repl.svg', svgOf(screens, COLUMNS, ROWS));
const still = process.argv.indexOf('--still');
if (still > 0) {
  writeFileSync(process.argv[still + 1], pngOfSvg(svgOf(screens.slice(-1), COLUMNS, ROWS)));
}
process.exit(0);
