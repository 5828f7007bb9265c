import type { JournalEntry, Problem } from './journal.js';
import { observationOf } from './observation.js';
import type { Outcome, PreparedImage } from './prepare.js';
import type { Given } from './sidecar.js';
import { diagnose, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Meta, MetaValue } from '../archive.js';
import type { PreparationOptions } from './task.js';

/** An image of a file, by the number of the file among the inputs. */
export interface Place {
  readonly file: number;
  readonly path: string;
  readonly image: number;
  /** How many images the file has. */
  readonly of: number;
}

/** Decides which patches an archive takes: each patch once, each id once. Knows all that were taken before. */
export class Collection {
  readonly #ids = new Set<string>();
  /** Ids by the first half of the SHA-256 of the patch. */
  readonly #patches = new Map<string, string>();
  readonly #options: PreparationOptions;

  constructor(options: PreparationOptions) {
    this.#options = options;
  }

  /** Notes what an earlier run has taken. */
  remember({ rows }: JournalEntry): void {
    for (const row of rows) this.#note(String(row['id']), String(row['sha256']));
  }

  /** What becomes of the outcomes of one image, and the bytes of the patches that are taken. */
  add(
    place: Place,
    outcomes: readonly Outcome[],
    given: Given,
  ): { entry: JournalEntry; patches: Uint8Array[] } {
    const rows: Meta[] = [];
    const problems: Problem[] = [];
    const patches: Uint8Array[] = [];
    for (const outcome of outcomes) {
      const row =
        outcome.kind === 'patch' ? observationOf(outcome.image, place.path, place.image, given) : undefined;
      const refusal =
        outcome.kind === 'patch' ? this.#refusal(place, row!, outcome.image) : outcome.diagnostic;
      if (refusal) problems.push(problemOf(refusal));
      if (refusal || outcome.kind !== 'patch') continue;
      problems.push(...outcome.image.warnings.map(problemOf));
      const id = this.#freeId(String(row!['id']));
      this.#note(id, outcome.image.sha256);
      rows.push({ ...row, id });
      patches.push(outcome.image.bytes);
    }
    const { file, image, of } = place;
    return { entry: { file, image, of, rows, problems }, patches };
  }

  #refusal({ path, image, of }: Place, row: Meta, { sha256 }: PreparedImage): Diagnostic | undefined {
    const file = of === 1 ? path : `${path}[${image}]`;
    if (isBad(row['quality'], this.#options.quality))
      return diagnose('quality-bad', { file, quality: String(row['quality']) });
    const same = this.#patches.get(halfOf(sha256));
    return same === undefined ? undefined : diagnose('duplicate-patch', { file, id: same });
  }

  #note(id: string, sha256: string): void {
    this.#ids.add(id);
    this.#patches.set(halfOf(sha256), id);
  }

  /** The id, with a number where another observation has it. */
  #freeId(id: string): string {
    if (!this.#ids.has(id)) return id;
    for (let number = 2; ; number++) if (!this.#ids.has(`${id}-${number}`)) return `${id}-${number}`;
  }
}

const halfOf = (sha256: string): string => sha256.slice(0, 32);

/** QUALITY has 32 bits; as a signed number it is negative where the highest is set. */
function isBad(quality: MetaValue | undefined, limit: number | undefined): boolean {
  return typeof quality === 'number' && limit !== undefined && quality >>> 0 >= limit;
}

function problemOf({ code, severity, message }: Diagnostic): Problem {
  const outcome = code === 'duplicate-patch' ? 'duplicate' : severity === 'error' ? 'refused' : 'warning';
  return { outcome, code, message };
}
