import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/root.js';
import { fitsIn, leftovers, ledgerOf, newFolder } from './fetching.js';
import { fileOf, fitsOf, observations } from './observatory.js';
import { startSite } from './site-server.js';

describe('a fetch that is killed again and again', () => {
  it('ends with every record once', async () => {
    const all = observations(8);
    let kill: (() => void) | undefined;
    const deadly = new Set([6, 12]);
    const onRequest = (number: number) => deadly.has(number) && kill?.();
    const site = await startSite({ observations: all, onRequest });
    const folder = newFolder();
    const script = join(import.meta.dirname, 'fetching.process.ts');
    const run = async () => {
      const child = spawn('node_modules/.bin/vite-node', [script, site.url, folder], { cwd: ROOT });
      kill = () => child.kill('SIGKILL');
      await once(child, 'close');
      return child.signalCode ?? child.exitCode;
    };
    const ends = [await run(), await run(), await run()];
    expect(ends).toEqual(['SIGKILL', 'SIGKILL', 0]);
    const files = all.map((each) => fileOf(each)).sort();
    expect(fitsIn(folder).sort()).toEqual(files);
    expect(ledgerOf(folder).map(({ file }) => file)).toEqual(files);
    for (const each of all)
      expect(Buffer.compare(readFileSync(join(folder, fileOf(each))), fitsOf(each))).toBe(0);
    expect(leftovers(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    await site.close();
  });
});
