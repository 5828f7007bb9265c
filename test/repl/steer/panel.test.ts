import { render } from 'ink-testing-library';
import { createElement } from 'react';
import { expect, it } from 'vitest';
import {
  helmOf,
  startSteering,
  steer,
  SteerPanel,
  steerRows,
  steeringIn,
} from '../../../src/repl/steer/index.js';
import { toyContext } from '../../support/toy-runtime.js';

it('draws the rows of its view, and those of the next', async () => {
  const steering = await steeringIn(toyContext());
  const state = startSteering(helmOf(Float64Array.of(1, 0, 0, 0), steering));
  const view = {
    state,
    sighting: await steering.look(state.latent),
    watched: [],
    geometry: {},
    distributions: new Map(),
    style: { colour: 'none', map: 'grey' } as const,
    columns: 90,
    rows: 24,
  };
  const { lastFrame, rerender, unmount } = render(createElement(SteerPanel, { view }));
  expect(lastFrame()).toBe(steerRows(view).join('\n'));
  expect(lastFrame()).toContain('nothing was moved yet');
  const moved = steer(state, { kind: 'push', sign: 1, fine: false });
  rerender(createElement(SteerPanel, { view: { ...view, state: moved } }));
  expect(lastFrame()).toContain(`shift ${steering.parameters[0]} +0.5`);
  unmount();
});
