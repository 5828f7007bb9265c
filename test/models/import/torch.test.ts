/** The paper's networks as Debian's PyTorch saves them: see test/oracles/checkpoints.py. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeNpyArray } from '../../../src/archive/readers/npy.js';
import { openEngine } from '../../../src/models/engines/index.js';
import { importNetwork } from '../../../src/models/import/import-network.js';
import type { ImportRole } from '../../../src/models/import/presets.js';
import { verifyImport } from '../../../src/models/import/verify-import.js';
import { failureOf } from '../failure.js';
import { ROOT } from '../../support/root.js';

/** Debian's PyTorch, or that of a virtual environment. */
const PYTHON = process.env['GIQ_TORCH_PYTHON'] ?? '/usr/bin/python3';
const MINUTES = 60_000;

function torchVersion(): string | undefined {
  try {
    const script = 'import numpy, torch; print(torch.__version__)';
    return execFileSync(PYTHON, ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  } catch {
    return undefined;
  }
}

const version = torchVersion();
/** PyTorch 2 needs packages of its own to write ONNX models. */
const onnxModels = version?.startsWith('1')
  ? ([
      ['generator.onnx', 'generator', 'generator'],
      ['generator-single.onnx', 'generator', 'generator'],
      ['encoder.onnx', 'encoder', 'encoder'],
    ] as const)
  : [];

let folder: string;
const array = (file: string) => decodeNpyArray(readFileSync(join(folder, file)), file);

async function difference(
  file: string,
  role: ImportRole,
  reference: string,
  prefix?: string,
): Promise<number> {
  const choice = { role, preset: 'paper' as const, ...(prefix !== undefined && { prefix }) };
  const network = await importNetwork(readFileSync(join(folder, file)), file, choice);
  const [inputs, outputs] = ['inputs', 'outputs'].map((what) => `${reference}-${what}.npy`);
  const engine = await openEngine('auto');
  const verification = { inputs: array(inputs), outputs: array(outputs), files: { inputs, outputs } };
  const verified = await verifyImport([network], verification, engine, 1e-5);
  engine.dispose();
  return verified.difference;
}

describe.skipIf(version === undefined)('checkpoints that PyTorch has saved (requires python3-torch)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'giq-torch-'));
    // Vitest wants to hear from its workers, so this one must not be blocked.
    await promisify(execFile)(PYTHON, [join(ROOT, 'test/oracles/checkpoints.py'), folder]);
  }, 3 * MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['generator.pt', 'generator', 'generator'],
    ['generator-legacy.pth', 'generator', 'generator'],
    ['plain.pth', 'generator', 'plain'],
    ['views.pt', 'generator', 'generator'],
    ['parameters.pt', 'generator', 'generator'],
    ['gan.ckpt', 'generator', 'generator'],
    ['gan-legacy.ckpt', 'generator', 'generator'],
    ['gan.ckpt', 'discriminator', 'discriminator'],
    ['discriminator.pth', 'discriminator', 'discriminator'],
    ['simsiam.pth.tar', 'encoder', 'encoder'],
    ['byol.ckpt', 'encoder', 'encoder'],
    ['encoder.safetensors', 'encoder', 'encoder'],
    ...onnxModels,
  ] as const)(
    'give within 1e-5 what they gave there: %s as %s',
    async (file, role, reference) => {
      expect(await difference(file, role, reference)).toBeLessThanOrEqual(1e-5);
    },
    MINUTES,
  );

  it('with a network and its target give the one that is asked for', async () => {
    const target = await failureOf(difference('byol.ckpt', 'encoder', 'encoder', 'target_encoder.'));
    expect(target.code).toBe('import-unverified');
    const online = await difference('byol.ckpt', 'encoder', 'encoder', 'online_encoder.');
    expect(online).toBeLessThanOrEqual(1e-5);
  }, 60_000);

  it('with a whole module are refused by its class', async () => {
    const { code, message, hints } = await failureOf(difference('whole-module.pt', 'generator', 'generator'));
    expect([code, message]).toEqual([
      'checkpoint-refused',
      expect.stringContaining('`paper_networks.Generator`'),
    ]);
    expect(hints[0]).toContain('torch.save(model.state_dict(), …)');
  });

  it('with another network say where it differs', async () => {
    const { code, message } = await failureOf(difference('gan.ckpt', 'encoder', 'encoder'));
    expect([code, message]).toEqual(['import-unfit', expect.stringContaining('[64, 1, 7, 7]')]);
  });
});
