/** Workers that train together: each differentiates its share of a batch, and all take the same step. */
export interface Team {
  readonly worker: number;
  readonly workers: number;
  /** Replaces the numbers by their means over the workers; waits for all. Every worker gets the same bytes. */
  average(numbers: Float32Array): void;
  /** Waits for all; true where the first worker wants to go on. */
  agree(goOn?: boolean): boolean;
}

/** A team of one. */
export const ALONE: Team = { worker: 0, workers: 1, average: () => {}, agree: (goOn = true) => goOn };

/** Memory that a team shares. */
export interface TeamMemory {
  readonly numbers: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
}

/** Places in the control memory. */
const [ARRIVED, ROUND, GO_ON, BROKEN] = [0, 1, 2, 3];
/** A worker that is not there after so long is lost, in ms: a step takes seconds. */
const PATIENCE = 600_000;

/** @param most the largest count of numbers to average */
export function teamMemory(workers: number, most: number): TeamMemory {
  return {
    numbers: new SharedArrayBuffer(workers * most * Float32Array.BYTES_PER_ELEMENT),
    control: new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT),
  };
}

/** One worker's view of its team. Sums are taken in the order of the workers, so that all get the same bytes. */
export function joinTeam(memory: TeamMemory, worker: number, workers: number): Team {
  const control = new Int32Array(memory.control);
  const all = new Float32Array(memory.numbers);
  const most = all.length / workers;
  return {
    worker,
    workers,
    average: (numbers) => {
      if (numbers.length > most) throw new Error(`${numbers.length} numbers for a team that shares ${most}`);
      all.set(numbers, worker * most);
      meet(control, workers);
      for (let i = 0; i < numbers.length; i++) {
        let sum = 0;
        for (let one = 0; one < workers; one++) sum += all[one * most + i];
        numbers[i] = sum / workers;
      }
      // Nobody may write its next numbers before everybody has read these.
      meet(control, workers);
    },
    agree: (goOn) => {
      if (goOn !== undefined) Atomics.store(control, GO_ON, Number(goOn));
      meet(control, workers);
      const agreed = Atomics.load(control, GO_ON) === 1;
      meet(control, workers);
      return agreed;
    },
  };
}

/** Tells all others that a worker has failed. */
export function breakTeam(memory: TeamMemory): void {
  const control = new Int32Array(memory.control);
  Atomics.store(control, BROKEN, 1);
  Atomics.add(control, ROUND, 1);
  Atomics.notify(control, ROUND);
}

function meet(control: Int32Array, workers: number): void {
  const round = Atomics.load(control, ROUND);
  if (Atomics.add(control, ARRIVED, 1) + 1 === workers) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, ROUND, 1);
    Atomics.notify(control, ROUND);
  } else {
    waitForEnd(control, round);
  }
  if (Atomics.load(control, BROKEN) === 1) throw new Error('a worker of the training has failed');
}

/**
 * Waits until a round is over. That it was woken says nothing: the last to arrive ends the round first and wakes
 * the others second, and by then one of them may be waiting in the next round already.
 */
function waitForEnd(control: Int32Array, round: number): void {
  // Who has broken the team will not come, and may have said so before the round was looked at.
  while (Atomics.load(control, ROUND) === round && Atomics.load(control, BROKEN) === 0) {
    if (Atomics.wait(control, ROUND, round, PATIENCE) === 'timed-out') {
      throw new Error('a worker of the training does not answer');
    }
  }
}
