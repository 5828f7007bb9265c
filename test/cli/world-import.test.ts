import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryOpen } from '../../src/models/engines/index.js';
import { onnx } from '../../src/models/engines/onnx.js';
import { readSafetensors } from '../../src/models/safetensors.js';
import { openWorld } from '../../src/models/world.js';
import { expected, expectedPatches, fixture, tinyLayers } from '../models/import/fixtures.js';
import { runGiq } from '../support/command-line.js';
import { npyOf } from '../support/npy.js';
import { writeTinyWorld } from '../support/tiny-world.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giq-import-'));
  mkdirSync(join(folder, 'worlds'));
  writeTinyWorld(join(folder, 'worlds/tiny'), 'tiny');
  for (const name of ['tiny.pt', 'lightning.ckpt', 'evil-system.pt'])
    writeFileSync(join(folder, name), fixture(name));
  writeFileSync(join(folder, 'layers.json'), JSON.stringify({ generator: tinyLayers }));
  writeFileSync(join(folder, 'latents.npy'), npyOf([2, 4], Float32Array.from(expected.latents.flat())));
  writeFileSync(join(folder, 'patches.npy'), npyOf([2, 1, 128, 128], expectedPatches()));
});
afterEach(() => rmSync(folder, { recursive: true }));

const giq = (...argv: readonly string[]) => runGiq(argv, { directory: folder });
const importing = (...argv: readonly string[]) =>
  giq('world', 'import', 'mine', '--from', 'tiny', '--layers', 'layers.json', ...argv);
const worlds = () => readdirSync(join(folder, 'worlds'));

const codeOf = (narration: string) => /error\[([\w-]+)\]/.exec(narration)?.[1];

describe('giq world import', () => {
  it('makes a world of a checkpoint that gives what PyTorch gave, and leaves out what was of another', async () => {
    const { exitCode, narration } = await importing(
      ...['--generator', 'lightning.ckpt', '--verify', 'latents.npy', 'patches.npy', '--tolerance', '1e-6'],
    );
    expect(narration).toContain('generator of lightning.ckpt: PyTorch, `netG.` of `state_dict`, 361 numbers');
    expect(narration).toContain('beside it, left out: loss');
    expect(narration).toMatch(/the generator differs from patches\.npy by \S+e-\d+ at most, on 2 items/);
    expect(narration).toContain('it has no directions, which belonged to another network');
    expect(narration).toContain('`giq train directions --world mine`');
    expect(exitCode).toBe(0);
    const world = await openWorld(join(folder, 'worlds/mine'));
    expect((await world.verify()).every(({ state }) => state === 'whole')).toBe(true);
    expect(world.manifest).toMatchObject({ name: 'mine', simulated: true, licence: 'not stated' });
    expect(world.info().missing).toContain('directions');
    expect(world.manifest.generator.latent).toBe(4);
    expect(Object.keys(world.manifest.files)).not.toContain('directions.json');
    expect(existsSync(join(world.directory, 'directions.json'))).toBe(false);
  });

  it('makes a world that generates, and refuses to shift without directions of its own', async () => {
    await importing('--generator', 'tiny.pt');
    const generated = await giq('-e', 'generate 2 seed 1 | measure', '--world', 'mine', '--format', 'json');
    expect(generated.exitCode).toBe(0);
    expect(generated.out).toContain('seed-1-1');
    const shifted = await giq('-e', 'generate seed 1 | shift TUF +1', '--world', 'mine');
    expect(shifted.exitCode).not.toBe(0);
    const info = await giq('world', 'info', 'mine');
    expect(info.out).toMatch(/directions\s+none/);
    const trained = await giq('train', 'directions', '--world', 'mine', '--samples', '200');
    expect(trained.exitCode).toBe(0);
    await giq('archive', 'index', '--world', 'mine');
    const retrieved = await giq('-e', 'generate seed 1 | retrieve k=1', '--world', 'mine');
    expect([retrieved.exitCode, retrieved.narration]).toEqual([0, expect.any(String)]);
  });

  it('imports nothing where the outputs differ', async () => {
    const wrong = expectedPatches().map((value, index) => (index === 5 ? value + 0.001 : value));
    writeFileSync(join(folder, 'patches.npy'), npyOf([2, 1, 128, 128], wrong));
    const { exitCode, narration } = await importing(
      ...['--generator', 'tiny.pt', '--verify', 'latents.npy', 'patches.npy'],
    );
    expect(exitCode).toBe(1);
    expect(codeOf(narration)).toBe('import-unverified');
    expect(narration).toContain('the generator differs from `patches.npy` by up to 0.0010');
    expect(worlds()).toEqual(['tiny']);
  });

  it('says which shapes inputs and outputs must have', async () => {
    const swapped = await importing('--generator', 'tiny.pt', '--verify', 'patches.npy', 'latents.npy');
    expect(swapped.narration).toContain('`patches.npy` has the shape [2, 1, 128, 128], expected [items, 4]');
    const same = await importing('--generator', 'tiny.pt', '--verify', 'latents.npy', 'latents.npy');
    expect(same.narration).toContain('`latents.npy` has the shape [2, 4], expected [2, 1, 128, 128]');
    const odd = await importing('--generator', 'tiny.pt', '--verify', 'latents.npy');
    expect(odd.narration).toContain('`--verify` requires pairs');
    expect(codeOf(swapped.narration)).toBe('import-verification-unfit');
    expect([swapped, same, odd].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
    expect(worlds()).toEqual(['tiny']);
  });

  it('refuses a malicious checkpoint, and leaves nothing behind', async () => {
    const { exitCode, narration } = await importing('--generator', 'evil-system.pt');
    expect(exitCode).toBe(1);
    expect(codeOf(narration)).toBe('checkpoint-refused');
    expect(narration).toContain('`posix.system`');
    expect(worlds()).toEqual(['tiny']);
  });

  it('changes no world that is there', async () => {
    const before = readFileSync(join(folder, 'worlds/tiny/world.yaml'), 'utf8');
    const { exitCode, narration } = await giq('world', 'import', 'tiny', '--generator', 'tiny.pt');
    expect([exitCode, narration]).toEqual([2, expect.stringContaining('there is a world `tiny` already')]);
    const embedded = await giq('world', 'import', 'solar-sim', '--generator', 'tiny.pt');
    expect(embedded.narration).toContain('there is a world `solar-sim` already');
    expect(readFileSync(join(folder, 'worlds/tiny/world.yaml'), 'utf8')).toBe(before);
  });

  it('says what is wrong with its options', async () => {
    expect((await importing()).narration).toContain('--generator or --encoder is missing');
    const prefix = await importing('--generator', 'tiny.pt', '--prefix', 'netG.');
    expect(prefix.narration).toContain('`--prefix netG.` is not like `--prefix generator=netG.`');
    const preset = await giq('world', 'import', 'mine', '--from', 'tiny', '--generator', 'tiny.pt');
    expect(preset.narration).toContain("are not those of the paper's generator");
    const role = await importing('--encoder', 'tiny.pt', '--layers', 'layers.json');
    expect(role.narration).toContain('SimSiam with ResNet-18');
  });

  it('is explained by `giq help world import`', async () => {
    const { out, exitCode } = await giq('help', 'world', 'import');
    expect(exitCode).toBe(0);
    expect(out).toContain('--verify <files...>');
    expect((await giq('help', 'wrld')).narration).toContain('`giq world` might be meant');
  });
});

describe('giq world export', () => {
  it('writes safetensors that bring their layers along, and are imported as they were', async () => {
    await importing('--generator', 'tiny.pt');
    const exported = await giq('world', 'export', 'mine', '--generator', 'out.safetensors');
    expect(exported.exitCode).toBe(0);
    const { metadata } = readSafetensors(readFileSync(join(folder, 'out.safetensors')), 'out.safetensors');
    expect(JSON.parse(metadata['giq.network'])).toEqual(tinyLayers);
    const again = await giq(
      ...['world', 'import', 'again', '--from', 'tiny', '--generator', 'out.safetensors'],
      ...['--verify', 'latents.npy', 'patches.npy', '--tolerance', '1e-6'],
    );
    expect([again.exitCode, again.narration]).toEqual([0, expect.stringContaining('safetensors, no prefix')]);
  });

  it('refuses other formats', async () => {
    const { exitCode, narration } = await giq('world', 'export', 'tiny', '--generator', 'out.h5');
    expect([exitCode, codeOf(narration)]).toEqual([2, 'export-unknown-format']);
    expect((await giq('world', 'export', 'tiny')).narration).toContain('is missing');
  });
});

const engine = await tryOpen(onnx);
describe.skipIf('reason' in engine)('ONNX models (needs onnxruntime-node)', () => {
  it('are written, and run as opaque networks of a world on the engine onnx alone', async () => {
    await importing('--generator', 'tiny.pt');
    await giq('world', 'export', 'mine', '--generator', 'out.onnx');
    const imported = await giq(
      ...['world', 'import', 'opaque', '--from', 'tiny', '--generator', 'out.onnx'],
      ...['--verify', 'latents.npy', 'patches.npy', '--tolerance', '1e-6'],
    );
    expect(imported.narration).toContain('generator of out.onnx: an ONNX model from 4 to 1 × 128 × 128');
    expect(imported.exitCode).toBe(0);
    const query = ['-e', 'generate seed 1 | measure', '--format', 'json'];
    const opaque = await giq(...query, '--world', 'opaque', '--engine', 'onnx');
    const layers = await giq(...query, '--world', 'mine', '--engine', 'onnx');
    const rows = (out: string) => (JSON.parse(out) as { results: readonly unknown[] }).results;
    expect(rows(layers.out)).toHaveLength(1);
    expect(rows(opaque.out)).toEqual(rows(layers.out));
    const other = await giq(...query, '--world', 'opaque', '--engine', 'tfjs-cpu');
    expect(codeOf(other.narration)).toBe('network-engine');
    const back = await giq('world', 'export', 'opaque', '--generator', 'out.safetensors');
    expect(codeOf(back.narration)).toBe('network-opaque');
  });

  it('are refused where they are damaged, or not for patches', async () => {
    await importing('--generator', 'tiny.pt');
    await giq('world', 'export', 'mine', '--generator', 'out.onnx');
    const backwards = await giq('world', 'import', 'x', '--from', 'tiny', '--encoder', 'out.onnx');
    expect(backwards.narration).toContain('out.onnx, input: expected 1 × 128 × 128, found 4');
    const whole = readFileSync(join(folder, 'out.onnx'));
    writeFileSync(join(folder, 'out.onnx'), whole.subarray(0, whole.length / 2));
    const cut = await giq('world', 'import', 'x', '--from', 'tiny', '--generator', 'out.onnx');
    expect(codeOf(cut.narration)).toBe('checkpoint-damaged');
  });
});
