/** bench/RESULTS.md: what was measured, as a table. */
import { ratiosOf, type Measurement, type Peer, type Results, type Samples } from './results.js';
import { spreadOf, type Spread } from './statistics.js';

export function reportOf({ machine, measurements }: Results, skipped: readonly string[]): string {
  return `# Benchmarks

Measured by \`npm run bench\`. giq and its peers do the same work with the same weights in turns, A B A B, so that a machine that
is busy for a while is so for all; the first turn is not counted, where there are more. A number is the median, in brackets the quartiles.
**Ratio** is how many times as long as giq the peer took, turn by turn, by the clock and (**processor**) in time of all
processors together; 2 is twice as fast as the peer. Memory is the largest that the process of this work held, its
libraries included.

PyTorch's threads spin while they wait for one another. On a machine that others keep busy that costs it more than the second
thread gains, so PyTorch stands here twice, and targets are judged against the faster one.

${Object.entries(machine)
  .map(([what, value]) => `- ${what}: ${value}`)
  .join('\n')}
${skipped.map((peer) => `- not here, and skipped: ${peer}\n`).join('')}
${HEAD}
${measurements.flatMap(rowsOf).join('\n')}

${targetsOf(measurements)}
`;
}

const HEAD = `| work | of | ms [quartiles] | ms of processor | memory [MB] | peer takes [ms] | memory [MB] | ratio | processor |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`;

function rowsOf(measurement: Measurement): string[] {
  const { name, per, giq, peers } = measurement;
  const own = `| ${name} | ${per} | ${spreadText(giq.wall)} | ${number(spreadOf(giq.processor).median)} | ${memory(giq)} |`;
  if (peers.length === 0) return [`${own} | | | |`];
  return peers.map((peer, index) => `${index === 0 ? own : '| | | | | |'} ${peerCells(giq, peer)}`);
}

function peerCells(giq: Samples, peer: Peer): string {
  const ratio = spreadOf(ratiosOf(giq, peer));
  const processor = spreadOf(ratiosOf(giq, peer, 'processor'));
  return `${peer.name}: ${number(spreadOf(peer.wall).median)} | ${memory(peer)} | ${ratioText(ratio)} | ${number(processor.median)} |`;
}

/** What was aimed at, and whether it was reached: against the faster one, where a peer was given one thread and all. */
function targetsOf(measurements: readonly Measurement[]): string {
  const rows = measurements.flatMap(({ name, target, giq, peers }) => {
    if (!target) return [];
    const [fastest] = peers
      .filter((peer) => peer.name.startsWith(target.peer))
      .map((peer) => ({ peer, ratio: spreadOf(ratiosOf(giq, peer)).median }))
      .sort((one, other) => one.ratio - other.ratio);
    if (!fastest) return [];
    const { peer, ratio } = fastest;
    const state = ratio >= target.ratio ? 'met' : 'missed';
    const share = giq.peak > 0 && peer.peak > 0 ? number(giq.peak / peer.peak) : '';
    return [`| ${name} | ${peer.name} | ${target.ratio} | ${number(ratio)} | ${state} | ${share} |`];
  });
  const head =
    '| target | fastest such peer | ratio aimed at | measured | | memory as a share of the peer’s |\n| --- | --- | ---: | ---: | --- | ---: |';
  return rows.length > 0 ? `${head}\n${rows.join('\n')}` : '';
}

const spreadText = (values: readonly number[]): string => ratioText(spreadOf(values));
const ratioText = ({ median, low, high }: Spread): string =>
  `${number(median)} [${number(low)} – ${number(high)}]`;
const memory = ({ peak }: Samples): string => (peak > 0 ? String(Math.round(peak / 1e6)) : '');

function number(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(value >= 1 ? 3 : 2);
}
