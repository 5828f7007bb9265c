import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { OutputDocument } from '../../src/runtime/output-document.js';
import { ROOT } from './root.js';

export const outputSchema: Schema = JSON.parse(
  readFileSync(join(ROOT, 'docs/output.schema.json'), 'utf8'),
) as Schema;

/** As much of a JSON Schema as the tests look at. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(outputSchema);

/** Parses the output of `--format json`, which must be as docs/output.schema.json says. */
export function expectDocument(json: string): OutputDocument {
  const document = JSON.parse(json) as OutputDocument;
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return document;
}
