/** Worlds of strangers: whatever is in them, a diagnostic names it. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseJson } from '../../src/diagnostics/structure.js';
import { parseYaml } from '../../src/diagnostics/yaml.js';
import { loadDescription } from '../../src/models/archive-description.js';
import { tfjsCpu } from '../../src/models/engines/tfjs-cpu.js';
import { readAnyNetwork } from '../../src/models/network-schema.js';
import { summariseNetwork } from '../../src/models/network-shapes.js';
import { readSafetensors, requireFinite, writeSafetensors } from '../../src/models/safetensors.js';
import { recordOfBytes } from '../../src/models/world-files.js';
import { openWorld } from '../../src/models/world.js';
import { writeTinyWorld } from '../support/tiny-world.js';
import { failureOf } from './failure.js';

let home: string;
let world: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'giq-stranger-'));
  world = join(home, 'world');
  writeTinyWorld(world, 'tiny');
});
afterEach(() => rmSync(home, { recursive: true }));

/** Changes the manifest of the world. */
function manifest(from: string | RegExp, to: string): void {
  const path = join(world, 'world.yaml');
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

/** Puts other bytes into a file of the world, and their hash into its manifest, as a stranger would. */
function replaceFile(file: string, bytes: Uint8Array | string): void {
  const before = recordOfBytes(readFileSync(join(world, file)));
  const after = recordOfBytes(Buffer.from(bytes));
  writeFileSync(join(world, file), bytes);
  manifest(before.sha256, after.sha256);
  manifest(`bytes: ${before.bytes}`, `bytes: ${after.bytes}`);
}

async function generatorFailure() {
  const engine = await tfjsCpu.open();
  const opened = await openWorld(world);
  return failureOf(opened.generator(engine));
}

describe('paths of a world', () => {
  it.each(['../../../etc/passwd', '/etc/passwd', 'a/../../b', '..'])(
    'do not lead out of it: %s',
    async (path) => {
      manifest('weights: weights.safetensors', `weights: ${path}`);
      expect((await generatorFailure()).code).toBe('file-structure');
    },
  );

  it('do not lead out of it by links, to be read or written over', async () => {
    writeFileSync(join(home, 'secret'), 'secret');
    symlinkSync(join(home, 'secret'), join(world, 'CARD.md'));
    const diagnostic = await failureOf(openWorld(world));
    expect(diagnostic.code).toBe('link-outside');
    expect(diagnostic.message).toContain('CARD.md');
  });

  it('may be links inside of it, and the folder itself may be one', async () => {
    symlinkSync('generator.json', join(world, 'same.json'));
    symlinkSync(world, join(home, 'entrance'));
    expect((await openWorld(join(home, 'entrance'))).name).toBe('tiny');
  });

  it('are not names of what every object has', async () => {
    manifest('weights: weights.safetensors', 'weights: constructor');
    expect((await generatorFailure()).message).toContain('files.constructor');
  });
});

describe('files of a world', () => {
  it('are as long as it says, which is seen before they are read', async () => {
    appendFileSync(join(world, 'weights.safetensors'), 'x');
    const { code, message } = await generatorFailure();
    expect(code).toBe('corrupted');
    expect(message).toMatch(/expected \d+ bytes, found \d+ bytes/);
  });

  it('have weights that are numbers', async () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      const data = new Float32Array(256).fill(0.25);
      data[7] = value;
      replaceFile(
        'weights.safetensors',
        writeSafetensors(new Map([['patterns', { type: 'F32', shape: [64, 4], data }]])),
      );
      const { code, message } = await generatorFailure();
      expect(code).toBe('weights-not-finite');
      expect(message).toContain('1 numbers of `patterns`');
    }
  });

  it('are networks of the shapes that the world says', async () => {
    manifest('latent: 4', 'latent: 5');
    expect((await generatorFailure()).code).toBe('network-unfit');
  });

  it.each(['1e12', '-1', '.inf', '.nan', '4.5', '"4"'])('have counts that can be: %s', async (count) => {
    manifest('latent: 4', `latent: ${count}`);
    expect((await failureOf(openWorld(world))).code).toBe('file-structure');
  });
});

describe('layers of a network', () => {
  const network = (...layers: object[]) => JSON.stringify({ input: [4], output: [1, 128, 128], layers });

  it('do not make more numbers than there is memory for', async () => {
    const grown = network(
      { op: 'reshape', shape: [1, 2, 2] },
      { op: 'upsample', mode: 'nearest', scale: 1e9 },
    );
    const { message } = await failureOf(() =>
      summariseNetwork(readAnyNetwork(grown, 'x') as never, new Map(), 'x'),
    );
    expect(message).toContain('numbers an item');
  });

  it('do not lie in one another without end', async () => {
    const deep = '{"op":"residual","layers":['.repeat(5000);
    expect((await failureOf(() => readAnyNetwork(deep, 'x'))).code).toBe('file-not-readable-as');
  });

  it('of an ONNX model have sides and batches that can be', async () => {
    const opaque = (batch: number, side: number) =>
      JSON.stringify({ input: [side], output: [1], onnx: { input: 'i', output: 'o', shape: [side], batch } });
    expect((await failureOf(() => readAnyNetwork(opaque(2 ** 40, 4), 'x'))).code).toBe('file-structure');
    expect((await failureOf(() => readAnyNetwork(opaque(1, 2 ** 40), 'x'))).code).toBe('file-structure');
  });
});

describe('YAML and JSON', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    .concat(
      Array.from(
        { length: 20 },
        (_, i) =>
          `${'bcdefghijklmnopqrstu'[i]}: &${'bcdefghijklmnopqrstu'[i]} [${Array(10).fill(`*${'abcdefghijklmnopqrst'[i]}`).join(', ')}]`,
      ),
    )
    .join('\n');

  it.each([
    ['a bomb of names', bomb, 'repeats values by name too often'],
    ['brackets without end', '['.repeat(100_000), 'too deep'],
    ['lists without end', '- '.repeat(100_000), 'too deep'],
    ['more than a person writes', `a: ${'x'.repeat(2 ** 20)}`, 'characters'],
  ])('is refused: %s', async (_, text, problem) => {
    const diagnostic = await failureOf(parseYaml(text, 'world.yaml'));
    expect(diagnostic.code).toBe('file-not-readable-as');
    expect(diagnostic.message).toContain(problem);
  });

  it('cannot change what all objects are', async () => {
    const { value } = await parseYaml(
      '__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }',
      'x',
    );
    const json = parseJson('{"__proto__": {"polluted": 1}, "files": {"__proto__": {"polluted": 1}}}', 'x');
    expect([Object.keys({ ...(value as object) }), Object.keys({ ...(json as object) })]).toEqual([
      ['__proto__', 'constructor'],
      ['__proto__', 'files'],
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    manifest('title:', '__proto__: { polluted: 1 }\ntitle:');
    expect((await failureOf(openWorld(world))).code).toBe('file-unknown-key');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('archive.yaml', () => {
  it('names no file outside of its folder', async () => {
    const folder = join(home, 'archive');
    writeTinyWorld(folder, 'x');
    const described = (patches: string, listed: string) => `format: 1
name: x
observations: 1
patches: { file: ${patches}, size: 128, type: int16, unit: G, step: 0.03, clip: 1000 }
preparation: { missing: 0.25 }
counts: { files: 1, patches: 1, refused: 0, duplicates: 0, warnings: 0 }
fields: []
files: { ${listed}: { sha256: x, bytes: 1 } }
`;
    for (const [patches, listed] of [
      ['../secret', 'a'],
      ['a', '/etc/passwd'],
      ['a', '__proto__'],
    ]) {
      writeFileSync(join(folder, 'archive.yaml'), described(patches, listed));
      if (listed === '__proto__') expect((await loadDescription(folder)).description.observations).toBe(1);
      else expect((await failureOf(loadDescription(folder))).code).toBe('file-structure');
    }
  });
});

describe('a safetensors file', () => {
  const file = (header: string | object, length?: bigint, data = 16) => {
    const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
    const head = Buffer.alloc(8);
    head.writeBigUInt64LE(length ?? BigInt(json.length));
    return Buffer.concat([head, json, Buffer.alloc(data)]);
  };
  const tensor = (shape: unknown, offsets: unknown) => ({ dtype: 'F32', shape, data_offsets: offsets });

  it.each([
    ['a header of 2^60 bytes', file('{}', 2n ** 60n)],
    ['a header of 2^64 − 1 bytes', file('{}', 2n ** 64n - 1n)],
    ['a header beyond the limit', file(' '.repeat(2 ** 24 + 1))],
    ['a shape of 2^60', file({ a: tensor([2 ** 60], [0, 16]) })],
    ['sides whose product overflows', file({ a: tensor([2 ** 40, 2 ** 40], [0, 16]) })],
    ['negative offsets', file({ a: tensor([4], [-16, 0]) })],
    ['offsets that go backwards', file({ a: tensor([4], [16, 0]) })],
    ['overlapping tensors', file({ a: tensor([4], [0, 16]), b: tensor([2], [8, 16]) })],
    ['a gap', file({ a: tensor([2], [0, 8]), b: tensor([1], [12, 16]) })],
    ['offsets beyond the end', file({ a: tensor([2 ** 20], [0, 2 ** 22]) })],
    ['a negative side', file({ a: tensor([-4], [0, 16]) })],
    ['a list of nothing', file({ a: null })],
    ['brackets without end', file('['.repeat(100_000))],
  ])('is refused: %s', async (_, bytes) => {
    expect((await failureOf(() => readSafetensors(bytes, 'x'))).code).toBe('tensors-damaged');
  });

  it('may have a tensor of any name', () => {
    const { tensors } = readSafetensors(
      file('{"__proto__":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}'),
      'x',
    );
    expect([...tensors.keys()]).toEqual(['__proto__']);
    expect(({} as { dtype?: string }).dtype).toBeUndefined();
  });

  it('is told apart by its numbers', async () => {
    const weights = new Map([['a', { shape: [2], data: Float32Array.of(1, NaN) }]]);
    expect((await failureOf(() => requireFinite(weights, 'x'))).code).toBe('weights-not-finite');
  });
});
