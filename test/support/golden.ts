import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { GIQ_VERSION } from '../../src/runtime/version.js';
import { ROOT } from './root.js';

/** Set by `npm run goldens:update` alone. */
const updating = process.env['GIQ_UPDATE_GOLDENS'] === '1';

/**
 * Compares a text with a golden file (named relative to the root of the repo). One that is missing is a failure:
 * vitest by itself would write it.
 */
export async function expectGolden(file: string, text: string): Promise<void> {
  const path = join(ROOT, file);
  if (!updating && !existsSync(path))
    throw new Error(`${file} is missing; \`npm run goldens:update\` writes it`);
  await expect(text).toMatchFileSnapshot(path);
}

/** The text without what differs between versions and machines: giq's version, hashes of worlds, where folders are. */
export function neutral(text: string, folders: Readonly<Record<string, string>> = {}): string {
  const places = Object.entries({ ...folders, '<repo>': ROOT });
  return places
    .reduce((now, [name, folder]) => now.replaceAll(folder, name), text)
    .replaceAll(`giq ${GIQ_VERSION}`, 'giq <version>')
    .replaceAll(`"giq": "${GIQ_VERSION}"`, '"giq": "<version>"')
    .replace(/("hash": "|^hash +)[0-9a-f]{12}/gm, '$1<hash>');
}

/** The codes of the diagnostics in what was narrated, each once, by name. */
export function codesIn(narration: string): string[] {
  const found = narration.matchAll(/^(?:error|warning)\[([\w-]+)\]/gm);
  return [...new Set([...found].map(([, code]) => code))].sort();
}
