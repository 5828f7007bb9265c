/** Which comments belong to which stage, so that formatting keeps them where they were. */
import type { Source, Span } from '../diagnostics/span.js';

export interface Comment {
  readonly text: string;
  readonly span: Span;
}

/** The comments of one stage, or of a statement that has no stages. */
export interface StageComments {
  /** Each on a line of its own before the stage. */
  readonly leading: readonly string[];
  /** After the stage, on its last line. */
  readonly trailing?: string;
}

/**
 * Deals the comments of a statement to its stages: one that follows a stage on its last line trails it, every other one
 * leads the stage that it is in or before.
 */
export function dealComments(
  stages: readonly Span[],
  comments: readonly Comment[],
  source: Source,
): StageComments[] {
  const dealt = stages.map(() => ({ leading: [] as string[], trailing: undefined as string | undefined }));
  for (const { text, span } of comments) {
    const after = stages.findLastIndex(({ end }) => end <= span.start);
    const between = !stages[after + 1] || span.end <= stages[after + 1].start;
    if (after >= 0 && between && isSameLine(source, stages[after].end, span.start))
      dealt[after].trailing = text;
    else dealt[Math.min(after + 1, stages.length - 1)].leading.push(text);
  }
  return dealt.map(({ leading, trailing }) => ({ leading, ...(trailing !== undefined && { trailing }) }));
}

export function isSameLine(source: Source, from: number, to: number): boolean {
  return !/[\r\n]/.test(source.text.slice(from, to));
}
