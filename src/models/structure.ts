/** The readers of JSON and YAML live where the archive can use them too. */
export * from '../diagnostics/structure.js';
