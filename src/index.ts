/**
 * giq: a pipeline query language for the latent space of a generative model.
 *
 *     text --lex--> tokens --parse--> CST --> AST --resolve--> plan --optimise--> plan --run--> values --> output
 *           parser (pure, synchronous, never throws)       planner (pure)        runtime (async, cancellable)
 *
 * | stage  | its type                  | where                    |
 * | ------ | ------------------------- | ------------------------ |
 * | text   | `Source`                  | src/diagnostics/span.ts  |
 * | AST    | `Script`                  | src/parser/ast.ts        |
 * | plan   | `Plan`                    | src/planner/plan.ts      |
 * | values | `Value`                   | src/runtime/values.ts    |
 * | events | `SessionEvent`            | src/runtime/events.ts    |
 */
export { GiqError, type Diagnostic } from './diagnostics/diagnostic.js';
export { renderText } from './diagnostics/render.js';
export type { Source, Span } from './diagnostics/span.js';
export { format, parse } from './parser/index.js';
export type * as ast from './parser/ast.js';
export type { Plan } from './planner/plan.js';
export { openWorld, type World } from './models/world.js';
export {
  createSession,
  evaluate,
  type RunOptions,
  type Session,
  type SessionOptions,
} from './runtime/session.js';
export type { Outcome, SessionEvent } from './runtime/events.js';
export type { Item, Latents, Match, Matches, Patches, Table, Value } from './runtime/values.js';
export { documentOf, resultOf } from './runtime/results.js';
export { reportWriter, type ReportWriter } from './runtime/report/writer.js';
export type { OutputDocument } from './runtime/output-document.js';
