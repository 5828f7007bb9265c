/** Completion over what the session knows at the moment. */
import { readdirSync } from 'node:fs';
import { complete } from '../completion/index.js';
import type { Completion, CompletionSurroundings, FileEntry } from '../completion/types.js';
import { listWorlds } from '../models/world-folders.js';
import { pathFrom } from '../runtime/paths.js';
import type { Session } from '../runtime/session.js';
import { outputFormats } from '../runtime/formats/kinds.js';
import { contracts } from '../runtime/verbs/index.js';
import { vocabularyOf } from '../runtime/vocabulary.js';
import { commandEntries } from './commands/index.js';

export interface Completer {
  readonly complete: (text: string, cursor: number) => Completion;
  /** Asks the session anew: after an entry there may be other names. */
  readonly refresh: () => Promise<void>;
}

type FromSession = Pick<
  CompletionSurroundings,
  'bindings' | 'definitions' | 'learned' | 'observations' | 'worlds' | 'vocabulary'
>;

const nothingKnown: FromSession = {
  bindings: new Map(),
  definitions: new Map(),
  learned: [],
  observations: [],
  worlds: [],
};

/** A completer that knows verbs and commands at once, and the rest after `refresh`. */
export function completerFor(session: Session, directory: string): Completer {
  const always = {
    contracts,
    formats: outputFormats,
    commands: commandEntries(),
    listFiles: (folder: string) => listFiles(pathFrom(directory, folder || '.')),
  };
  let ask = answering({ ...always, ...nothingKnown });
  return {
    complete: (text, cursor) => ask(text, cursor),
    refresh: async () => {
      ask = answering({ ...always, ...(await known(session)) });
    },
  };
}

/** Remembers the last answer: the same question is asked several times for one key. */
function answering(surroundings: CompletionSurroundings): Completer['complete'] {
  let last: { text: string; cursor: number; answer: Completion } | undefined;
  return (text, cursor) => {
    if (last?.text !== text || last.cursor !== cursor)
      last = { text, cursor, answer: complete(text, cursor, surroundings) };
    return last.answer;
  };
}

async function known(session: Session): Promise<FromSession> {
  const world = await session.world();
  const archive = await world.archive();
  const worlds = (await listWorlds()).map(({ name }) => ({ name, summary: '' }));
  return {
    worlds,
    vocabulary: await vocabularyOf(world),
    bindings: new Map([...session.bindings].map(([name, { kind }]) => [name, kind])),
    definitions: session.definitions,
    learned: session.learned,
    observations: Array.from({ length: archive.size }, (_, position) => archive.id(position)),
  };
}

function listFiles(folder: string): FileEntry[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  } catch {
    return [];
  }
}
