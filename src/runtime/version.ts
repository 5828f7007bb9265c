import { createRequire } from 'node:module';

/** The version in package.json, found from src/ and from dist/ alike. */
export const GIQ_VERSION: string = (
  createRequire(import.meta.url)('../../package.json') as { version: string }
).version;
