#!/usr/bin/env node
// Compiled code is cached from Node 22 on: the second start is faster.
import module from 'node:module';

module.enableCompileCache?.();
const { main } = await import('../dist/main.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('giq is not built: `npm run build` builds it\n');
  process.exit(2);
});
await main(process.argv.slice(2));
