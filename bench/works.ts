/** What is measured in processes that are warm: giq's work and that of its peers, side by side. */
import { availableParallelism } from 'node:os';
import type { Inputs } from './inputs.js';
import type { PeerTask, Work } from './interleave.js';

/** Patches that are measured at once by all processors. */
const MANY = 10_000;
const SCRIPT = 'examples/quickstart.giq';

export function worksOn(inputs: Inputs, bytesOfScript: number): readonly Work[] {
  return [
    queryWork(),
    ...[1, 32].flatMap((count) => networkWorks(inputs, count)),
    directionWork(inputs),
    ...[1, 32].map((count) => measuringWork(inputs, count)),
    measuringByAll(inputs),
    ...(['parse', 'plan', 'format'] as const).map((step) => languageWork(step, bytesOfScript)),
    ...[10_000, 100_000].map(searchWork),
    ...[1, 32].map(calibratedWork),
    buildWork(10_000),
    ...networkWorks(inputs, 1000),
    measuringWork(inputs, 1000),
  ].map((work) => ({ ...work, request: { world: inputs.world, ...work.request } }));
}

/** What waits for other threads spins in PyTorch: on a busy machine one thread can be the faster peer. */
const torch = (task: string): PeerTask[] => [
  { name: 'PyTorch', task },
  { name: 'PyTorch, one thread', task, threads: 1 },
];

const queryWork = (): Work => ({
  name: 'warm query of the design card',
  per: 'an answer',
  task: 'query',
  request: {},
  items: 1,
  rounds: 15,
  peers: torch('query'),
  target: { peer: 'PyTorch', ratio: 5 },
  note: 'giq also checks the script and re-ranks what it finds',
});

/** Fewer rounds where one takes long. */
const roundsOf = (count: number): number => (count === 1 ? 31 : count < 100 ? 7 : 3);

function networkWorks({ latents, patches }: Inputs, count: number): Work[] {
  const shared = { per: 'a patch', request: { latents, patches, count }, items: count };
  const target = (ratio: number) => (count <= 32 ? { target: { peer: 'PyTorch', ratio } } : {});
  return [
    {
      ...shared,
      ...target(2),
      name: `generate, ${count} at a time`,
      task: 'generate',
      rounds: roundsOf(count),
      peers: torch('generate'),
    },
    {
      ...shared,
      ...target(1.5),
      name: `embed, ${count} at a time`,
      task: 'embed',
      rounds: roundsOf(count),
      peers: torch('embed'),
    },
  ];
}

const measuringWork = ({ patches }: Inputs, count: number): Work => ({
  name: `measure 12 parameters, ${count} at a time, one thread`,
  per: 'a patch',
  task: 'measure',
  request: { patches, count },
  items: count,
  rounds: roundsOf(count),
  peers: [{ name: 'NumPy, SciPy, scikit-image', task: 'measure' }],
});

const measuringByAll = ({ patches }: Inputs): Work => ({
  name: `measure 12 parameters of ${MANY} patches, all processors`,
  per: 'a patch',
  task: 'measure-by-workers',
  request: { patches, count: MANY, workers: availableParallelism() },
  items: MANY,
  rounds: 3,
  peers: [
    { name: 'NumPy, SciPy, scikit-image', task: 'measure', rounds: 1 },
    { name: 'the same in a pool of processes', task: 'measure-by-workers', rounds: 1 },
  ],
  target: { peer: 'NumPy, SciPy, scikit-image', ratio: 5 },
});

const calibratedWork = (count: number): Work => ({
  name: `calibrated shift, ${count} at a time`,
  per: 'a latent',
  task: 'calibrated-shift',
  request: { count },
  items: count,
  rounds: count === 1 ? 9 : 3,
  note: '`shift TUF by +30% keeping R, PSEP`, generating included',
});

const directionWork = ({ latents, labels }: Inputs): Work => ({
  name: 'direction from 7,000 latents',
  per: 'a direction',
  task: 'direction',
  request: { latents, labels },
  items: 1,
  rounds: 7,
  peers: [
    { name: "scikit-learn's LinearSVC", task: 'liblinear-dual', rounds: 3 },
    { name: "scikit-learn's LinearSVC(dual=False)", task: 'liblinear-primal', rounds: 7 },
    { name: "scikit-learn's SVC(kernel='linear')", task: 'svc', rounds: 1 },
  ],
  target: { peer: "scikit-learn's SVC(kernel='linear')", ratio: 10 },
});

const searchWork = (rows: number): Work => ({
  name: `exact search of ${rows.toLocaleString('en')} embeddings`,
  per: 'a query',
  task: 'search',
  request: { rows },
  items: 1,
  rounds: 25,
  peers: [{ name: 'NumPy', task: 'search' }],
});

const buildWork = (rows: number): Work => ({
  name: `HNSW graph of ${rows.toLocaleString('en')} embeddings`,
  per: 'an index',
  task: 'build-index',
  request: { rows, kind: 'hnsw' },
  items: 1,
  rounds: 3,
});

const REPEATS = 50;

const languageWork = (step: 'parse' | 'plan' | 'format', bytes: number): Work => ({
  name: `${step} a script`,
  per: 'a KB',
  task: 'language',
  request: { script: SCRIPT, step, count: REPEATS },
  items: REPEATS * (bytes / 1000),
  rounds: 9,
});

export { SCRIPT };
