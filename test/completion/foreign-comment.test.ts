import { expect, it } from 'vitest';
import { complete } from '../../src/completion/index.js';
import { surroundings } from './surroundings.js';

/** Found by scripts/fuzz-parser.ts: there is no statement that could be gone on with. */
it.each(['/* ', '/*\nshow', '/* a\n/* b'])(
  'offers nothing inside of a comment of another language: %j',
  (text) => {
    for (let cursor = 0; cursor <= text.length; cursor++)
      expect(complete(text, cursor, surroundings).candidates.every(({ text: word }) => word.length > 0)).toBe(
        true,
      );
  },
);
