import type { OutputFormat } from '../../planner/contract.js';
import { formats } from './index.js';

const planned = (extension: string, title: string): OutputFormat => ({
  extension,
  title,
  accepts: ['latents', 'patches', 'matches', 'table'],
  availability: 'planned',
});

/** What `save` can write, and what it will be able to, for the planner. */
export const outputFormats: readonly OutputFormat[] = [
  ...formats.map(({ extension, title, accepts }): OutputFormat => ({
    extension,
    title,
    accepts,
    availability: 'available',
  })),
  planned('.svg', 'vector figure'),
  planned('.pdf', 'figure'),
  planned('.npz', 'NumPy archive'),
  planned('.parquet', 'Parquet table'),
];
