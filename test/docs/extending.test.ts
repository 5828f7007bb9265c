/** docs/extending.md is true: its code is that of examples/extending, and applied to a copy of giq it works. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNpy } from '../../src/archive/writers/index.js';
import type * as library from '../../src/index.js';
import type * as readers from '../../src/archive/readers/index.js';
import type * as inputs from '../../src/archive/create/inputs.js';
import type * as engines from '../../src/models/engines/index.js';
import { changesOf, extendedCopy, extendingPage, newFile, newFiles } from '../support/extended.js';

type Giq = typeof library;
type Copy = ReturnType<typeof extendedCopy>;

let copy: Copy;
let giq: Giq;
let session: library.Session;
beforeAll(async () => {
  copy = extendedCopy();
  giq = await load<Giq>('src/index.ts');
  session = giq.createSession({ directory: copy.directory, engine: 'tfjs-wasm' });
});
afterAll(async () => {
  await session?.dispose();
  copy?.remove();
});

const load = async <T>(path: string): Promise<T> =>
  (await import(/* @vite-ignore */ pathToFileURL(join(copy.directory, path)).href)) as T;

async function table(script: string, within = session): Promise<library.Table> {
  const value = await giq.evaluate(within, script);
  if (value?.kind !== 'table') throw new Error('no table');
  return value;
}

describe('the page', () => {
  it.each(newFiles)('quotes %s as it is', (path) => {
    const name = path.split('/').at(-1)!;
    expect(extendingPage()).toContain(
      `\`${path}\`:\n\n<!-- ${name} -->\n\n\`\`\`ts\n${newFile(path)}\`\`\`\n`,
    );
  });

  it.each(newFiles)('promises less than 60 lines of code, and %s has no more', (path) => {
    expect(newFile(path).match(/\S.*\n/g)!.length).toBeLessThan(60);
  });

  it('changes one list for each new file, and a manifest for the parameter', () => {
    const changed = [...new Set(changesOf(extendingPage()).map(({ file }) => file))].sort();
    const lists = newFiles.map((path) => path.replace(/[^/]+$/, 'index.ts'));
    expect(changed).toEqual([...lists, 'worlds/solar-sim/world.yaml'].sort());
  });
});

describe('the verb', () => {
  const columns = 'measure TUF, TILT, POLARITY';

  it('crosses the equator as the laws of Hale and Joy have it', async () => {
    const [before, same, next] = await Promise.all(
      ['', ' | cross', ' | cross cycle=next'].map(
        async (step) => (await table(`generate seed 42${step} | ${columns}`)).rows[0].slice(1) as number[],
      ),
    );
    const [tuf, tilt, polarity] = before;
    expect(same[0]).toBeCloseTo(tuf, -16);
    expect(same.slice(1)).toEqual([expect.closeTo(tilt, 6), -polarity]);
    expect(next.slice(1)).toEqual([expect.closeTo(-tilt, 6), polarity]);
  });

  it('is its own inverse', async () => {
    const twice = await table(`generate seed 42 | cross | cross | ${columns}`);
    expect(twice.rows).toEqual((await table(`generate seed 42 | ${columns}`)).rows);
  });

  it('is known to the checker', async () => {
    await expect(giq.evaluate(session, 'generate seed 42 | cross cycle=last')).rejects.toThrow(/same|next/);
    await expect(giq.evaluate(session, 'generate seed 42 | cross | shift TUF +1')).rejects.toThrow(/shift/);
  });
});

it('the parameter counts the area of both polarities', async () => {
  const pixels = new Float32Array(128 * 128);
  for (let row = 60; row < 66; row++) pixels[row * 128 + 20] = 0.5;
  for (let row = 60; row < 62; row++) pixels[row * 128 + 100] = -0.5;
  writeFileSync(join(copy.directory, 'made.npy'), encodeNpy(pixels, [128, 128]));
  const { columns, rows } = await table('load "made.npy" unit=kG | measure ASYMMETRY');
  // The negative polarity leads with two pixels, the positive follows with six.
  expect(rows[0][columns.findIndex(({ name }) => name === 'ASYMMETRY')]).toBe((6 - 2) / (6 + 2));
  expect((await table('generate 5 seed 1 | sort by ASYMMETRY | measure ASYMMETRY')).rows).toHaveLength(5);
});

describe('the engine', () => {
  it('rounds weights to 16 bits', async () => {
    const { openEngine } = await load<typeof engines>('src/models/engines/index.ts');
    const engine = await openEngine('half-precision');
    const weights = new Map([['w', { shape: [1, 1], data: Float32Array.of(1 / 3) }]]);
    const layers = [{ op: 'linear', weight: 'w', bias: null }] as const;
    const model = await engine.load({ input: [1], output: [1], layers }, weights);
    // 1/3 to ten bits after the leading one: 1365/4096.
    expect([...(await model.run(Float32Array.of(1), 1))]).toEqual([1365 / 4096]);
  });

  it('runs a script', async () => {
    const half = giq.createSession({ engine: 'half-precision' });
    const script = 'generate seed 42 | measure TUF';
    const [rounded, full] = [await table(script, half), await table(script)];
    const ratio = Number(rounded.rows[0][1]) / Number(full.rows[0][1]);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
    await half.dispose();
  });
});

describe('the format to read', () => {
  const header = (white: number) => Buffer.from(`P5\n# north is up\n3 2 ${white}\n`);

  it('reads codes of 8 and of 16 bits', async () => {
    const { decodeUnjudged } = await load<typeof readers>('src/archive/readers/index.ts');
    const small = Buffer.concat([header(200), Buffer.from([0, 100, 200, 50, 150, 100])]);
    const [image] = decodeUnjudged(small, 'a/small.pgm', { scale: 1500 });
    expect(image).toMatchObject({ id: 'small', width: 3, height: 2, rowZero: 'north' });
    expect([...image.values]).toEqual([-1500, 0, 1500, -750, 750, 0]);
    const large = Buffer.concat([header(1000), Buffer.from([0, 0, 1, 244, 3, 232, 0, 0, 0, 0, 0, 0])]);
    expect([...decodeUnjudged(large, 'large.pgm')[0].values.slice(0, 3)]).toEqual([-1000, 0, 1000]);
  });

  it('refuses what is cut short', async () => {
    const { decodeUnjudged } = await load<typeof readers>('src/archive/readers/index.ts');
    expect(() => decodeUnjudged(Buffer.concat([header(200), Buffer.from([1])]), 'a.pgm')).toThrow(
      /cut short/,
    );
  });

  it('is found in folders', async () => {
    const folder = join(copy.directory, 'drawings');
    mkdirSync(folder);
    for (const name of ['a.pgm', 'a.txt', 'b.PGM.gz', 'c.jpeg']) writeFileSync(join(folder, name), '');
    const { findInputs } = await load<typeof inputs>('src/archive/create/inputs.ts');
    const found = (await findInputs([folder])).map(({ path }) => path.slice(folder.length + 1));
    expect(found).toEqual(['a.pgm', 'b.PGM.gz', 'c.jpeg']);
  });
});

it('the format to write makes a table of AASTeX', async () => {
  await giq.evaluate(session, 'observe "sim-0000-00" | measure TUF, TILT | save "out/table.tex"');
  const lines = readFileSync(join(copy.directory, 'out/table.tex'), 'utf8').split('\n');
  const at = lines.indexOf('\\startdata');
  expect(lines.slice(0, 2).join('\n')).toMatch(/^% giq .*\n% world solar-sim/);
  expect(lines[at - 1]).toContain('\\colhead{TUF [Mx]} & \\colhead{TILT [deg]}');
  expect(lines[at + 1]).toMatch(/^sim-0000-00 & \$[\d.]+\\times10\^\{22\}\$ & \$[\d.]+\$ & /);
  expect(lines.slice(at + 2)).toEqual(['\\enddata', '\\end{deluxetable}', '']);
});
