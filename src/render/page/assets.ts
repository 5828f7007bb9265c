import { readFileSync } from 'node:fs';

/** A style sheet or a program of `assets/`, which lies beside src/ and dist/ alike. */
export function asset(path: string): string {
  return readFileSync(new URL(`../../../assets/${path}`, import.meta.url), 'utf8');
}
