/**
 * Draws the screens of docs/repl.md: `npx vite-node scripts/make-repl-screens.ts` after `npm run build`.
 *
 * With names it draws those only.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { screenRuns } from './recording/cells.js';
import { pngOfSvg } from './recording/png.js';
import { svgOf } from './recording/svg.js';
import { takeShots } from './recording/take-shots.js';

const FOLDER = 'docs/images/repl';
const wanted = process.argv.slice(2);

mkdirSync(FOLDER, { recursive: true });
await takeShots(({ name }, { terminal }) => {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  const runs = screenRuns(terminal);
  const lines = runs.slice(0, runs.findLastIndex((line) => line.length > 0) + 2);
  const file = `${FOLDER}/${name}.png`;
  writeFileSync(file, pngOfSvg(svgOf([{ at: 0, lines }], terminal.cols, lines.length)));
  console.log(file);
});
process.exit(0);
