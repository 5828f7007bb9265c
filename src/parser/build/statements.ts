/** Concrete syntax to AST: statements. */
import { cover } from '../../diagnostics/span.js';
import { spanOf } from '../site.js';
import { expressionOf, pipelineOf } from './expressions.js';
import { nameOf, numberOf, stringOf } from './literals.js';
import type {
  DefineStatement,
  ExplainStatement,
  LetStatement,
  NumberLiteral,
  Statement,
  UseStatement,
} from '../ast.js';
import type { Span } from '../../diagnostics/span.js';
import type {
  DefineStatementCstChildren, ExplainStatementCstChildren, LetStatementCstChildren, StatementCstChildren,
  UseStatementCstChildren, VersionStatementCstChildren,
} from '../cst.js'; // prettier-ignore

/** `giq 1`: not a statement of the AST, but a property of the script. */
export interface Version {
  readonly kind: 'version';
  readonly number: NumberLiteral;
  readonly span: Span;
}

export function statementOf(children: StatementCstChildren): Statement | Version {
  if (children.versionStatement) return versionStatementOf(children.versionStatement[0].children);
  if (children.letStatement) return letStatementOf(children.letStatement[0].children);
  if (children.defineStatement) return defineStatementOf(children.defineStatement[0].children);
  if (children.useStatement) return useStatementOf(children.useStatement[0].children);
  if (children.explainStatement) return explainStatementOf(children.explainStatement[0].children);
  const pipeline = pipelineOf(children.pipeline![0].children);
  return { kind: 'pipeline-statement', pipeline, span: pipeline.span };
}

export function versionStatementOf({ Giq, Number }: VersionStatementCstChildren): Version {
  const number = numberOf({ Number });
  return { kind: 'version', number, span: cover(spanOf(Giq[0]), number.span) };
}

export function letStatementOf(children: LetStatementCstChildren): LetStatement {
  const pipeline = pipelineOf(children.pipeline[0].children);
  const span = cover(spanOf(children.Let[0]), pipeline.span);
  return { kind: 'let', name: nameOf(children.Name[0]), pipeline, span };
}

export function defineStatementOf(children: DefineStatementCstChildren): DefineStatement {
  const expression = expressionOf(children.expression[0].children);
  const span = cover(spanOf(children.Define[0]), expression.span);
  return { kind: 'define', name: nameOf(children.Name[0]), expression, span };
}

export function useStatementOf(children: UseStatementCstChildren): UseStatement {
  const value = stringOf(children.String[0]);
  return {
    kind: 'use',
    what: nameOf(children.Name[0]),
    value,
    span: cover(spanOf(children.Use[0]), value.span),
  };
}

export function explainStatementOf(children: ExplainStatementCstChildren): ExplainStatement {
  const pipeline = pipelineOf(children.pipeline[0].children);
  return { kind: 'explain', pipeline, span: cover(spanOf(children.Explain[0]), pipeline.span) };
}
