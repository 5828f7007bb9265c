import { afterEach, expect, it } from 'vitest';
import { pressed, typed } from '../../../src/repl/keys/input.js';
import { screenOfSize, type Screen } from '../../support/screen.js';

let screen: Screen;

afterEach(() => screen.close());

function enter(text: string): void {
  screen.feed(typed(text), pressed('enter'));
}

it('goes on with another engine, and keeps what is bound', async () => {
  screen = await screenOfSize(90, 40);
  enter('let a = generate seed 1');
  await screen.until('a: 1 latent');
  enter(':engine tfjs-cpu');
  await screen.until('engine tfjs-cpu: TensorFlow.js, plain JavaScript');
  enter(':engine');
  await screen.until('● tfjs-cpu');
  enter(':vars');
  expect(await screen.until('a  1 latent')).toContain('asked for: tfjs-cpu');
});

it('says what might be meant by a name of no engine, and keeps the one in force', async () => {
  screen = await screenOfSize(90, 40);
  enter(':engine tfjs-wsm');
  await screen.until('`tfjs-wasm` might be meant');
  expect(screen.repl.busy).toBe(false);
  enter(':engine');
  await screen.until('asked for: auto');
});
