/** Work that giq and its peers do in turns: A B A B …, so that a machine that is busy for a while is so for all. */
import type { Measurement, Peer, Samples } from './results.js';
import { startOwnSide, startPeer, timeProcess, type Answer, type Request, type Side } from './sides.js';

export interface PeerTask {
  readonly name: string;
  /** Its name in bench/peers/tasks.py. */
  readonly task: string;
  /** Fewer than giq, for a peer that takes minutes. */
  readonly rounds?: number;
  /** As many as there are processors by default. */
  readonly threads?: number;
}

export interface Work extends Pick<Measurement, 'name' | 'per' | 'target' | 'note'> {
  /** Its name in bench/own/tasks.mjs. */
  readonly task: string;
  /** What is prepared first, if that has another name. */
  readonly of?: string;
  readonly request: Request;
  /** What one request makes: times are divided by it. */
  readonly items: number;
  readonly rounds: number;
  readonly peers?: readonly PeerTask[];
}

/** Measures work in processes of its own, so that the largest memory is that of this work. */
export async function measureWork(work: Work, skipped: (peer: string) => boolean): Promise<Measurement> {
  const { name, per, target, note, task, rounds, items, peers: all = [] } = work;
  const peers = all.filter((peer) => !skipped(peer.task));
  const sides = [
    { side: startOwnSide(), task, of: work.of ?? task, rounds },
    ...peers.map((peer) => ({ side: startPeer(peer.threads), rounds, of: peer.task, ...peer })),
  ];
  for (const { side, of } of sides) await side.ask({ ...work.request, task: 'prepare', of });
  const answers = await takeTurns(sides, work.request);
  for (const { side } of sides) await side.stop();
  const [giq, ...others] = answers.map((each) => samplesOf(each, items));
  const found = others.map((samples, index): Peer => ({ name: peers[index].name, ...samples }));
  return { name, per, giq, peers: found, ...(target && { target }), ...(note !== undefined && { note }) };
}

interface Turn {
  readonly side: Side;
  readonly task: string;
  readonly rounds: number;
}

/** The first turn of each is not counted. */
async function takeTurns(sides: readonly Turn[], request: Request): Promise<Answer[][]> {
  const answers: Answer[][] = sides.map(() => []);
  const most = Math.max(...sides.map(({ rounds }) => rounds));
  for (let round = -1; round < most; round++) {
    for (const [index, { side, task, rounds }] of sides.entries()) {
      if (round >= rounds || (round < 0 && rounds === 1)) continue;
      const answer = await side.ask({ ...request, task, seed: round + 1 });
      if (round >= 0) answers[index].push(answer);
    }
  }
  return answers;
}

export interface Command {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** Measures programs from their start to their end, in turns. */
export function measureCommands(
  about: Pick<Measurement, 'name' | 'per' | 'target' | 'note'>,
  commands: readonly Command[],
  { rounds, items = 1, peakOf }: { rounds: number; items?: number; peakOf: (command: Command) => number },
): Measurement {
  const answers: Answer[][] = commands.map(() => []);
  for (let round = -1; round < rounds; round++) {
    commands.forEach(({ command, args }, index) => {
      const answer = timeProcess(command, args);
      if (round >= 0) answers[index].push(answer);
    });
  }
  const found = answers.map((each, index) => ({
    name: commands[index].name,
    ...samplesOf(each, items),
    peak: peakOf(commands[index]),
  }));
  const [{ wall, processor, peak }, ...peers] = found;
  return { ...about, giq: { wall, processor, peak }, peers };
}

function samplesOf(answers: readonly Answer[], items: number): Samples {
  const milliseconds = (seconds: number) => rounded((1000 * seconds) / items);
  return {
    wall: answers.map(({ seconds }) => milliseconds(seconds)),
    processor: answers.map(({ processor }) => milliseconds(processor)),
    peak: Math.max(0, ...answers.map(({ peak }) => peak)),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(5));
