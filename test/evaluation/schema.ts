import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { EvaluationReport } from '../../src/evaluation/report.js';
import { ROOT } from '../support/root.js';

const schema = JSON.parse(readFileSync(join(ROOT, 'docs/evaluation.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** Parses the JSON of a report, which must be as docs/evaluation.schema.json says. */
export function expectReport(json: string): EvaluationReport {
  const report = JSON.parse(json) as EvaluationReport;
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return report;
}
