/** What the planner makes of well-formed scripts, and where it points in those that mean nothing. */
import { describe, expect, it } from 'vitest';
import { needsOf, type PlanStatement, type PlanStep } from '../../src/planner/plan.js';
import { planToy, resolveToy } from '../support/toy-runtime.js';

function stepsOf(script: string): readonly PlanStep[] {
  const statement = planToy(script).statements.at(-1) as Exclude<PlanStatement, { kind: 'use' | 'define' }>;
  return statement.pipeline.steps;
}

const last = (script: string) => stepsOf(script).at(-1)!;

/** The diagnostics of a script whose places are marked: `‹first›`. */
function marked(script: string) {
  const span = { start: script.indexOf('‹'), end: script.indexOf('›') - 1 };
  const { diagnostics } = resolveToy(script.replace('‹', '').replace('›', ''));
  return { span, diagnostics };
}

describe('arguments', () => {
  it.each([
    ['retrieve k=3', 'retrieve k 3'],
    ['sweep TUF from -1 to +1 steps 3', 'sweep TUF to=+1 steps=3 from=-1'],
    ['flip polarity method=reflect', 'flip POLARITY method reflect'],
    ['shift TUF +1 keeping R, PSEP', 'shift TUF +1 keeping=R, PSEP'],
    ['sort by TUF', 'sort by=TUF'],
    ['where POLARITY = 1', 'where (POLARITY = 1)'],
    ['retrieve k=2 where region = 1', 'retrieve where (region = 1) k=2'],
  ])('mean the same in either form: %s', (first, second) => {
    const [a, b] = [first, second].map((stage) => last(`generate seed 1 | ${stage}`).arguments);
    const text = (given: unknown) =>
      JSON.stringify(given, (name, value) => (name === 'span' ? undefined : value));
    expect(text(a)).toBe(text(b));
  });
});

describe('an argument', () => {
  it('that is not given takes its default', () => {
    expect(last('generate seed 1').arguments).toEqual({ count: 1, seed: 1 });
    expect(last('generate seed 1 | retrieve').arguments).toEqual({
      ...{ k: 5, search: 'auto' },
      ...{ by: 'ssl', metric: 'euclidean', rerank: 'auto' },
    });
    expect(last('generate seed 1 | sweep R').arguments).toEqual({
      parameter: 'R',
      from: -3,
      to: 3,
      steps: 7,
    });
  });

  it('of shift is a row of signed steps, each with its place', () => {
    const script = 'generate seed 1 | shift TUF +3, PSEP -1.5 keeping R';
    expect(last(script).arguments).toMatchObject({
      moves: [
        { parameter: 'TUF', by: 3, keeping: [] },
        { parameter: 'PSEP', by: -1.5, keeping: [] },
      ],
      keeping: ['R'],
    });
  });

  it('that compares where a condition has to stand is one', () => {
    expect(last('observe where region = 3').arguments).toEqual({
      where: {
        kind: 'binary',
        operator: '=',
        left: { kind: 'field', field: 'region', of: 'meta' },
        right: { kind: 'number', value: 3 },
      },
    });
    expect(last('generate seed 1 | where POLARITY = 1').arguments.condition).toMatchObject({ operator: '=' });
  });

  it('that misspells a named one is told so; any other word is told what has to stand there', () => {
    const codes = (script: string) => resolveToy(script).diagnostics.map(({ code }) => code);
    expect(codes('generate sed 42')).toEqual(['unknown-argument']);
    expect(codes('load bipole')).toEqual(['wrong-argument']);
    expect(codes('generate many seed 1')).toEqual(['wrong-argument']);
  });
});

describe('units', () => {
  const condition = (text: string) =>
    JSON.stringify(last(`generate seed 1 | where ${text}`).arguments.condition);

  it('bring numbers to the base unit', () => {
    expect(condition('TUF > 2 Wb')).toBe(condition('TUF > 2e8 Mx'));
    expect(condition('PSEP > 2000 km')).toBe(condition('PSEP > 2 Mm'));
    expect(condition('R < 1 kG px')).toBe(condition('R < 1000 G px'));
  });

  it('of the upper end of a range are those of a bare lower end too', () => {
    expect(condition('PSEP in 10..9000 km')).toBe(condition('PSEP in 0.01 Mm..9 Mm'));
    expect(condition('TILT in -1..1 rad')).toBe(condition('TILT in -1 rad..1 rad'));
  });

  it('that are unknown are told once', () => {
    const { diagnostics } = resolveToy('generate seed 1 | where TUF > 1e22 Nx');
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-unit']);
  });

  it('choose between the two measures of a flux', () => {
    expect(condition('TUF > 1 Mx')).toContain('"unit":"Mx"');
    expect(condition('TUF > 1 G px')).toContain('"unit":"G px"');
    expect(condition('TUF + R > 1 G px')).not.toContain('"unit":"Mx"');
  });
});

describe('kinds', () => {
  it('flow from stage to stage', () => {
    const steps = stepsOf('generate seed 1 | shift TUF +1 | show | retrieve k=2 | sort by date | take 1');
    expect(steps.map(({ input, output }) => `${input} → ${output}`)).toEqual([
      'nothing → latents',
      'latents → latents',
      'latents → latents',
      'latents → matches',
      'matches → matches',
      'matches → matches',
    ]);
  });

  it('that do not fit are marked at both places', () => {
    const { span, diagnostics } = marked('generate seed 1 | retrieve k=2 | ‹shift› TUF +1');
    expect(diagnostics).toMatchObject([
      { code: 'wrong-input', span, labels: [{ span: { start: 18, end: 30 } }] },
    ]);
  });
});

describe('bindings', () => {
  it('are values by name, shadow verbs only where they stand alone, and can be quoted', () => {
    const [, run] = planToy('let `where` = generate seed 1\n`where` | measure TUF').statements;
    expect(run).toMatchObject({
      pipeline: { steps: [{ verb: 'binding', output: 'latents' }, { verb: 'measure' }] },
    });
    expect(last('let generate = generate seed 1\ngenerate seed 2').verb).toBe('generate');
  });

  it('of an earlier line are known by their kind', () => {
    const earlier = { bindings: new Map([['kept', 'matches' as const]]) };
    expect(resolveToy('kept | take 2', earlier).diagnostics).toEqual([]);
    expect(resolveToy('kept | shift TUF +1', earlier).diagnostics).toMatchObject([{ code: 'wrong-input' }]);
  });

  it('that fail do not bring others down', () => {
    const { diagnostics } = resolveToy('let a = generate 3\na | measure TUF');
    expect(diagnostics.map(({ code }) => code)).toEqual(['seed-missing']);
  });
});

describe('needs', () => {
  const needs = (script: string) => {
    const statement = planToy(script).statements.at(-1) as Exclude<PlanStatement, { kind: 'use' | 'define' }>;
    return needsOf(statement.pipeline).map((need) =>
      need.kind === 'direction' ? need.parameter : need.kind,
    );
  };

  it.each([
    ['generate seed 1', []],
    ['generate seed 1 | measure TUF', ['generator']],
    ['generate seed 1 | shift TUF +1 keeping R', ['TUF', 'R']],
    ['observe | where lat > 0 | take 2', ['archive']],
    ['generate seed 1 | retrieve k=1', ['generator', 'encoder', 'index', 'thumbnails', 'archive']],
    ['generate seed 1 | blend (generate seed 2 | shift PSEP +1)', ['PSEP']],
    ['generate seed 1 | flip polarity method=reflect', ['POLARITY']],
    ['generate seed 1 | where id = "x"', []],
    ['generate seed 1 | where TUF > 1 Mx', ['generator']],
  ])('of %s', (script, expected) => expect(needs(script)).toEqual(expected));
});

describe('a name that is not known', () => {
  const hints = (script: string) => resolveToy(script).diagnostics.flatMap((diagnostic) => diagnostic.hints);

  it('is guessed by its spelling, or by the words of a title', () => {
    expect(hints('observe where hemispher = "north"')).toEqual(['`hemisphere` might be meant']);
    expect(hints('observe where latitude > 3')).toEqual(['`lat` might be meant']);
    expect(hints('observe where unsigned > 3')).toEqual(['`TUF` might be meant']);
  });

  it('is guessed among parameters where only these will do', () => {
    expect(hints('generate seed 1 | shift latitude +3')).toEqual([]);
  });
});

describe('a seed', () => {
  it('may be left out only where one can be drawn', () => {
    expect(resolveToy('generate 2').diagnostics).toMatchObject([{ code: 'seed-missing' }]);
    expect(resolveToy('generate 2', { allowUnseeded: true }).diagnostics).toEqual([]);
  });
});
