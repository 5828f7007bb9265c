/** The paper's networks as Debian's PyTorch saves them: see test/oracles/checkpoints.py. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeNpyArray } from '../../../src/archive/readers/npy.js';
import { openEngine } from '../../../src/models/engines/index.js';
import { importNetwork } from '../../../src/models/import/import-network.js';
import type { ImportRole } from '../../../src/models/import/presets.js';
import { verifyImport } from '../../../src/models/import/verify-import.js';
import { failureOf } from '../failure.js';
import { ROOT } from '../../support/root.js';

const PYTHON = '/usr/bin/python3';
const MINUTES = 60_000;

function hasTorch(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import torch, numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

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

describe.skipIf(!hasTorch())('checkpoints that PyTorch has saved (requires python3-torch)', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'giq-torch-'));
    execFileSync(PYTHON, [join(ROOT, 'test/oracles/checkpoints.py'), folder], { stdio: 'ignore' });
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
    ['generator.onnx', 'generator', 'generator'],
    ['generator-single.onnx', 'generator', 'generator'],
    ['encoder.onnx', 'encoder', 'encoder'],
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
