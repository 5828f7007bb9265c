/** Completion: what can stand at the cursor, told from the verbs' contracts. Pure and synchronous; never throws. */
export { complete } from './complete.js';
export { spelled } from './offers/fields.js';
export type {
  Candidate, CandidateKind, CommandEntry, Completion, CompletionSurroundings, FileEntry,
} from './types.js'; // prettier-ignore
