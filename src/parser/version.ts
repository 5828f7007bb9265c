import { diagnose } from '../diagnostics/diagnostic.js';
import type { Statement } from './ast.js';
import type { Version } from './build/statements.js';
import type { Problem } from './problem.js';

/** The versions of the language that this parser reads. */
export const supportedVersions: readonly number[] = [1];

/** Reports a version that is not supported, or that is pinned after the first statement. */
export function checkVersions(statements: readonly (Statement | Version)[]): Problem[] {
  return statements.flatMap((statement, index) => {
    if (statement.kind !== 'version') return [];
    const { span, number } = statement;
    if (index > 0) return [{ diagnostic: diagnose('misplaced-version', {}, { span }), atEnd: false }];
    if (supportedVersions.includes(number.value)) return [];
    const parameters = { version: String(number.value), supported: supportedVersions.map(String) };
    return [{ diagnostic: diagnose('unsupported-version', parameters, { span: number.span }), atEnd: false }];
  });
}
