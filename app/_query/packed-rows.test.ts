import { expect, test } from 'vitest';
import { packRows, unpackRows } from './packed-rows';

test('rows come back as they were, each name having travelled once', () => {
  const rows = [
    { id: 'a', name: 'O\u2019Hara "Sons" </script>', tags: ['x', 'y'], cents: -5, at: null },
    { id: 'b', name: '', tags: [], cents: 0, at: '2026-11-29T08:00:00.000Z' },
  ];
  const text = JSON.stringify(packRows(rows));
  expect(unpackRows(JSON.parse(text))).toEqual(rows);
  expect(text.split('"cents"')).toHaveLength(2);
});

test('no rows are no rows', () => {
  expect(unpackRows(packRows([]))).toEqual([]);
});
