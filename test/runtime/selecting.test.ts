/** `where`, `sort` and `take` over everything that flows, in the toy world: what lacks a value, and where it goes. */
import { describe, expect, it } from 'vitest';
import { GiqError } from '../../src/diagnostics/diagnostic.js';
import { columnOf, idsOf, runToy } from '../support/toy-runtime.js';
import { expectKind, type Value } from '../../src/runtime/values.js';
import type { PlanStep } from '../../src/planner/plan.js';

const ids = async (script: string) => idsOf((await runToy(script)).value).map((id) => id.replace('toy-', ''));
const observed = (condition: string) => ids(`observe | where ${condition}`);
const tableOf = (value: Value) => expectKind(value, ['table'], { verb: 'measure' } as PlanStep);

describe('where', () => {
  it.each([
    ['lat = -20', ['0', '1']],
    ['lat != -20', ['2', '4', '5']],
    ['not lat = -20', ['2', '4', '5']],
    ['lat is missing', ['3']],
    ['lat > 0 and hemisphere = "north"', ['2', '4', '5']],
    ['lat > 0 or hemisphere = "north"', ['2', '3', '4', '5']],
    ['abs(lat) < 15', ['2', '5']],
    ['lat in -20 deg..5 deg', ['0', '1', '5']],
    ['date = 2011-02-12', ['0', '1']],
    ['date in 2011-02-12..2011-02-13', ['0', '1', '2']],
    ['date > 2011-02-12', ['2', '3', '5']],
    ['date <= 2011-02-12T12:30', ['0', '1']],
    ['date in 2011-02-14..2011-02-16', ['3', '5']],
    ['id = "toy-4"', ['4']],
    ['POLARITY = 1', ['0', '1']],
    ['POLARITY is missing', ['4', '5']],
    ['PSEP is not missing', ['0', '1', '2', '3', '5']],
  ])('%s', async (condition, expected) => expect(await observed(condition)).toEqual(expected));
});

describe('what where leaves', () => {
  it('is counted aloud where it lacks a value', async () => {
    const { warnings } = await runToy('observe | where lat > 0 and date > 2011-01-01');
    expect(warnings).toMatchObject([{ code: 'left-out', message: expect.stringMatching(/^2 of 6 /) }]);
    expect(warnings[0].span).toEqual({ start: 10, end: 45 });
  });

  it('is not spoken of where nothing hangs on the missing value', async () => {
    expect((await runToy('observe | where lat > 0 or region > 0')).warnings).toEqual([]);
  });

  it('is measured in the unit that is asked for: 0.25 kG over 128 × 128 pixels of 2 Mm × 2 Mm', async () => {
    const flux = 250 * 128 * 128;
    const inMaxwell = flux * 4e16;
    expect(await observed(`TUF in ${flux - 1} G px..${flux + 1} G px`)).toEqual(['0', '2', '4']);
    expect(await observed(`TUF in ${inMaxwell * 0.999} Mx..${inMaxwell * 1.001} Mx`)).toEqual([
      '0',
      '2',
      '4',
    ]);
    expect(await observed('PSEP in 63.9 px..64.1 px and PSEP in 127.9 Mm..128.1 Mm')).toEqual([
      '0',
      '1',
      '2',
      '3',
      '5',
    ]);
    expect(await observed('TPF - TNF > 0 G px')).toEqual(['4']);
  });

  it('is taken from the matches of every query', async () => {
    const { value } = await runToy(
      'observe "toy-0" "toy-3" | retrieve k=4 | where region < 3 and lat is not missing',
    );
    expect(idsOf(value)).toEqual(['toy-0', 'toy-1', 'toy-2', 'toy-2']);
  });

  it('is taken from the rows of a table by the items that they speak of', async () => {
    const { value } = await runToy('observe | measure TUF | where region = 2 | sort by TUF desc');
    expect(columnOf(tableOf(value), 'id')).toEqual(['toy-3', 'toy-2']);
    expect(columnOf(tableOf(value), 'region')).toEqual([2, 2]);
  });
});

describe('sort', () => {
  it.each([
    ['lat', ['0', '1', '5', '2', '4', '3']],
    ['lat desc', ['4', '2', '5', '0', '1', '3']],
    ['lat asc', ['0', '1', '5', '2', '4', '3']],
    ['date', ['0', '1', '2', '3', '5', '4']],
    ['date desc', ['5', '3', '2', '1', '0', '4']],
    ['POLARITY', ['2', '3', '0', '1', '4', '5']],
    ['POLARITY desc', ['0', '1', '2', '3', '4', '5']],
    ['id desc', ['5', '4', '3', '2', '1', '0']],
    ['hemisphere', ['2', '3', '4', '5', '0', '1']],
  ])('by %s, missing values last, equals in their order', async (field, expected) =>
    expect(await ids(`observe | sort by ${field}`)).toEqual(expected),
  );

  it('orders the matches of every query', async () => {
    expect(await ids('observe "toy-0" | retrieve k=6 | sort by distance desc | take 1')).toHaveLength(1);
    const { value } = await runToy('observe "toy-0" "toy-2" | retrieve k=3 | sort by region desc');
    const { queries } = expectKind(value, ['matches'], { verb: 'retrieve' } as PlanStep);
    for (const { matches } of queries) {
      const regions = matches.map(({ item }) => Number(item.meta.region));
      expect(regions).toEqual(regions.toSorted((a, b) => b - a));
    }
  });
});

describe('take', () => {
  it('gives the first few of anything, and all where there are fewer', async () => {
    expect(await ids('observe | take 2')).toEqual(['0', '1']);
    expect(await ids('observe | take 100')).toHaveLength(6);
    expect(await ids('observe | measure TUF | take 2')).toEqual(['0', '1']);
    expect(await ids('observe "toy-0" "toy-1" | retrieve k=3 | take 1')).toEqual(['0', '1']);
  });
});

describe('rows that speak of no patches', () => {
  it.each(['where TUF > 1 Mx', 'sort by TUF'])('cannot be chosen or ordered: %s', async (stage) => {
    const running = runToy(`describe TUF | ${stage}`);
    await expect(running).rejects.toBeInstanceOf(GiqError);
    await expect(running).rejects.toMatchObject({ diagnostics: [{ code: 'rows-without-items' }] });
  });
});
