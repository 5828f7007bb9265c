import { roundSignificant } from '../../render/number.js';
import type { EvaluationReport } from '../report.js';

/** Digits that are written: engines differ in later ones. */
const DIGITS = 5;

/** The report as JSON, rounded; NaN, which is missing, as null. */
export function reportJson(report: EvaluationReport): string {
  const rounded = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value)
      ? Number.isFinite(value)
        ? roundSignificant(value, DIGITS)
        : null
      : value;
  return `${JSON.stringify(report, rounded, 1)}\n`;
}
