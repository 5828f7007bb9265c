import type { Definition } from './plan.js';
import { suggest } from '../diagnostics/suggest.js';

/** A parameter or a piece of metadata that a script can name. */
export interface Field {
  readonly name: string;
  /** Other spellings, such as `polarity`. */
  readonly aliases?: readonly string[];
  readonly kind: 'parameter' | 'meta' | 'defined';
  readonly type: 'number' | 'text' | 'date' | 'boolean';
  /**
   * Base units in which its value can be asked for; the first is the one that is shown. None: a pure number.
   * Two, as in Mx and G px, are two measures of the same thing, told apart by the unit of the other side.
   */
  readonly units: readonly string[];
  readonly title: string;
  /** What a defined parameter stands for. */
  readonly definition?: Definition;
  /** All values of a closed set of texts. */
  readonly values?: readonly string[];
}

/** What a world lets a script name: all that the planner needs to know of it. */
export interface Vocabulary {
  readonly world: string;
  readonly fields: readonly Field[];
  /** Parameters that have a latent direction. */
  readonly directions: readonly string[];
  /** How many observations the archive holds. */
  readonly observations: number;
}

export function findField(vocabulary: Vocabulary, name: string): Field | undefined {
  return vocabulary.fields.find((field) => field.name === name || field.aliases?.includes(name));
}

/** Names of fields that might have been meant, best first: by their spelling, or else by the words of their titles. */
export function nearFields({ fields }: Vocabulary, name: string, kind?: Field['kind']): string[] {
  const eligible = fields.filter((field) => kind === undefined || field.kind === kind);
  const near = suggest(
    name,
    eligible.map((field) => field.name),
  );
  if (near.length > 0) return near;
  const word = name.toLowerCase();
  const titled = eligible.filter(({ title }) => title.toLowerCase().split(/\W+/).includes(word));
  return titled.slice(0, MOST_HINTS).map((field) => field.name);
}

const MOST_HINTS = 3;
