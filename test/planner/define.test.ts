/** Definitions: written out wherever their names stand, in units that agree. */
import { describe, expect, it } from 'vitest';
import type { Definition, FieldReference, PlanExpression } from '../../src/planner/plan.js';
import { planToy, resolveToy } from '../support/toy-runtime.js';

function definitionOf(expression: string): Definition {
  const [statement] = planToy(`define NEW = ${expression}`).statements;
  if (statement.kind !== 'define') throw new Error('a definition is wanted');
  return statement.definition;
}

const unitsOf = (expression: string) => definitionOf(expression).measures.map(({ unit }) => unit);
const codes = (script: string) => resolveToy(script).diagnostics.map(({ code }) => code);

function lastArguments(script: string) {
  const statement = planToy(script).statements.at(-1)!;
  if (statement.kind === 'use' || statement.kind === 'define') throw new Error('a pipeline is wanted');
  return statement.pipeline.steps.at(-1)!.arguments;
}

describe('the unit of a definition', () => {
  it.each([
    ['TUF', ['Mx', 'G px']],
    ['PSEP', ['px', 'Mm']],
    ['TUF / PSEP', ['Mx/Mm', 'G px/px']],
    ['TUF / PSEP / PSEP', ['Mx/Mm^2', 'G px/px^2']],
    ['sqrt(PSEP * PSEP)', ['px', 'Mm']],
    ['TUF / 1e22 Mx', ['']],
    ['abs(TUF) / max(TUF, TUF)', ['']],
    ['TUF - 1e21 Mx', ['Mx']],
    ['TUF - 5 kG px', ['G px']],
  ])('%s is %j', (expression, units) => expect(unitsOf(expression)).toEqual(units));

  it('that is a pure number needs no scale', () => {
    expect(definitionOf('TUF / max(TUF, TUF)').measures.map(({ frame }) => frame)).toEqual(['patch']);
  });
});

describe('a defined name', () => {
  it('stands for its expression', () => {
    const script = 'define HALF = TUF / 2\ndefine QUARTER = HALF / 2\nobserve | where QUARTER > 1e21 Mx';
    const { left } = lastArguments(script).condition as Extract<PlanExpression, { kind: 'binary' }>;
    expect(left).toEqual(definitionOf('TUF / 2 / 2').measures[0].expression);
  });

  it('is read in the unit of the other side', () => {
    const script = 'define HALF = TUF / 2\nobserve | where HALF > 1 kG px';
    expect(JSON.stringify(lastArguments(script))).toContain('"unit":"G px"');
  });

  it('is what is sorted by, measured and correlated', () => {
    const define = 'define HALF = TUF / 2\n';
    const by = lastArguments(`${define}observe | sort by HALF`).by as FieldReference;
    expect(by).toMatchObject({ field: 'HALF', kind: 'defined' });
    for (const verb of ['measure', 'correlate'])
      expect(lastArguments(`${define}observe | ${verb} TUF, HALF`).parameters).toMatchObject([
        'TUF',
        { name: 'HALF', text: 'TUF / 2' },
      ]);
  });

  it('keeps its old meaning in what was defined from it', () => {
    const script = 'define A = TUF\ndefine B = A * 2\ndefine A = PSEP\nobserve | measure B';
    expect(JSON.stringify(lastArguments(script))).not.toContain('PSEP');
  });

  it('has a direction once it is learnt, until it is defined anew', () => {
    const [define, learn, use] = ['define A = TUF * 2', 'learn A', 'generate seed 1 | shift A +1'];
    expect(codes([define, use].join('\n'))).toEqual(['no-direction']);
    expect(codes([define, learn, use].join('\n'))).toEqual([]);
    expect(codes([define, learn, define, use].join('\n'))).toEqual(['redefined']);
    expect(codes([define, learn, 'define A = PSEP', use].join('\n'))).toEqual(['redefined', 'no-direction']);
  });
});

describe('what is refused', () => {
  it.each([
    ['define TUF = PSEP', 'defines-built-in'],
    ['define lat = PSEP', 'defines-built-in'],
    ['define A = TUF + PSEP', 'wrong-unit'],
    ['define A = lat * 2', 'metadata-in-definition'],
    ['define A = "text"', 'not-a-value'],
    ['define A = TUF > 1', 'not-a-value'],
    ['define A = A + 1', 'unknown-field'],
    ['define A = B', 'unknown-field'],
  ])('%s', (script, code) => expect(codes(script)).toEqual([code]));
});
