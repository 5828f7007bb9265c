/** Files to read and to write. */
import type { OutputFormat } from '../../planner/contract.js';
import { accepts } from '../../planner/arguments/texts.js';
import type { CompletionSurroundings, FileEntry } from '../types.js';
import { offer, type ArgumentContext, type Offer } from './offer.js';

/** What is in the folder that was begun: folders too, since files may be in them. */
export function fileOffers(typed: string, { listFiles }: CompletionSurroundings): Offer[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const hidden = typed.slice(folder.length).startsWith('.');
  return listFiles(folder)
    .filter(({ name }) => hidden || !name.startsWith('.'))
    .map((entry) => fileOffer(folder, entry));
}

function fileOffer(folder: string, { name, isFolder }: FileEntry): Offer {
  if (isFolder) return offer('folder', `${folder}${name}/`, 'a folder', { quoted: 'open' });
  return offer('file', folder + name, 'a file', { quoted: 'closed' });
}

/** The name that was begun with every ending that fits, and the folders. */
export function outputOffers(context: ArgumentContext): Offer[] {
  const { surroundings, typed, input, spec } = context;
  const stem =
    /([^/]*?)(?:\.[^./]*)?$/.exec(typed)![1] === '' ? `${typed}out` : typed.replace(/\.[^./]*$/, '');
  const fits = ({ accepts: kinds, availability }: OutputFormat) =>
    availability === 'available' && (input === undefined || accepts(kinds, input));
  const own = spec.type.kind === 'output-file' ? spec.type.formats : undefined;
  const names = (own ?? surroundings.formats)
    .filter(fits)
    .map(({ extension, title }) => offer('file', stem + extension, title, { quoted: 'closed' }));
  const folders = fileOffers(typed, surroundings).filter(({ kind }) => kind === 'folder');
  return [...names, ...folders];
}
