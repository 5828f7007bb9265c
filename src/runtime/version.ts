import { createRequire } from 'node:module';

/** The version in package.json, found from src/ and from dist/ alike. */
export const GIQ_VERSION: string = (
  createRequire(import.meta.url)('../../package.json') as { version: string }
).version;

/** What runs: `giq 0.1.0, Node v20.19.0, linux x64`. */
export const versionText = (): string =>
  `giq ${GIQ_VERSION}, Node ${process.version}, ${process.platform} ${process.arch}`;
