/**
 * `npm run bench`: what a user waits for, and how long others take for the same. Writes bench/results.json and
 * bench/RESULTS.md.
 *
 *     npm run bench                          everything
 *     npm run bench -- --only measure        what has this in its name; writes nothing
 *     npm run bench -- --resume              goes on where a run was broken off
 *     npm run bench -- --compare OLD.json    and tells what has become slower beyond the noise; then it exits with 1
 */
import { spawnSync } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { regressions } from './compare.js';
import { makeInputs, type Inputs } from './inputs.js';
import { indexMeasurements } from './index-hook.js';
import { measureWork } from './interleave.js';
import { coldMeasurements } from './programs.js';
import { reportOf } from './report.js';
import type { Measurement, Results } from './results.js';
import { missingModules, PYTHON } from './sides.js';
import { SCRIPT, worksOn } from './works.js';

const MODULES = ['torch', 'numpy', 'scipy', 'skimage', 'sklearn'];
/** What a task of the peers takes beside NumPy. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  generate: ['torch'],
  embed: ['torch'],
  query: ['torch'],
  measure: ['scipy', 'skimage'],
  'measure-by-workers': ['scipy', 'skimage'],
  svc: ['sklearn'],
  'liblinear-dual': ['sklearn'],
  'liblinear-primal': ['sklearn'],
  search: [],
};

const { values: flags } = parseArgs({
  options: { compare: { type: 'string' }, only: { type: 'string' }, resume: { type: 'boolean' } },
});

/** One after the other, the most telling first, so that a run that is broken off leaves something. */
async function* measurements(inputs: Inputs, missing: readonly string[]): AsyncGenerator<Measurement> {
  const isKnown = (name: string) => found.some((one) => one.name === name);
  const isWanted = (name: string) => name.includes(flags.only ?? '');
  const skipped = (task: string) => ['numpy', ...NEEDED[task]].some((name) => missing.includes(name));
  if (isWanted('cold') && !isKnown('cold answer to the query of the design card'))
    yield* coldMeasurements(inputs, skipped('query'));
  for (const work of worksOn(inputs, (await stat(SCRIPT)).size)) {
    if (isWanted(work.name) && !isKnown(work.name)) yield await measureWork(work, skipped);
  }
  if (isWanted('index')) yield* await indexMeasurements();
}

async function writeResults(results: Results, missing: readonly string[]): Promise<void> {
  await writeAtomically('bench/results.json', `${JSON.stringify(results)}\n`);
  await writeAtomically('bench/RESULTS.md', reportOf(results, missing));
}

function describeMachine(): Record<string, string> {
  const versions = spawnSync(PYTHON, ['-c', VERSIONS], { encoding: 'utf8' }).stdout?.trim();
  return {
    machine: `${availableParallelism()} × ${cpus()[0].model}, ${process.platform} ${process.arch}`,
    load: `${loadavg()[0].toFixed(1)} programs wanted to run at the start, on average over a minute`,
    giq: `Node ${process.version}, ONNX Runtime on the processor`,
    ...(versions && { peers: versions }),
  };
}

const VERSIONS = `
import importlib, platform
def version(name):
    try: return f"{name} {importlib.import_module(name).__version__}"
    except ImportError: return None
print(", ".join(filter(None, [f"Python {platform.python_version()}", *map(version, ${JSON.stringify(MODULES)})])))`;

async function readResults(file: string): Promise<Results> {
  return JSON.parse(await readFile(file, 'utf8')) as Results;
}

/** Tells what has become slower; whether anything has. */
async function compareWith(file: string, results: Results): Promise<boolean> {
  const slower = regressions(await readResults(file), results);
  for (const { name, growth, probability } of slower) {
    console.log(`slower: ${name}, ${growth.toFixed(2)} times as long (p ${probability.toFixed(4)})`);
  }
  if (slower.length === 0) console.log('nothing has become slower beyond the noise');
  return slower.length > 0;
}

const missing = missingModules(MODULES);
const inputs = await makeInputs();
const found: Measurement[] = flags.resume ? [...(await readResults('bench/results.json')).measurements] : [];
const results: Results = { format: 1, machine: describeMachine(), measurements: found };
try {
  for await (const measurement of measurements(inputs, missing)) {
    found.push(measurement);
    process.stderr.write(`${measurement.name}\n`);
    if (flags.only === undefined) await writeResults(results, missing);
  }
} finally {
  await rm(inputs.folder, { recursive: true });
}
console.log(reportOf(results, missing));
process.exit(flags.compare !== undefined && (await compareWith(flags.compare, results)) ? 1 : 0);
