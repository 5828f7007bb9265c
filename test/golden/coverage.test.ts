/** Every code of the catalogue is seen by a test, and every golden belongs to a script. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, type Code } from '../../src/diagnostics/catalogue.js';
import { casesIn } from '../support/cases.js';
import { ROOT } from '../support/root.js';

const folders = ['ok', 'parse-error', 'plan-error', 'runtime-error', 'usage-error'].map(
  (name) => `test/fixtures/${name}`,
);

/** What a script cannot bring about everywhere or at all, and the test that does. */
const elsewhere: Partial<Record<Code, string>> = {
  // It takes a person who interrupts, or a bug.
  cancelled: 'test/runtime/session.test.ts',
  internal: 'test/cli/failures.test.ts',
  // It depends on what is installed and on who runs the tests.
  'engine-unavailable': 'test/models/engines/engines.test.ts',
  'hnsw-unavailable': 'test/models/index/index.test.ts',
  'file-not-readable': 'test/archive/readers/file.test.ts',
  // It takes gigabytes, or a header made for it.
  'image-too-large': 'test/archive/readers/fits.test.ts',
  'file-too-large': 'test/archive/readers/file.test.ts',
  // It takes a site that answers.
  'jsoc-unreachable': 'test/archive/jsoc/refusals.test.ts',
  'jsoc-answer': 'test/archive/jsoc/refusals.test.ts',
  'jsoc-refused': 'test/archive/jsoc/refusals.test.ts',
  'jsoc-series-unknown': 'test/archive/jsoc/refusals.test.ts',
  'jsoc-segment-unknown': 'test/archive/jsoc/refusals.test.ts',
  'jsoc-no-records': 'test/archive/jsoc/refusals.test.ts',
  'jsoc-email-refused': 'test/archive/jsoc/export.test.ts',
  'jsoc-no-export': 'test/archive/jsoc/export.test.ts',
  'jsoc-files-missing': 'test/cli/archive-fetch.test.ts',
  // It is met by those who build worlds.
  'covariance-singular': 'test/models/retrieval/search-archive.test.ts',
  'index-mismatch': 'test/models/index/hnsw.test.ts',
  'one-class': 'test/models/training/svm.test.ts',
  'solver-not-converged': 'test/models/training/svm.test.ts',
  'solver-row-limit': 'test/models/training/svm.test.ts',
  'training-exists': 'test/models/training/generator/refusals.test.ts',
  'training-absent': 'test/models/training/generator/refusals.test.ts',
  'training-changed': 'test/models/training/generator/refusals.test.ts',
  'workers-unfit': 'test/models/training/generator/refusals.test.ts',
  'worker-lost': 'test/models/training/embedding-team.test.ts',
  'training-start-unfit': 'test/models/training/generator/start.test.ts',
  'world-embedded': 'test/cli/world-learn.test.ts',
  'world-out-taken': 'test/cli/world-learn.test.ts',
  'definition-not-kept': 'test/cli/world-learn.test.ts',
  // It is met by those who bring networks along.
  'checkpoint-unknown-format': 'test/models/import/checkpoint.test.ts',
  'checkpoint-damaged': 'test/models/import/checkpoint.test.ts',
  'checkpoint-refused': 'test/models/import/malicious.test.ts',
  'checkpoint-empty': 'test/models/import/find-network.test.ts',
  'import-unfit': 'test/models/import/find-network.test.ts',
  'import-ambiguous': 'test/models/import/find-network.test.ts',
  'import-unverified': 'test/cli/world-import.test.ts',
  'import-verification-unfit': 'test/cli/world-import.test.ts',
  'network-opaque': 'test/cli/world-import.test.ts',
  'network-engine': 'test/cli/world-import.test.ts',
  'onnx-unfit': 'test/models/engines/onnx-opaque.test.ts',
  'export-unknown-format': 'test/cli/world-import.test.ts',
  // It is met by those who make archives and worlds of them.
  'archive-exists': 'test/archive/create/create-archive.test.ts',
  'archive-begun': 'test/archive/create/create-archive.test.ts',
  'archive-changed': 'test/archive/create/create-archive.test.ts',
  'archive-empty': 'test/archive/create/create-archive.test.ts',
  'sidecar-rows': 'test/archive/create/create-archive.test.ts',
  'quality-bad': 'test/archive/create/create-archive.test.ts',
  'too-much-missing': 'test/archive/create/create-archive.test.ts',
  'duplicate-patch': 'test/archive/create/create-archive.test.ts',
  'archive-without-files': 'test/archive/create/inputs.test.ts',
  'archive-damaged': 'test/archive/store/file-archive.test.ts',
  'dataset-ambiguous': 'test/archive/stacks/hdf5.test.ts',
  'dataset-missing': 'test/archive/stacks/hdf5.test.ts',
  'picture-without-scale': 'test/archive/readers/jpeg.test.ts',
  'needs-cutting': 'test/archive/create/cut-regions.test.ts',
  'no-regions': 'test/archive/create/cut-regions.test.ts',
  'world-exists': 'test/cli/world-create.test.ts',
  'no-plane': 'test/latent/hyperplane.test.ts',
  // It takes a file that giq has saved, or one that says so.
  'provenance-missing': 'test/cli/reproducing.test.ts',
  'provenance-needs-yes': 'test/cli/reproducing.test.ts',
  'provenance-writes-outside': 'test/cli/reproducing.test.ts',
  'provenance-version': 'test/cli/reproducing.test.ts',
  'provenance-world-changed': 'test/cli/reproducing.test.ts',
  'provenance-engine': 'test/cli/reproducing.test.ts',
  // They are met by those who mean harm, and by those who ask for too much.
  'access-denied': 'test/runtime/files/file-access.test.ts',
  'sandbox-limit': 'test/cli/sandbox.test.ts',
  'link-outside': 'test/models/strangers.test.ts',
  'weights-not-finite': 'test/models/strangers.test.ts',
  'too-many-items': 'test/cli/limits.test.ts',
  'too-many-pictures': 'test/cli/limits.test.ts',
  'definition-too-large': 'test/cli/limits.test.ts',
  'result-too-large': 'test/cli/limits.test.ts',
  // A database takes part.
  'environment-missing': 'test/models/index/pgvector/settings.test.ts',
  'database-password-written': 'test/models/index/pgvector/settings.test.ts',
  'database-unreachable': 'test/models/index/pgvector/pgvector.test.ts',
  'database-login-refused': 'test/models/index/pgvector/pgvector.test.ts',
  'database-without-vectors': 'test/models/index/pgvector/settings.test.ts',
  'database-mismatch': 'test/models/index/pgvector/pgvector.test.ts',
  'database-incomplete': 'test/models/index/pgvector/pgvector.test.ts',
  'database-timeout': 'test/models/index/pgvector/pgvector.test.ts',
  'database-lost': 'test/models/index/pgvector/pgvector.test.ts',
  'database-failed': 'test/models/index/pgvector/pgvector.test.ts',
  'embeddings-elsewhere': 'test/cli/archive-index-database.test.ts',
  'wrong-shard': 'test/cli/archive-index-database.test.ts',
  'shard-without-database': 'test/cli/archive-index-database.test.ts',
  'workers-in-database': 'test/cli/archive-index-database.test.ts',
};

describe('every code', () => {
  const expected = folders.flatMap((folder) =>
    casesIn(folder).flatMap(({ directives }) => directives.get('expect') ?? []),
  );
  const codes = Object.keys(catalogue) as Code[];

  it.each(codes)('%s is seen', (code) => {
    const file = elsewhere[code];
    if (file === undefined) return expect(expected).toContain(code);
    expect(expected).not.toContain(code);
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`'${code}'`);
  });

  it('that a fixture expects is in the catalogue', () => {
    expect(codes).toEqual(expect.arrayContaining(expected));
  });
});

describe('goldens', () => {
  const endings = [
    ...['tokens.txt', 'ast.txt', 'plan.json', 'fmt.giq', 'explain.txt', 'run.json', 'run.txt'],
    'diagnostics.txt',
  ];
  const owners = [...folders.map((folder) => [folder, folder]), ['test/fixtures/examples', 'examples']];

  it.each(owners)('of %s belong to scripts', (folder, scripts) => {
    const names = casesIn(scripts).map(({ name }) => name);
    const files = readdirSync(join(ROOT, folder)).filter(
      (file) => !names.some((name) => file === `${name}.giq`),
    );
    const known = names.flatMap((name) => endings.map((ending) => `${name}.${ending}`));
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });
});
