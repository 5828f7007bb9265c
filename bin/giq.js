#!/usr/bin/env node
// Compiled code is cached from Node 22 on: the second start is faster.
import { statSync } from 'node:fs';
import module from 'node:module';

module.enableCompileCache?.();

const modules = new URL('../dist/main.js', import.meta.url);
const bundle = new URL('../dist/program/main.js', import.meta.url);
const builtAt = (url) => statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (builtAt(modules) === 0) {
  process.stderr.write('giq is not built: `npm run build` builds it\n');
  process.exit(2);
}
// The same program in few files starts in half the time; one that is older than the modules is of another version.
const { main } = await import(builtAt(bundle) >= builtAt(modules) ? bundle.href : modules.href);
await main(process.argv.slice(2));
