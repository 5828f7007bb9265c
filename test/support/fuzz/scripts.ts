/** Damaged scripts: whatever the text, the parser, the planner, the formatter and the completion answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complete } from '../../../src/completion/index.js';
import type { RandomStream } from '../../../src/numeric/random.js';
import { format, parse, tokenize } from '../../../src/parser/index.js';
import { createSession } from '../../../src/runtime/session.js';
import { surroundings } from '../../completion/surroundings.js';
import { corpus } from '../../parser/support/corpus.js';
import { ROOT } from '../root.js';
import type { FuzzTask, Seed } from './fuzz.js';

/** Scripts of the tests of the parser, of the examples, and of the fixtures. */
function scriptSeeds(): Seed[] {
  const files = ['examples', 'test/fixtures'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.giq'))
      .map((name) => ({ name, bytes: readFileSync(join(ROOT, folder, name)) })),
  );
  return [...corpus.map((text) => ({ name: text.slice(0, 30), bytes: Buffer.from(text) })), ...files];
}

export function scriptFuzzing(): Pick<FuzzTask, 'corpus' | 'judge'> {
  const session = createSession({ world: 'solar-sim' });
  return {
    corpus: scriptSeeds(),
    judge: async (bytes, _seed, random) => {
      const text = bytes.toString('utf8');
      const { diagnostics } = parse({ name: 'fuzzed', text });
      for (const { span, code } of diagnostics)
        if (span && (span.start < 0 || span.end > text.length || span.start > span.end))
          throw new Error(`${code} spans ${span.start}..${span.end} of ${text.length}`);
      tokenize({ name: 'fuzzed', text });
      requireStable(text);
      completeSomewhere(text, random);
      const checked = await session.check(text);
      return checked.diagnostics[0]?.code ?? 'well formed';
    },
  };
}

/** What the formatter has laid out once, it leaves as it is. */
function requireStable(text: string): void {
  const once = format({ name: 'fuzzed', text });
  if (once.text === undefined) return;
  const twice = format({ name: 'fuzzed', text: once.text });
  if (twice.text !== once.text) throw new Error(`the layout is not stable: ${JSON.stringify(once.text)}`);
}

function completeSomewhere(text: string, random: RandomStream): void {
  const { from, to } = complete(text, random.integer(text.length + 1), surroundings);
  if (from < 0 || to > text.length || from > to) throw new Error(`completion of ${from}..${to}`);
}
