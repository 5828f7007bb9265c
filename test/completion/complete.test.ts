import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/completion/index.js';
import { accepted, at, kinds, surroundings, texts } from './surroundings.js';

describe('what can begin a stage', () => {
  it('is a source, a binding or a statement at the beginning', () => {
    expect(texts('‸')).toEqual(
      expect.arrayContaining(['generate', 'quiet', 'seen', 'let', 'define', 'use', 'explain']),
    );
  });

  it('is first what takes the value from the left', () => {
    const afterMatches = texts('seen | s‸');
    expect(afterMatches.indexOf('sort')).toBeLessThan(afterMatches.indexOf('shift'));
    const afterLatents = texts('quiet | s‸');
    expect(afterLatents.indexOf('shift')).toBeLessThan(texts('quiet | s‸').length);
    expect(texts('quiet | ‸').indexOf('shift')).toBeLessThan(texts('quiet | ‸').indexOf('generate'));
  });

  it('knows what a line before has bound', () => {
    expect(texts('let mine = generate seed 1\n‸')).toContain('mine');
    const offered = texts('let found = quiet | retrieve\nfound | s‸');
    expect(offered.indexOf('sort')).toBeLessThan(offered.indexOf('shift'));
  });

  it('is a pipeline of its own in brackets', () => {
    expect(texts('quiet | blend (‸')).toContain('generate');
    expect(texts('quiet | blend (‸')).not.toContain('let');
    expect(texts('(quiet | blend (generate seed 3 | ‸')[0]).toBe('shift');
  });

  it('shows its signature and its line of help', () => {
    const [first] = at('quiet | tak‸').candidates;
    expect(first).toMatchObject({ text: 'take', kind: 'verb', signature: 'take <count>' });
    expect(first.summary).not.toBe('');
  });

  it('is found by its other names and when misspelt', () => {
    expect(texts('quiet | nearest‸')[0]).toBe('retrieve');
    expect(texts('quiet | shfit‸')[0]).toBe('shift');
    expect(texts('quiet | rtrv‸')[0]).toBe('retrieve');
  });
});

describe('units', () => {
  const unitsAt = (marked: string) =>
    at(marked)
      .candidates.filter(({ kind }) => kind === 'unit')
      .map(({ text }) => text);

  it('are those of the parameter that moves', () => {
    expect(unitsAt('quiet | shift TUF to 2e22 ‸').slice(0, 3)).toEqual(['Mx', 'G px', 'sd']);
    expect(unitsAt('quiet | shift TUF to 2e22 ‸')).not.toContain('%');
    expect(unitsAt('quiet | shift PSEP by +2 ‸')).toEqual(expect.arrayContaining(['%', 'sd', 'px', 'Mm']));
    expect(unitsAt('quiet | shift TUF +1, PSEP to 3 ‸').slice(0, 2)).toEqual(['px', 'Mm']);
    expect(texts('quiet | shift TUF to 2e22 M‸')[0]).toBe('Mx');
  });

  it('are those of what is compared', () => {
    expect(unitsAt('quiet | where TUF > 1.5e22 ‸').slice(0, 2)).toEqual(['Mx', 'G px']);
    expect(unitsAt('quiet | where TUF > 1 Mx and lat < 3 ‸')).toEqual(['deg', 'rad']);
    expect(unitsAt('quiet | where (TUF > 1 Mx and (PSEP < 3 ‸')).toEqual(
      expect.arrayContaining(['px', 'Mm', 'km']),
    );
  });

  it('keep their distance from a number that they would touch', () => {
    expect(unitsAt('quiet | where TUF > 1.5e22‸')[0]).toBe(' Mx');
    expect(unitsAt('quiet | shift TUF by +20‸')[0]).toBe('%');
  });

  it('do not follow a number that has none', () => {
    expect(unitsAt('generate 3 ‸')).toEqual([]);
    expect(unitsAt('quiet | retrieve k 3‸')).toEqual([]);
  });
});

describe('conditions', () => {
  it('go from a field to a comparison to a value to a conjunction', () => {
    expect(texts('observe where hemi‸')[0]).toBe('hemisphere');
    expect(texts('observe where hemisphere ‸')).toEqual(expect.arrayContaining(['=', '>', 'in', 'is']));
    expect(texts('observe where hemisphere = ‸').slice(0, 2)).toEqual(['"north"', '"south"']);
    expect(texts('observe where hemisphere = "north" ‸')).toEqual(expect.arrayContaining(['and', 'or']));
    expect(texts('observe where lat is ‸')).toEqual(['missing', 'not']);
    expect(texts('observe where lat is not ‸')).toEqual(['missing']);
  });

  it('know identifiers, defined parameters and functions', () => {
    expect(texts('observe where id = "sim-01‸')[0]).toBe('sim-0123-05"');
    expect(texts('define SHARE = TUF / R\nobserve where SH‸')[0]).toBe('SHARE');
    expect(texts('define X = ab‸')[0]).toBe('abs(');
    expect(texts('define X = abs(‸')).toContain('TUF');
  });
});

describe('moves and lists', () => {
  it('leave out what has been named', () => {
    expect(texts('quiet | shift TUF +3 keeping R, ‸')).toEqual(['PSEP', 'POLARITY']);
  });

  it('name only what has a direction, unless everything can be measured', () => {
    expect(texts('quiet | shift ‸')).not.toContain('GRAD');
    expect(texts('quiet | measure ‸')).toContain('GRAD');
    expect(texts('quiet | shift ‸', { learned: ['GRAD'] })).toContain('GRAD');
    expect(texts('learn GRAD\nquiet | shift ‸')).toContain('GRAD');
  });

  it('go on with steps, targets and changes', () => {
    expect(texts('quiet | shift TUF ‸')).toEqual(['+1', '-1', 'to', 'by']);
    expect(texts('quiet | shift TUF +1 ‸')).toEqual(expect.arrayContaining(['keeping', 'within']));
  });

  it('do not offer again what stands after the cursor', () => {
    expect(texts('quiet | shift TUF +3 ‸ keeping R | show')).not.toContain('keeping');
    expect(texts('quiet | shift TUF +3 ‸ | shift R +1 keeping TUF')).toContain('keeping');
  });
});

describe('texts in quotes', () => {
  it('are files and folders as they are typed', () => {
    expect(texts('load ‸')).toEqual(['"data/', '"patch.fits"']);
    expect(texts('load "data/‸')).toEqual(['data/one.fits"']);
    expect(texts("load 'pa‸'")).toEqual(["patch.fits'"]);
    expect(accepted('load "pa‸" | show')).toBe('load "patch.fits" | show');
  });

  it('are files to write in the formats that take the value', () => {
    expect(texts('quiet | measure | save "t‸')).toContain('t.csv"');
    expect(texts('quiet | measure | save "t‸')).not.toContain('t.fits"');
    expect(texts('quiet | save "figure.p‸')).toContain('figure.png"');
  });

  it('are worlds and identifiers', () => {
    expect(texts('use world ‸')).toEqual(['"small"', '"solar-sim"']);
    expect(texts('use wo‸')).toEqual(['world']);
    expect(texts('observe "sim-0001-00" "sim-01‸')[0]).toBe('sim-0123-05"');
  });
});

describe('commands', () => {
  it('are offered after a colon, with what they take', () => {
    expect(texts(':h‸')).toEqual(['help', 'history']);
    expect(texts(':help shi‸')[0]).toBe('shift');
    expect(texts(':theme ‸')).toEqual(['dark', 'light']);
    expect(texts(':load pa‸')).toEqual(['patch.fits']);
    expect(texts(':plan quiet | shi‸')[0]).toBe('shift');
    expect(accepted(':plan quiet | shi‸')).toBe(':plan quiet | shift');
  });
});

describe('what is replaced', () => {
  it('is the word at the cursor and nothing else', () => {
    expect(accepted('gen‸ seed 3 | show')).toBe('generate seed 3 | show');
    expect(accepted('quiet | shi‸ft TUF +1')).toBe('quiet | shift TUF +1');
    expect(accepted('quiet | ret‸')).toBe('quiet | retrieve');
  });

  it('is nothing in a comment', () => {
    expect(at('quiet # sh‸').candidates).toEqual([]);
  });

  it('is within the text, and the answer is always the same, whatever the text', () => {
    const word = fc.constantFrom('generate', 'quiet', 'shift', 'TUF', '|', '(', ')', '"', '=', '+3', '2e22', ',', '\n', 'where', 'k', 'let', '#', '`', 'é', '%'); // prettier-ignore
    const script = fc.array(fc.oneof(word, fc.string()), { maxLength: 20 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(script, fc.nat(), (text, anywhere) => {
        const cursor = anywhere % (text.length + 1);
        const { from, to, candidates } = complete(text, cursor, surroundings);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(cursor);
        expect(to).toBeGreaterThanOrEqual(cursor);
        expect(to).toBeLessThanOrEqual(text.length);
        expect(complete(text, cursor, surroundings).candidates).toEqual(candidates);
        for (const { summary, kind } of candidates) expect(summary !== '' || kind === 'choice').toBe(true);
      }),
    );
  });
});

it('shows every kind in some place', () => {
  const all = kinds(
    ['‸', 'quiet | shift ‸', 'quiet | shift TUF ‸'].flatMap((marked) => at(marked).candidates),
  );
  expect([...all].sort()).toEqual(['binding', 'keyword', 'number', 'parameter', 'verb']);
});
