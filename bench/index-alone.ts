/** The benchmark of large indexes alone: `npx vite-node bench/index-alone.ts [observations]`. */
import { benchIndex } from './index.js';

const size = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
for (const { what, value, unit } of await benchIndex(size))
  console.log(`${what.padEnd(60)} ${value.toFixed(3)} ${unit}`);
