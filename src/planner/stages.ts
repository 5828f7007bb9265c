/** From a pipeline of the AST to one of the plan. */
import { diagnose, isError } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Pipeline, Stage, VerbStage } from '../parser/ast.js';
import { readerOf } from './arguments/index.js';
import { accepts } from './arguments/texts.js';
import type { ArgumentSpec, Contract } from './contract.js';
import { spokenKind, spokenKinds } from './describe.js';
import { checkMeaning } from './meaning.js';
import { phrasesOf, signatureHint, type Phrase } from './phrases.js';
import type { PlanArguments, PlanPipeline, PlanStep, PlanValue, ValueKind } from './plan.js';
import type { Scope } from './scope.js';

/** Resolves a pipeline; undefined when something in it was reported. */
export function resolvePipeline(pipeline: Pipeline, scope: Scope): PlanPipeline | undefined {
  const steps: PlanStep[] = [];
  for (const stage of pipeline.stages) {
    const resolved = resolveStage(stage, steps.at(-1), scope);
    if (!resolved) return undefined;
    steps.push(...resolved);
  }
  return { steps, type: steps.at(-1)?.output ?? 'nothing' };
}

function resolveStage(
  stage: Stage,
  before: PlanStep | undefined,
  scope: Scope,
): readonly PlanStep[] | undefined {
  if (stage.kind === 'group') return resolvePipeline(stage.pipeline, scope)?.steps;
  const binding = before ? undefined : resolveBinding(stage, scope);
  if (binding) return [binding];
  const contract = scope.surroundings.contracts.get(stage.verb.text);
  if (!contract) return reportUnknownVerb(stage, scope);
  if (contract.availability === 'planned')
    return reportPlanned(`\`${contract.name}\``, stage.verb.span, scope);
  if (!fits(contract, stage, before, scope)) return undefined;
  const step = resolveVerb(stage, contract, before?.output ?? 'nothing', scope);
  return step && [step];
}

/** A bound name at the start of a pipeline; with arguments behind it, it can only be a verb. */
function resolveBinding(stage: VerbStage, { bindings }: Scope): PlanStep | undefined {
  const name = stage.verb.text;
  const binding = bindings.get(name);
  if (!binding || stage.arguments.length > 0) return undefined;
  return {
    verb: 'binding',
    arguments: { name },
    input: 'nothing',
    output: binding.kind,
    needs: [],
    span: stage.span,
  };
}

function reportUnknownVerb({ verb }: VerbStage, scope: Scope): undefined {
  const { contracts } = scope.surroundings;
  const synonym = [...contracts.values()].find((contract) =>
    contract.alsoKnownAs.includes(verb.text.toLowerCase()),
  );
  const near = synonym ? [synonym.name] : suggest(verb.text, [...contracts.keys(), ...scope.bindings.keys()]);
  const hints = near.map((name) =>
    synonym
      ? `\`${name}\` does that here: \`${synonym.examples[0]?.script ?? name}\``
      : `\`${name}\` might be meant`,
  );
  const fix = near[0] ? { fix: { span: verb.span, replacement: near[0] } } : {};
  scope.report(diagnose('unknown-verb', { word: verb.text }, { span: verb.span, hints, ...fix }));
  return undefined;
}

export function reportPlanned(what: string, span: { start: number; end: number }, scope: Scope): undefined {
  scope.report(diagnose('not-in-this-version', { what }, { span }));
  return undefined;
}

/** Does the value that flows in suit the verb? */
function fits(contract: Contract, stage: VerbStage, before: PlanStep | undefined, scope: Scope): boolean {
  const { span } = stage.verb;
  const starts = contract.input.includes('nothing');
  if (!before) {
    if (starts) return true;
    const hints = ['`generate seed 42 | …` makes something to start from'];
    scope.report(
      diagnose(
        'needs-input',
        { verb: contract.name, expected: spokenKinds(contract.input) },
        { span, hints },
      ),
    );
    return false;
  }
  if (accepts(contract.input, before.output)) return true;
  const labels = [{ span: before.span, message: `this gives ${spokenKind(before.output)}` }];
  if (starts) scope.report(diagnose('takes-no-input', { verb: contract.name }, { span, labels }));
  else {
    const words = {
      verb: contract.name,
      expected: spokenKinds(contract.input),
      found: spokenKind(before.output),
    };
    scope.report(diagnose('wrong-input', words, { span, labels }));
  }
  return false;
}

function resolveVerb(
  stage: VerbStage,
  contract: Contract,
  input: ValueKind,
  scope: Scope,
): PlanStep | undefined {
  const phrases = phrasesWithoutErrors(stage, contract, scope);
  const given = phrases && readArguments(phrases, stage, contract, input, scope);
  if (!given || !checkMeaning(contract, given, stage, scope)) return undefined;
  const output = contract.output === 'same' ? input : contract.output;
  return {
    verb: contract.name,
    arguments: given,
    input,
    output,
    needs: contract.needs(given, input),
    span: stage.span,
  };
}

function phrasesWithoutErrors(stage: VerbStage, contract: Contract, scope: Scope): Phrase[] | undefined {
  const watched = watch(scope);
  const phrases = phrasesOf(stage, contract, watched.scope);
  return watched.isClean() ? phrases : undefined;
}

/** The same scope, and whether an error has been reported through it. */
function watch(scope: Scope): { scope: Scope; isClean: () => boolean } {
  let clean = true;
  const report: Scope['report'] = (diagnostic) => {
    clean &&= !isError(diagnostic);
    scope.report(diagnostic);
  };
  return { scope: { ...scope, report }, isClean: () => clean };
}

function readArguments(
  phrases: readonly Phrase[],
  stage: VerbStage,
  contract: Contract,
  input: ValueKind,
  scope: Scope,
): PlanArguments | undefined {
  const given: Record<string, PlanValue> = {};
  let complete = true;
  for (const spec of contract.arguments) {
    const phrase = phrases.find((candidate) => candidate.spec === spec);
    const value = phrase
      ? readPhrase(phrase, stage, contract, input, scope)
      : absent(spec, stage, contract, scope);
    if (value === 'failed') complete = false;
    else if (value !== undefined) given[spec.name] = value;
  }
  return complete ? given : undefined;
}

type Outcome = PlanValue | undefined | 'failed';

function readPhrase(
  phrase: Phrase,
  stage: VerbStage,
  contract: Contract,
  input: ValueKind,
  scope: Scope,
): Outcome {
  const { spec } = phrase;
  if (spec.availability === 'planned') {
    reportPlanned(`\`${spec.name}\` of \`${contract.name}\``, phrase.span, scope);
    return 'failed';
  }
  const watched = watch(scope);
  const context = {
    scope: watched.scope,
    stage,
    contract,
    spec,
    input,
    resolvePipeline: (p: Pipeline) => resolvePipeline(p, watched.scope),
  };
  const value = readerOf(spec.type)(phrase, spec.type, context);
  return watched.isClean() && value !== undefined ? value : 'failed';
}

function absent(spec: ArgumentSpec, stage: VerbStage, contract: Contract, scope: Scope): Outcome {
  if (spec.default !== undefined) return spec.default;
  if (spec.type.kind === 'seed' && spec.required) return withoutSeed(stage, contract, scope);
  if (!spec.required) return undefined;
  const name = spec.form === 'leading' ? (spec.placeholder ?? spec.name) : spec.name;
  const argument = `\`${name}\`: ${spec.summary}`;
  const hints = [signatureHint(contract)];
  scope.report(
    diagnose('missing-argument', { verb: contract.name, argument }, { span: stage.verb.span, hints }),
  );
  return 'failed';
}

/** The runtime draws a seed where a person can be shown it. */
function withoutSeed(stage: VerbStage, contract: Contract, scope: Scope): Outcome {
  if (scope.surroundings.allowUnseeded) return null;
  const end = { start: stage.span.end, end: stage.span.end };
  const fix = { span: end, replacement: ' seed 42' };
  scope.report(
    diagnose(
      'seed-missing',
      { verb: contract.name },
      { span: stage.verb.span, hints: ['for example `seed 42`'], fix },
    ),
  );
  return 'failed';
}
