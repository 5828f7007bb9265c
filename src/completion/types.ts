import type { Contract, OutputFormat } from '../planner/contract.js';
import type { Definition, ValueKind } from '../planner/plan.js';
import type { Vocabulary } from '../planner/vocabulary.js';

/** What a candidate is, so that a list can show it in its colour. */
export type CandidateKind =
  | 'verb'
  | 'argument'
  | 'parameter'
  | 'metadata'
  | 'unit'
  | 'keyword'
  | 'operator'
  | 'function'
  | 'number'
  | 'choice'
  | 'binding'
  | 'world'
  | 'observation'
  | 'topic'
  | 'file'
  | 'folder'
  | 'command';

/** One thing that can stand at the cursor. */
export interface Candidate {
  /** What replaces the text from `from` to `to`. */
  readonly text: string;
  readonly kind: CandidateKind;
  /** One line. */
  readonly summary: string;
  /** How it is used: `take <count>`. */
  readonly signature?: string;
}

export interface Completion {
  /** Offsets into the text (UTF-16): what a candidate replaces. */
  readonly from: number;
  readonly to: number;
  /** Best first. */
  readonly candidates: readonly Candidate[];
}

/** A command of the REPL, such as `:help`. */
export interface CommandEntry {
  /** Without its colon. */
  readonly name: string;
  readonly summary: string;
  readonly signature?: string;
  /** What follows it: one of a few words, or something of the session; nothing when absent. */
  readonly argument?: 'verb' | 'topic' | 'world' | 'file' | 'script' | readonly string[];
}

export interface FileEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** All that completion may know of the session. */
export interface CompletionSurroundings {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly formats: readonly OutputFormat[];
  /** Of the world in force; absent as long as it has not been read. */
  readonly vocabulary?: Vocabulary;
  readonly worlds: readonly { readonly name: string; readonly summary: string }[];
  readonly bindings: ReadonlyMap<string, ValueKind>;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Names whose directions were learnt in the world in force. */
  readonly learned: readonly string[];
  /** Identifiers of the archive, in its order. */
  readonly observations: readonly string[];
  readonly commands: readonly CommandEntry[];
  /** Lists a folder as written (`''` is the working directory); empty where there is none. Must not throw. */
  readonly listFiles: (folder: string) => readonly FileEntry[];
}
