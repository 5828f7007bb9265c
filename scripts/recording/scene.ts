/** What is typed in the recording of the README, with pauses in seconds. */
export type Act =
  /** Key by key. */
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'wait'; readonly for: string | RegExp }
  | { readonly kind: 'pause'; readonly seconds: number };

export const type = (text: string): Act => ({ kind: 'type', text });
export const wait = (text: string | RegExp): Act => ({ kind: 'wait', for: text });
export const pause = (seconds: number): Act => ({ kind: 'pause', seconds });

/** Nothing here waits for a value: worlds are trained anew. */
export const scene: readonly Act[] = [
  wait('giq›'),
  pause(1),
  type('let a = gen'),
  wait('generate'),
  type('\t'),
  type('seed 42 | shift T'),
  type('\t'),
  pause(1.2),
  type('\r'),
  type(' +2 keeping R'),
  pause(0.6),
  type('\r'),
  wait('a: 1 latent'),
  type('a | retreive k=3'),
  pause(2),
  ...Array.from({ length: 8 }, () => type('\x7f')),
  type('ieve k=3'),
  pause(0.5),
  type('\r'),
  wait('3. sim-'),
  pause(3),
  type('a | sweep PSEP from -3 to +3 steps 5\r'),
  wait('PSEP+3'),
  pause(3),
];
