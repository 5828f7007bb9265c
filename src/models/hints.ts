export * from '../diagnostics/hints.js';
