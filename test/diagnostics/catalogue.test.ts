import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.js';

describe('the catalogue', () => {
  const entries = Object.entries(catalogue);

  it.each(entries)('%s is named and explained', (code, { explanation }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(explanation).toMatch(/[.!]$/);
    expect(explanation).not.toMatch(/\byou\b/i);
  });
});
