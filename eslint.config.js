import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** Folders of src/, lowest first: a folder may import itself and those before it (design: dependencies point downwards). */
const layers = [
  'diagnostics',
  'numeric',
  'parser',
  'physics',
  'latent',
  'planner',
  'completion',
  'archive',
  'models',
  'render',
  'runtime',
  'evaluation',
  'cli',
  'repl',
];
/** Pure cores that must not see one another although the order above would allow it. */
const strangers = [
  ['planner', 'latent'],
  ['planner', 'numeric'],
  ['physics', 'parser'],
  ['latent', 'physics'],
  ['latent', 'parser'],
  ['archive', 'latent'],
  ['archive', 'planner'],
  ['archive', 'parser'],
  ['models', 'parser'],
  ['render', 'models'],
  ['render', 'planner'],
];
const upwards = layers.flatMap((target, index) =>
  layers.slice(index + 1).map((from) => ({ target: `./src/${target}`, from: `./src/${from}` })),
);
const apart = strangers.map(([target, from]) => ({ target: `./src/${target}`, from: `./src/${from}` }));

/** Packages that only one folder may know. */
const owners = {
  parser: ['chevrotain'],
  'models/engines': ['@tensorflow/*', 'onnxruntime-node', 'onnx-proto'],
  'models/index': ['hnswlib-node', 'pg'],
  repl: ['ink', 'react', 'react/*'],
};
const reserved = (own) => {
  const others = Object.entries(owners).filter(([folder]) => folder !== own);
  return {
    files: own ? [`src/${own}/**`] : ['src/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: others.flatMap(([, packages]) => packages) }] },
  };
};

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 50, skipBlankLines: true, skipComments: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { zones: [...upwards, ...apart] }],
    },
  },
  reserved(),
  ...Object.keys(owners).map(reserved),
  // Tables of data are as long as what they list.
  { files: ['src/diagnostics/catalogue.ts'], rules: { 'max-lines': 'off' } },
  // A describe block is a list, not a function to be followed.
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
);
