export { MANNERS, OUTSIDE } from './connection.js';
export type { Connection, Manners, Outside } from './connection.js';
export { planFetch, REPORT, runFetch } from './fetch-series.js';
export type { FetchPlan, FetchReport, FetchTask } from './fetch-series.js';
export { qualityMask } from './quality.js';
export type { Selection } from './record-set.js';
export { endOfDay, readDuration, readTime } from './times.js';
