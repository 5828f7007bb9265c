import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorldFolder } from '../../models/create-world.js';
import { installNetworks } from '../../models/install-networks.js';
import { writeManifestSection } from '../../models/manifest-file.js';
import { hasCheckpoint } from '../../models/training/common/checkpoint.js';
import { openWorld, type World } from '../../models/world.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { indexArchive } from './archive-index.js';
import { trainDirections } from './train-directions.js';
import { trainEncoder } from './train-encoder.js';
import { trainGenerator } from './train-generator.js';
import { writeCard } from './world-card.js';
import { measureFigures } from './world-figures.js';

export interface WorldCreateFlags {
  readonly archive: string;
  readonly from?: string;
  readonly out?: string;
  readonly engine?: string;
  readonly heldOut: number;
  readonly seed: number;
  readonly quick?: boolean;
  readonly generatorRecipe?: string;
  readonly encoderRecipe?: string;
  readonly samples: number;
  /** Generated patches for the figures of the card; 0 leaves them out. */
  readonly queries: number;
  /** Threads that share each batch of a training; one a core unless given. */
  readonly workers?: number;
  readonly resume?: boolean;
}

/** What a step of the making of a world works with. */
interface Site {
  readonly folder: string;
  readonly flags: WorldCreateFlags;
  readonly source: World;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** The same place seen from src/cli/commands and from dist/cli/commands. */
const RECIPES = fileURLToPath(new URL('../../../recipes', import.meta.url));

/** `giq world create NAME --archive A`: from an archive to a world that answers. */
export async function createWorld(
  name: string,
  flags: WorldCreateFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const folder = flags.out ?? join('worlds', name);
  const source = await openWorld(flags.from ?? DEFAULT_WORLD);
  const site: Site = { folder, flags, source, terminal, signal };
  const { heldOut, seed, archive } = flags;
  const isBegun =
    flags.resume === true && (await openWorld(resolve(folder)).catch(() => undefined)) !== undefined;
  if (!isBegun) await createWorldFolder({ name, folder, archive, source, split: { heldOut, seed } });
  terminal.narrate(`made ${folder} with the networks of ${source.name}\n`);
  await trainNetworks(site);
  await indexArchive(buildFlags(site), terminal, signal);
  await writeCard(folder, await figuresOf(site));
  terminal.narrate(`wrote ${join(folder, 'CARD.md')}\n`);
  return EXIT.ok;
}

async function figuresOf(site: Site): Promise<string> {
  const { queries, seed } = site.flags;
  if (queries === 0) return '';
  site.terminal.narrate('measuring the world for its card\n');
  return measureFigures({ ...buildFlags(site), seed, queries }, site.terminal, site.signal);
}

const buildFlags = ({ folder, flags }: Site) => ({
  world: resolve(folder),
  ...(flags.engine !== undefined && { engine: flags.engine }),
});

/** Encoder and generator go on from those of the source, by a short recipe each; directions follow the generator. */
async function trainNetworks(site: Site): Promise<void> {
  const { flags, folder, terminal, signal } = site;
  const encoder = flags.encoderRecipe ?? (flags.quick ? join(RECIPES, 'encoder-quick.yaml') : undefined);
  const generator =
    flags.generatorRecipe ?? (flags.quick ? join(RECIPES, 'generator-quick.yaml') : undefined);
  if (encoder !== undefined)
    await trainEncoder(await trainingFlags(site, 'encoder', encoder), terminal, signal);
  if (generator !== undefined)
    await trainGenerator(await trainingFlags(site, 'generator', generator), terminal, signal);
  const trained = new Map([
    ...(encoder === undefined ? [] : [['encoder', trainingFolder(folder, 'encoder')] as const]),
    ...(generator === undefined ? [] : [['generator', trainingFolder(folder, 'generator')] as const]),
  ]);
  if (trained.size === 0) return;
  await installNetworks(await openWorld(resolve(folder)), trained);
  await noteTraining(site, [...trained.keys()]);
  // Directions that are there are of this generator: another would have taken them out.
  const { directions, statistics } = (await openWorld(resolve(folder))).manifest;
  if (generator === undefined || (directions && statistics)) return;
  await trainDirections(
    { ...buildFlags(site), samples: flags.samples, seed: flags.seed, solver: 'primal' },
    terminal,
    signal,
  );
}

const trainingFolder = (folder: string, role: string): string => join(folder, `${role}-training`);

async function trainingFlags(site: Site, role: 'encoder' | 'generator', recipe: string) {
  const out = trainingFolder(site.folder, role);
  return {
    ...buildFlags(site),
    recipe,
    out,
    ...(site.flags.workers !== undefined && { workers: site.flags.workers }),
    start: site.source.directory,
    resume: site.flags.resume === true && (await hasCheckpoint(out)),
  };
}

async function noteTraining({ folder, source }: Site, roles: readonly string[]): Promise<void> {
  const { manifest } = await openWorld(resolve(folder));
  const before = `${source.name} ${source.manifest.version}`;
  const trainedOn = `${roles.join(' and ')}: from those of ${before}, gone on with on the observations that are not held out; before that: ${source.manifest.trainedOn.trim()}`;
  const rebuild = `${manifest.rebuild.trim().replace(/ --quick$/, '')} --quick`;
  await writeManifestSection(folder, { trainedOn, rebuild }, []);
}
