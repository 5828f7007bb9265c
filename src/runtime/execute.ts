/** Runs a plan, statement by statement, step by step. */
import { GiqError, withSpan, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/span.js';
import type { PlanPipeline, PlanStep } from '../planner/plan.js';
import type { Context } from './context.js';
import { throwIfCancelled } from './imaging.js';
import { outOfMemory } from './limits.js';
import type { Value } from './values.js';
import { verbs } from './verbs/index.js';

/** Runs a pipeline to its last value. What goes wrong gets the span of the step that it went wrong in. */
export async function runPipeline(pipeline: PlanPipeline, context: Context): Promise<Value> {
  let value: Value | undefined;
  for (const step of pipeline.steps) value = await runStep(step, value, context);
  if (!value) throw new Error('an empty pipeline was planned');
  return value;
}

async function runStep(step: PlanStep, input: Value | undefined, context: Context): Promise<Value> {
  throwIfCancelled(context.signal);
  if (step.verb === 'binding') return boundValue(step, context);
  const verb = verbs.get(step.verb);
  if (!verb) throw new Error(`the plan has a verb ${step.verb} that the runtime does not know`);
  const own: Context = { ...context, warn: (diagnostic) => context.warn(withSpan(diagnostic, step.span)) };
  try {
    return signed(
      await verb.run(input, step.arguments, own, step),
      context.script.slice(step.span.start, step.span.end),
    );
  } catch (error) {
    throw atStep(outOfMemory(error), step.span);
  }
}

/** What a step has made says so: items that are new get the step's text. */
function signed(value: Value, by: string): Value {
  if (value.kind !== 'latents' && value.kind !== 'patches') return value;
  // The same value stays the same: what `show` has shown is not shown again at the end.
  if (value.items.every((item) => item.by !== undefined)) return value;
  return { ...value, items: value.items.map((item) => (item.by === undefined ? { ...item, by } : item)) };
}

function boundValue(step: PlanStep, context: Context): Value {
  const value = context.bindings.get((step.arguments as { name: string }).name);
  if (!value) throw new Error('a binding was planned that has no value');
  return value;
}

/** Expected failures learn where they happened; anything else is a bug and stays what it is. */
export function atStep(error: unknown, span: Span): unknown {
  if (!(error instanceof GiqError)) return error;
  return new GiqError(...error.diagnostics.map((diagnostic: Diagnostic) => withSpan(diagnostic, span)));
}
