import type { SessionEvent } from '../../runtime/events.js';

export type ValueEvent = Extract<SessionEvent, { type: 'value' }>;
export type ExplanationEvent = Extract<SessionEvent, { type: 'explanation' }>;
export const OUTPUT_FORMATS = ['text', 'json', 'jsonl', 'csv'] as const;
export type OutputFormatName = (typeof OUTPUT_FORMATS)[number];

/** Turns a script's values into text. One file a format. */
export interface Writer {
  /** The text for a value, now or at the end. */
  readonly value: (event: ValueEvent) => Promise<string>;
  readonly explanation: (event: ExplanationEvent) => string;
  /** What remains to be written when the script is over. */
  readonly end: () => Promise<string>;
}
