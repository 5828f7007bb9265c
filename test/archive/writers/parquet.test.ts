import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { encodeParquet } from '../../../src/archive/writers/index.js';

const columns = [
  { name: 'TUF', values: [1.25e22, NaN, null] },
  { name: 'noaa', values: [11158, null, undefined] },
  { name: 'date', values: ['2011-02-15T01:59:26Z', null, '2012-01-01T00:00:00.500Z'] },
  { name: 'simulated', values: [true, false, null] },
  { name: 'class', values: ['β', '', null] },
  { name: 'mixed', values: ['a', 1, true] },
  { name: 'empty', values: [null, null, null] },
];

it('gives each column its type, and null for what is missing', async () => {
  const file = Uint8Array.from(await encodeParquet(columns)).buffer;
  expect(await parquetReadObjects({ file })).toEqual([
    {
      ...{ TUF: 1.25e22, noaa: 11158, date: new Date('2011-02-15T01:59:26Z'), simulated: true },
      ...{ class: 'β', mixed: 'a', empty: null },
    },
    { TUF: null, noaa: null, date: null, simulated: false, class: '', mixed: '1', empty: null },
    {
      ...{ TUF: null, noaa: null, date: new Date('2012-01-01T00:00:00.500Z'), simulated: null },
      ...{ class: null, mixed: 'true', empty: null },
    },
  ]);
});

it('keeps its metadata, also without rows', async () => {
  const none = columns.map(({ name }) => ({ name, values: [] }));
  const file = Uint8Array.from(await encodeParquet(none, { 'giq-units': '{"TUF":"Mx"}' })).buffer;
  expect(parquetMetadata(file).key_value_metadata).toContainEqual({
    key: 'giq-units',
    value: '{"TUF":"Mx"}',
  });
  expect(await parquetReadObjects({ file })).toEqual([]);
});
