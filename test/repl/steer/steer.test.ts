import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it, vi } from 'vitest';
import {
  follower, helmOf, pipelineOf, startSteering, steer, steerKey, steerRows, steeringIn,
  type SteerAction, type SteerState,
} from '../../../src/repl/steer/index.js'; // prettier-ignore
import { measureField } from '../../../src/physics/measure.js';
import { parameterNamed } from '../../../src/physics/parameters/index.js';
import { quantities } from '../../../src/physics/quantity.js';
import type { PlanStatement } from '../../../src/planner/plan.js';
import { itemsOf } from '../../../src/runtime/values.js';
import { toyPixels, toyWorld } from '../../support/toy-world.js';
import { planToy, runToy, toyContext } from '../../support/toy-runtime.js';

const steering = await steeringIn(toyContext());
const { scale } = toyWorld.manifest.image;
const [statement] = planToy('define NETTO = TPF - TNF').statements;
const netto = (statement as Extract<PlanStatement, { kind: 'define' }>).definition;
const source = 'generate seed 5';
const start = itemsOf((await runToy(source)).value)[0].latent!;
const fresh = () => startSteering(helmOf(start, steering));
const after = (...actions: SteerAction[]): SteerState => actions.reduce(steer, fresh());

const right: SteerAction = { kind: 'push', sign: 1, fine: false };
const left: SteerAction = { kind: 'push', sign: -1, fine: false };
const fine: SteerAction = { kind: 'push', sign: 1, fine: true };
const down: SteerAction = { kind: 'choose', by: 1 };
const keep: SteerAction = { kind: 'keep' };
const flip: SteerAction = { kind: 'flip' };
const undo: SteerAction = { kind: 'undo' };
const redo: SteerAction = { kind: 'redo' };
const reset: SteerAction = { kind: 'reset' };

const anything = fc.array(fc.constantFrom(right, left, fine, down, keep, flip, undo, redo, reset), {
  maxLength: 25,
});

describe('what was steered', () => {
  it('moves along the unit normal of the chosen parameter', () => {
    const { latent, helm } = after(right, right, fine);
    const { normal } = helm.directions.get(helm.parameters[0])!;
    latent.forEach((value, i) => expect(value).toBeCloseTo(start[i] + 1.1 * normal[i], 12));
  });

  it('is a script in which like steps are one', () => {
    const [first, second] = steering.parameters;
    expect(pipelineOf(source, after(right, right, fine))).toBe(`${source} | shift ${first} +1.1`);
    expect(pipelineOf(source, after(right, keep, down, left, left))).toBe(
      `${source} | shift ${first} +0.5 | shift ${second} -1 keeping ${first}`,
    );
    expect(pipelineOf(source, after(right, left, flip, flip))).toBe(source);
    expect(pipelineOf(source, after(flip, right))).toBe(
      `${source} | flip polarity method=reflect | shift ${first} +0.5`,
    );
  });

  it('is the same latent when that script runs', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (actions) => {
        const state = after(...actions);
        const { value } = await runToy(pipelineOf(source, state));
        const { latent } = itemsOf(value)[0];
        expect(latent).toHaveLength(state.latent.length);
        latent!.forEach((component, i) => expect(Math.abs(component - state.latent[i])).toBeLessThan(1e-6));
      }),
    );
  });
});

describe('undo', () => {
  it('takes back one key at a time, and redo does it again', () => {
    fc.assert(
      fc.property(anything, (actions) => {
        const state = after(...actions);
        const back = state.steps.reduce((each) => steer(each, undo), state);
        expect([...back.latent]).toEqual([...start]);
        const again = state.steps.reduce((each) => steer(each, redo), back);
        expect([...again.latent]).toEqual([...state.latent]);
      }),
    );
  });

  it('has an end, which is said', () => {
    expect(after(undo).problem).toBe('there is nothing to undo');
    expect(after(redo).problem).toBe('there is nothing to redo');
    expect(after(undo, down).problem).toBeUndefined();
  });

  it('brings back what a reset took away', () => {
    const moved = after(right, flip);
    const back = steer(steer(steer(moved, reset), redo), redo);
    expect([...back.latent]).toEqual([...moved.latent]);
  });
});

it('changes nothing where the kept parameters leave nothing of a direction', () => {
  const [one] = steering.parameters;
  const twin = { ...steering.directions.get(one)!, parameter: 'TWIN' };
  const directions = new Map([...steering.directions, ['TWIN', twin]]);
  const helm = { ...fresh().helm, parameters: [one, 'TWIN'], directions };
  const state = [keep, down, right].reduce(steer, startSteering(helm));
  expect(state.problem).toContain('TWIN');
  expect([...state.latent]).toEqual([...start]);
  expect(state.steps).toEqual([]);
});

describe('what was defined', () => {
  const scope = { definitions: new Map([['NETTO', netto]]) };
  const learnt = { ...steering.directions.get('R')!, parameter: 'NETTO' };

  it('is watched, with its value', async () => {
    const { parameters, watched, look } = await steeringIn(toyContext(scope));
    expect(parameters).toEqual(steering.parameters);
    expect(watched).toEqual(['NETTO']);
    const { field, values } = await look(start);
    const [positive, negative] = measureField(field, ['TPF', 'TNF']);
    const maxwells = (positive - negative) * scale.width * scale.height * 1e16;
    expect(values.get('NETTO')!.unit).toBe('Mx');
    expect(values.get('NETTO')!.value / maxwells).toBeCloseTo(1, 12);
  });

  it('is steered once it has been learnt', async () => {
    const directions = async () => new Map([...steering.directions, ['NETTO', learnt]]);
    const taught = await steeringIn(toyContext({ ...scope, world: { ...toyWorld, directions } }));
    expect(taught.parameters.at(-1)).toBe('NETTO');
    expect(taught.watched).toEqual([]);
    const up: SteerAction = { kind: 'choose', by: -1 };
    const state = [up, right].reduce(steer, startSteering(helmOf(start, taught)));
    expect(pipelineOf(source, state)).toBe(`${source} | shift NETTO +0.5`);
    state.latent.forEach((value, i) => expect(value).toBeCloseTo(start[i] + 0.5 * learnt.normal[i], 12));
  });
});

it('writes names as they have to be written', () => {
  const steps = [{ kind: 'shift', parameter: 'my flux', by: 1, keeping: ['not'] }] as const;
  expect(pipelineOf(source, { steps })).toBe(`${source} | shift \`my flux\` +1 keeping \`not\``);
});

describe('looking', () => {
  it('renders and measures the latent', async () => {
    const { field, values } = await steering.look(start);
    expect(field.pixels).toEqual(toyPixels(Float32Array.from(start)));
    expect([...values.keys()]).toEqual(steering.parameters);
    const [tuf] = measureField(field, ['TUF']);
    expect(values.get('TUF')).toMatchObject(quantities(parameterNamed('TUF')!, tuf, { scale }));
  });

  it('follows the newest latent only', async () => {
    const looked: number[] = [];
    const look = async (latent: Float64Array) => {
      looked.push(latent[0]);
      await new Promise((resolve) => setImmediate(resolve));
      return steering.look(start);
    };
    const seen: number[] = [];
    const follow = follower({ look }, (_, latent) => seen.push(latent[0]), vi.fn());
    for (let key = 0; key < 100; key++) follow(Float64Array.of(key));
    await vi.waitFor(() => expect(seen.at(-1)).toBe(99));
    expect(looked).toEqual([0, 99]);
  });

  it('says what failed, and goes on with the next', async () => {
    const failed = vi.fn();
    const look = vi.fn().mockRejectedValueOnce(new Error('no engine')).mockImplementation(steering.look);
    const seen = vi.fn();
    const follow = follower({ look }, seen, failed);
    follow(start);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
    follow(start);
    await vi.waitFor(() => expect(seen).toHaveBeenCalledOnce());
  });
});

describe('the panel', () => {
  const view = async (state: SteerState, columns: number, rows: number) => ({
    state,
    sighting: await steering.look(state.latent),
    watched: [],
    geometry: {},
    distributions: new Map([['TUF', { shares: [0.01, 0.25, 0.5, 0.75, 0.99], quantiles: [0, 1, 2, 3, 4] }]]),
    style: { colour: 'none', map: 'grey' } as const,
    columns,
    rows,
  });

  it.each([
    [40, 10],
    [60, 10],
    [25, 4],
    [100, 2],
  ])('fits %i columns and %i lines, with the chosen parameter', async (columns, rows) => {
    const { parameters } = steering;
    for (let chosen = 0; chosen < parameters.length; chosen++) {
      const lines = steerRows(await view(after(...Array<SteerAction>(chosen).fill(down)), columns, rows));
      expect(lines.length).toBeLessThanOrEqual(rows);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      if (rows > 3) expect(lines.join('\n')).toContain(`> [ ] ${parameters[chosen]}`);
    }
  });

  it.each([40, 80, 100, 200])('fits %i columns and 24 lines', async (columns) => {
    const lines = steerRows(await view(after(right, keep, flip), columns, 24));
    expect(lines.length).toBeLessThanOrEqual(24);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    for (const name of steering.parameters) expect(lines.join('\n')).toContain(name);
    expect(lines.join('\n')).toContain('[x]');
    expect(lines.join('\n')).toContain('shift ');
  });

  it('knows its keys', () => {
    expect(steerKey('shift+right')).toEqual(fine);
    expect(steerKey('right')).toEqual(right);
    expect(steerKey('enter')).toEqual({ kind: 'retrieve' });
    expect(steerKey('x')).toBeUndefined();
    expect(steerKey('constructor')).toBeUndefined();
  });
});
