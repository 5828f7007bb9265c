import { writeAtomically } from '../../archive/atomic-write.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { pathFrom } from '../../runtime/paths.js';
import { scriptOf } from '../running/journal.js';
import { text, type Command } from './command.js';
import { unquoted } from './unquoted.js';

/** `:save query.giq` */
export const save: Command = {
  name: 'save',
  argument: 'FILE.giq',
  summary: 'the entries that succeeded, as a script that runs by itself',
  accepts: 'file',
  run: async (argument, { journal, directory, paint }) => {
    const file = unquoted(argument);
    if (!file.endsWith('.giq')) fail('usage', { problem: 'a file name that ends in .giq is required' });
    if (journal.length === 0) fail('usage', { problem: 'nothing has succeeded yet that could be saved' });
    await writeAtomically(pathFrom(directory, file), scriptOf(journal));
    return text(
      paint('dim', `saved ${journal.length === 1 ? '1 entry' : `${journal.length} entries`} to ${file}`),
    );
  },
};
