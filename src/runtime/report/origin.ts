import { tokenize } from '../../parser/index.js';
import type { World } from '../../models/world.js';
import type { Provenance } from '../provenance.js';

/** Where a report comes from: all that running its script again takes. Holds no date: same input, same bytes. */
export interface ReportProvenance extends Provenance {
  readonly world: Provenance['world'] & { readonly version: string };
  /** As the script writes it; a list where it writes several. */
  readonly seed?: number | readonly number[];
}

export function reportProvenance(provenance: Provenance, { manifest }: World): ReportProvenance {
  const { name, hash, simulated } = provenance.world;
  const seeds = seedsIn(provenance.script);
  return {
    ...provenance,
    world: { name, version: manifest.version, hash, simulated },
    ...(seeds.length > 0 && { seed: seeds.length === 1 ? seeds[0] : seeds }),
  };
}

/** The same for people, as names and values. */
export function originOf({ giq, language, world, random, engine, seed }: ReportProvenance) {
  const simulated = world.simulated ? ', simulated observations' : '';
  const seeds = seed === undefined ? 'none' : [seed].flat().join(', ');
  return [
    ['giq', giq],
    ['world', `${world.name} ${world.version}${simulated}`],
    ['hash of the world', world.hash],
    ['engine', engine],
    ['random numbers', random],
    ['seeds', seeds],
    ['language', `giq ${language}`],
  ] as const;
}

/** The numbers that stand behind `seed` or `seed=`, each once. */
function seedsIn(script: string): number[] {
  const tokens = tokenize({ name: 'script', text: script });
  const seeds = tokens.flatMap(({ text, kind }, index) => {
    if (text !== 'seed' || kind !== 'name') return [];
    const after = tokens.slice(index + 1, index + 3).find((token) => token.text !== '=');
    return after?.kind === 'number' ? [Number(after.text)] : [];
  });
  return [...new Set(seeds)];
}
