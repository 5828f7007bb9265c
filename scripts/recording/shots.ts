/** The screens of docs/repl.md: what is typed for each of them, one after the other in the same session. */
import { pause, type, wait, type Act } from './scene.js';

export interface Shot {
  readonly name: string;
  readonly acts: readonly Act[];
}

export interface Sitting {
  readonly columns: number;
  readonly rows: number;
  readonly shots: readonly Shot[];
}

const RIGHT = '\x1b[C';
const DOWN = '\x1b[B';
const QUERY = 'generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5';

/** A clear screen and an empty line; Escape is told from the beginning of a sequence by the pause after it. */
const afresh: readonly Act[] = [pause(0.3), type('\x1b'), pause(0.2), type('\x03\x0c'), pause(0.3)];

const retrieve = (name: string): Shot => ({ name, acts: [type(`${QUERY}\r`), wait('5. sim-'), pause(0.5)] });

export const sittings: readonly Sitting[] = [
  {
    columns: 100,
    rows: 30,
    shots: [
      { name: 'first-start', acts: [pause(0.5)] },
      { name: 'completion', acts: [type('generate seed 42 | shift T\t'), wait('1 of'), pause(0.3)] },
      {
        name: 'diagnostics',
        acts: [
          ...afresh,
          type('generate seed 42 | shift TUF +3 keping R | retreive k=5\r'),
          wait('error['),
          type('generate seed 42 | shift TUF 3 | show'),
          wait('requires a sign'),
        ],
      },
      {
        name: 'sweep',
        acts: [
          ...afresh,
          type('generate seed 42 | sweep PSEP from -3 to +3 steps 5\r'),
          wait('PSEP+3'),
          pause(0.5),
        ],
      },
      {
        name: 'steer',
        acts: [
          ...afresh,
          type('let a = generate seed 42\r'),
          wait('a: 1 latent'),
          type(':steer a\r'),
          wait('nothing was moved yet'),
          type(`${DOWN}${DOWN}${DOWN} ${'\x1b[A'.repeat(3)}${RIGHT.repeat(4)}`),
          wait('shift TUF +2 keeping R'),
          pause(2),
        ],
      },
      {
        name: 'cancelled',
        acts: [
          ...afresh,
          type('generate 9000 seed 1 | measure TUF\r'),
          wait(/measuring .*s/),
          pause(1),
          type('\x03'),
          wait('cancelled after'),
          pause(0.3),
        ],
      },
    ],
  },
  { columns: 100, rows: 44, shots: [retrieve('retrieve')] },
  { columns: 40, rows: 80, shots: [retrieve('retrieve-narrow')] },
  { columns: 200, rows: 30, shots: [retrieve('retrieve-wide')] },
];
