import { fail } from '../diagnostics/diagnostic.js';
import type { Manifest } from './manifest.js';

/** What makes each part that a world may be opened without. */
const commands = {
  directions: { what: 'latent directions', command: 'giq train directions' },
  statistics: { what: 'statistics of its parameters', command: 'giq train directions' },
  catalogue: { what: 'catalogue of its archive', command: 'giq archive index' },
  classifiers: { what: 'classifiers of labels', command: 'giq world learn' },
  inverter: { what: 'inverter', command: 'giq train inverter' },
  index: { what: 'index of its archive', command: 'giq archive index' },
  thumbnails: { what: 'thumbnails of its archive', command: 'giq archive index' },
} as const;

export type WorldPart = keyof typeof commands;

/** The command that makes a part. */
export const commandFor = (part: WorldPart): string => commands[part].command;

/** Parts that every world has a use for. An inverter only makes `invert` start better; labels are a user's own. */
type ExpectedPart = Exclude<WorldPart, 'inverter' | 'classifiers'>;

/** Throws `world-lacks` for a part that has not been made. */
export function lacking({ name }: Manifest, part: WorldPart): never {
  return fail('world-lacks', { world: name, ...commands[part] });
}

/** The parts that have not been made. */
export function missingParts({ directions, statistics, archive, index }: Manifest): readonly ExpectedPart[] {
  const { catalogue } = archive;
  const parts = { directions, statistics, catalogue, index, thumbnails: index?.thumbnails };
  return (Object.keys(parts) as ExpectedPart[]).filter((part) => parts[part] === undefined);
}
