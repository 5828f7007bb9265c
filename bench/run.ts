/** `npm run bench`: what a user waits for. Writes bench/RESULTS.md. */
import { cpus } from 'node:os';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { createSession, evaluate } from '../src/runtime/session.js';
import { time, timeCommand, type Timing } from './timing.js';

const QUERY = 'generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5';
const warmQuery = (seed: number) => QUERY.replace('42', String(seed));

async function inSession(): Promise<Timing[]> {
  const session = createSession();
  const run = (script: string) => evaluate(session, script);
  const timings = [
    await time('warm query of the design card (library, after the first)', 100, (seed) =>
      run(warmQuery(seed)),
    ),
    await time('warm `generate | retrieve k=5`', 100, (seed) => run(`generate seed ${seed} | retrieve k=5`)),
    await time('warm `generate 32 | measure`, the batch', 10, (seed) =>
      run(`generate 32 seed ${seed} | measure`),
    ),
    await time('check of the design card', 100, (seed) => session.check(warmQuery(seed))),
    await time('observe one and retrieve it', 50, (i) =>
      run(`observe "sim-${String(i).padStart(4, '0')}-03" | retrieve k=1`),
    ),
  ];
  await session.dispose();
  return timings;
}

function atTheShell(): Timing[] {
  return [
    timeCommand('cold `giq -e` of the design card, --format json', 9, ['-e', QUERY, '--format', 'json']),
    timeCommand('cold `giq -e` of the design card, text', 9, ['-e', QUERY]),
    timeCommand('cold `giq check -e` (loads no model)', 9, ['check', '-e', QUERY]),
    timeCommand('cold `giq run examples/quickstart.giq` (with its picture)', 5, [
      'run',
      'examples/quickstart.giq',
      '-q',
    ]),
    timeCommand('cold `giq --help`', 9, ['--help']),
  ];
}

function table(timings: readonly Timing[]): string {
  const ms = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
  const rows = timings.map(
    ({ name, median, least, most, runs }) =>
      `| ${name} | ${ms(median)} | ${ms(least)} – ${ms(most)} | ${runs} |`,
  );
  return ['| what | median [ms] | range [ms] | runs |', '| --- | ---: | ---: | ---: |', ...rows].join('\n');
}

const timings = [...atTheShell(), ...(await inSession())];
const machine = `${cpus().length} × ${cpus()[0].model}, Node ${process.version}, ${process.platform} ${process.arch}`;
const page = `# Benchmarks

Measured by \`npm run bench\` on ${machine}. Cold is a new process each time, after one that is not counted.

${table(timings)}
`;
await writeAtomically('bench/RESULTS.md', page);
console.log(page);
