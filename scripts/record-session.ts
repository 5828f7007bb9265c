/**
 * Records a session at the prompt: docs/images/repl.cast (asciicast v2) and docs/images/repl.svg (an animation).
 *
 * `npx vite-node scripts/record-session.ts` after `npm run build`. `--still FILE.png` draws the last screen only.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { startPty } from '../test/support/pty-session.js';
import { screenRuns } from './recording/cells.js';
import { scene } from './recording/scene.js';
import { svgOf, type Screen } from './recording/svg.js';

const [COLUMNS, ROWS] = [100, 30];
/** Between two keys, and between two screens of the animation, in seconds. */
const KEY = 0.045;
const FRAME = 0.12;

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

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

for (const act of scene) {
  if (act.kind === 'wait') await session.until(act.for);
  if (act.kind === 'pause') await sleep(act.seconds);
  if (act.kind !== 'type') continue;
  for (const character of act.text) {
    session.type(character);
    await sleep(KEY);
  }
}
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
  const svg = svgOf(screens.slice(-1), COLUMNS, ROWS);
  writeFileSync(
    process.argv[still + 1],
    new Resvg(svg, { font: { fontFiles: ['node_modules/dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'] } })
      .render()
      .asPng(),
  );
}
process.exit(0);
