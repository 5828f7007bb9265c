/** What a run of the benchmarks found: bench/results.json. */
export interface Results {
  readonly format: 1;
  /** Processor, Node, PyTorch and the like, in words. */
  readonly machine: Readonly<Record<string, string>>;
  readonly measurements: readonly Measurement[];
}

export interface Measurement {
  readonly name: string;
  /** What the times are of: `an answer`, `a patch`. */
  readonly per: string;
  readonly giq: Samples;
  readonly peers: readonly Peer[];
  /** How many times as fast as the peer of this name giq is to be. */
  readonly target?: { readonly peer: string; readonly ratio: number };
  readonly note?: string;
}

export interface Peer extends Samples {
  readonly name: string;
}

/** One number a round: giq and its peers took turns, so that numbers at the same place belong together. */
export interface Samples {
  /** Milliseconds of the clock. */
  readonly wall: readonly number[];
  /** Milliseconds of all processors together. */
  readonly processor: readonly number[];
  /** Largest resident memory in bytes. */
  readonly peak: number;
}

/** How many times as long as giq the peer took, round by round. */
export function ratiosOf(giq: Samples, peer: Samples, of: 'wall' | 'processor' = 'wall'): number[] {
  return peer[of].map((value, round) => value / giq[of][Math.min(round, giq[of].length - 1)]);
}
