/**
 * giq's side of bench/peers/worker.py: does what it is asked on standard input, one JSON object a line, and answers with
 * what that took. It is plain JavaScript and runs the built modules, since what vite-node makes of them is slower.
 */
import { createInterface } from 'node:readline';
import { peakMemory } from './peak-memory.mjs';
import { PREPARE, RUN } from './tasks.mjs';

let state;
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const [began, before] = [performance.now(), process.cpuUsage()];
  let value = null;
  if (request.task === 'prepare') state = await PREPARE[request.of](request);
  else value = await RUN[request.task](state, request);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1000;
  const answer = {
    seconds,
    processor: (user + system) / 1e6,
    peak: peakMemory(),
    value,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
