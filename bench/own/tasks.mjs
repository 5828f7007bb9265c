/** What giq does, by the names that bench/peers/tasks.py gives the same work. What is prepared is not timed. */
import { readFile } from 'node:fs/promises';

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);

async function numbers(file) {
  const { decodeNpyArray } = await dist('archive/readers/npy.js');
  return decodeNpyArray(await readFile(file), file).values;
}

/** So many numbers, from the first again when there are no more. */
function repeated(values, length) {
  const all = new Float32Array(length);
  for (let first = 0; first < length; first += values.length) {
    all.set(values.subarray(0, Math.min(values.length, length - first)), first);
  }
  return all;
}

async function openSession() {
  const { createSession, evaluate } = await dist('runtime/session.js');
  const session = createSession();
  return { session, run: (script) => evaluate(session, script) };
}

/** @param of the array of the request that the network is given: `latents` or `patches` */
const prepareNetwork = (role, of) => async (request) => {
  const { openWorld } = await dist('models/world.js');
  const { openEngine } = await dist('models/engines/index.js');
  const { runInChunks } = await dist('models/run-in-chunks.js');
  const model = await (await openWorld(request.world))[role](await openEngine('onnx'));
  const length = request.count * model.input.reduce((product, side) => product * side, 1);
  return { model, runInChunks, values: repeated(await numbers(request[of]), length) };
};

async function runNetwork({ model, runInChunks, values }, { count }) {
  return [...(await runInChunks(model, values, count)).subarray(0, 4)];
}

const AREA = 128 * 128;

async function prepareMeasure({ patches }) {
  const { measureBatch } = await dist('physics/measure.js');
  const { parameters } = await dist('physics/parameters/index.js');
  return { measureBatch, names: parameters.map(({ name }) => name), pixels: await numbers(patches) };
}

async function measure({ measureBatch, names, pixels }, { count }) {
  const values = [];
  for (let first = 0; first < count; first += pixels.length / AREA) {
    const many = Math.min(pixels.length / AREA, count - first);
    values.push(await measureBatch(pixels.subarray(0, many * AREA), many, 128, names));
  }
  return [...values[0].subarray(0, names.length)];
}

async function prepareTeam(request) {
  const { startMeasuringTeam } = await dist('runtime/measuring-team.js');
  const state = await prepareMeasure(request);
  const team = startMeasuringTeam(request.workers);
  await team.measure(state.pixels.subarray(0, 2 * AREA), 2, 128, state.names);
  return { ...state, measureBatch: team.measure };
}

const QUERY = (seed) => `generate seed ${seed} | shift TUF +3 keeping R | flip polarity | retrieve k=5`;

async function query({ run }, { seed }) {
  const { queries } = await run(QUERY(seed));
  return queries[0].matches.map(({ item, distance }) => [item.position, distance]);
}

async function calibratedShift({ run }, { count, seed }) {
  const { items } = await run(`generate ${count} seed ${seed} | shift TUF by +30% keeping R, PSEP`);
  return items.length;
}

async function prepareRows({ latents, labels }) {
  const { trainLinearSvm } = await dist('models/training/linear-svm.js');
  const rows = Float64Array.from(await numbers(latents));
  return { trainLinearSvm, rows, labels: Int8Array.from(await numbers(labels)) };
}

const direction =
  (solver) =>
  ({ trainLinearSvm, rows, labels }) => {
    const { weights } = trainLinearSvm({ rows, labels, C: 1, solver });
    const length = Math.hypot(...weights);
    return [...weights].map((weight) => weight / length);
  };

async function prepareSearch({ rows, kind }) {
  const { randomStream } = await dist('numeric/random.js');
  const { exactIndex } = await dist('models/index/exact.js');
  const { buildHnsw } = await dist('models/index/index.js');
  const random = randomStream(1, 0);
  const normals = (count) => Float32Array.from({ length: count }, () => random.normal());
  const of = { embeddings: normals(rows * 100), dimension: 100 };
  const build = kind === 'hnsw' ? () => buildHnsw(of) : () => exactIndex(of);
  return { build, index: exactIndex(of), queries: normals(64 * 100) };
}

async function buildIndex(state) {
  state.index = await state.build();
  return state.index.size;
}

function search({ index, queries }, { seed }) {
  const place = (seed % 64) * 100;
  return index.search(queries.subarray(place, place + 100), 1, 5)[0].map(({ position }) => position);
}

async function prepareLanguage({ script }) {
  const [{ parse }, { format }] = await Promise.all([dist('parser/parse.js'), dist('parser/format.js')]);
  const { session } = await openSession();
  const text = await readFile(script, 'utf8');
  const source = { name: script, text };
  const work = {
    parse: () => parse(source),
    plan: () => session.check(source),
    format: () => format(source),
  };
  return { work };
}

/** Many times over: once takes less than the clock can tell. */
async function language({ work }, { step, count }) {
  for (let time = 0; time < count; time++) await work[step]();
  return count;
}

const session = () => openSession();

export const PREPARE = {
  generate: prepareNetwork('generator', 'latents'),
  embed: prepareNetwork('encoder', 'patches'),
  measure: prepareMeasure,
  'measure-by-workers': prepareTeam,
  query: session,
  'calibrated-shift': session,
  direction: prepareRows,
  'build-index': prepareSearch,
  search: prepareSearch,
  language: prepareLanguage,
};

export const RUN = {
  generate: runNetwork,
  embed: runNetwork,
  measure,
  'measure-by-workers': measure,
  query,
  'calibrated-shift': calibratedShift,
  direction: direction('primal'),
  'build-index': buildIndex,
  search,
  language,
};
