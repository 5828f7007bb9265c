import type { OutputFormat } from '../../planner/contract.js';
import { formats } from './index.js';

/** What `save` can write, for the planner. */
export const outputFormats: readonly OutputFormat[] = formats.map(({ extension, title, accepts }) => ({
  extension,
  title,
  accepts,
  availability: 'available',
}));
