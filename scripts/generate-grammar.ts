/**
 * Writes the files that are derived from the grammar: `npx vite-node scripts/generate-grammar.ts`. With `--check` it
 * only says which are out of date, and fails if any is.
 */
import { writeFileSync } from 'node:fs';
import { generatedFiles, outdatedFiles, root } from './grammar-files.js';

const check = process.argv.includes('--check');
const outdated = outdatedFiles();
for (const path of outdated) {
  if (!check) writeFileSync(new URL(path, root), generatedFiles().get(path)!);
  console.error(`${check ? 'out of date' : 'written'}: ${path}`);
}
if (check && outdated.length > 0) process.exitCode = 1;
