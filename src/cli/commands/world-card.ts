import { join, resolve } from 'node:path';
import { writeAtomically } from '../../archive/atomic-write.js';
import type { ArchiveCounts } from '../../archive/store/description.js';
import { loadDescription } from '../../models/archive-description.js';
import { splitArchive } from '../../models/split.js';
import { openWorld, type World } from '../../models/world.js';

/**
 * Writes CARD.md of a world of observations from what its files say: nothing in it is a judgement.
 *
 * @param figures a section with what was measured of the world; empty where nothing was
 */
export async function writeCard(folder: string, figures: string): Promise<void> {
  const world = await openWorld(resolve(folder));
  await writeAtomically(join(folder, 'CARD.md'), await cardOf(world, figures));
}

async function cardOf(world: World, figures: string): Promise<string> {
  const { manifest, directory } = world;
  if (manifest.archive.kind !== 'files') return '';
  const { description } = await loadDescription(join(directory, manifest.archive.folder));
  const sections = [
    `# ${manifest.name}`,
    `${manifest.title}. Every match is an observation; generated patches are made by the networks below.`,
    await archiveSection(world, description.counts),
    `## Networks\n\n${manifest.trainedOn.trim()}.\n\nTo rebuild:\n\n    ${manifest.rebuild.trim()}`,
    await directionsSection(world),
    figures,
    `## Not known\n\n${figures === '' ? `How good retrieval is here: \`giq evaluate ${manifest.name}\` measures it. ` : ''}Sizes of generated pixels are those of\nthe world that the networks began with (${manifest.image.scale.width} × ${manifest.image.scale.height} Mm).`,
  ];
  return sections.filter((section) => section !== '').join('\n\n') + '\n';
}

async function archiveSection(world: World, counts: ArchiveCounts): Promise<string> {
  const archive = await world.archive();
  const { heldOut, seed } = world.manifest.split ?? { heldOut: 0, seed: 0 };
  const split = splitArchive(archive, heldOut, seed);
  const positions = [...Array(archive.size).keys()];
  const dates = positions.flatMap((position) => archive.meta(position)['date'] ?? []).sort();
  const scaled = positions.filter((position) => archive.scale?.(position)).length;
  const rows = [
    ['observations', `${archive.size}, of ${counts.files} files`],
    ['refused, duplicates, warnings', `${counts.refused}, ${counts.duplicates}, ${counts.warnings}`],
    ['dates', dates.length > 0 ? `${dates[0]} to ${dates.at(-1)}` : 'not known'],
    ['with a known pixel size (fluxes in Mx)', String(scaled)],
    [
      'trained on, held out',
      `${split.training.length}, ${split.heldOut.length} (by region or blocks of eight rotations)`,
    ],
  ];
  return [
    '## Archive',
    '',
    '| what | value |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n');
}

async function directionsSection(world: World): Promise<string> {
  if (!world.manifest.directions) return '';
  const rows = [...(await world.directions())].map(
    ([name, { accuracy }]) => `${name} ${accuracy.toFixed(2)}`,
  );
  return `## Directions\n\nAccuracy on generated patches that were held out: ${rows.join(', ')}.`;
}
