import { setTimeout as wait } from 'node:timers/promises';
import type { Patience } from './backoff.js';

/** How giq behaves towards a site. */
export interface Manners extends Patience {
  /** Milliseconds without a byte after which a request is given up. */
  readonly silence: number;
  /** The most bytes of an answer that is no file. */
  readonly largestAnswer: number;
  /** Records of one list; longer lists are asked for in parts. */
  readonly page: number;
  /** Records of one export request. */
  readonly exportBatch: number;
  /** Milliseconds between two looks at an export where the site names no time. */
  readonly pollDelay: number;
  /** The most looks at one export, and how many may find that it is not known yet. */
  readonly polls: number;
  readonly unknownPolls: number;
  /** Milliseconds for which answers are taken from the disk. */
  readonly cacheAge: number;
}

export const MANNERS: Manners = {
  attempts: 6,
  firstDelay: 1000,
  longestDelay: 60_000,
  silence: 60_000,
  largestAnswer: 2 ** 28,
  page: 2000,
  exportBatch: 50,
  pollDelay: 5000,
  polls: 2000,
  unknownPolls: 12,
  cacheAge: 24 * 3600 * 1000,
};

/** The world outside, so that tests can bring their own. */
export interface Outside {
  readonly fetch: typeof fetch;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Uniform in [0, 1), for jitter. */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

export const OUTSIDE: Outside = {
  fetch: (...request) => fetch(...request),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  random: Math.random,
  now: Date.now,
};

/** A site and all that a request to it needs. */
export interface Connection {
  /** Where the programs of the web API are: the public server's path ends in `/cgi-bin/ajax/`. */
  readonly base: URL;
  /** The name by which giq presents itself. */
  readonly agent: string;
  /** Folder of answers that are kept. */
  readonly cache: string;
  readonly manners: Manners;
  readonly outside: Outside;
  readonly signal: AbortSignal;
}
