import { parentPort, workerData } from 'node:worker_threads';
import { joinTeam, type TeamMemory } from '../../../../src/models/training/common/team.js';

/** One worker of a team: averages numbers of its own many times and says what it got. */
const { memory, worker, workers, rounds } = workerData as {
  memory: TeamMemory;
  worker: number;
  workers: number;
  rounds: number;
};
const team = joinTeam(memory, worker, workers);
const means: number[] = [];
let round = 0;
// Only the first has a say.
while (team.agree(worker === 0 ? round < rounds : undefined)) {
  const numbers = Float32Array.of(worker + round, worker * 0.1);
  team.average(numbers);
  means.push(...numbers);
  round++;
}
parentPort?.postMessage(means);
