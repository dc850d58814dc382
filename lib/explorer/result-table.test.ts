import { expect, test } from 'vitest';
import { resultTable, tableCsv } from './result-table';

test('the list nearest to the top becomes rows, nested objects columns, lists inside a row one cell', () => {
  const table = resultTable({
    account: { name: 'Cedar' },
    clients: {
      nodes: [
        { id: '1', name: 'Ana', address: { city: 'Dover' }, tags: { nodes: [{ label: 'vip' }] } },
        { id: '2', name: null, balance: 0, tags: { nodes: [] } },
      ],
      pageInfo: { hasNextPage: false },
    },
  });
  expect(table).toEqual({
    path: 'clients',
    columns: ['id', 'name', 'address.city', 'tags', 'balance'],
    rows: [
      ['1', 'Ana', 'Dover', 'vip', ''],
      ['2', '', '', '', '0'],
    ],
  });
});

test('edges count as their nodes, and a result without a list is no table', () => {
  expect(resultTable({ jobs: { edges: [{ cursor: 'x', node: { id: 1 } }] } })?.rows).toEqual([
    ['1'],
  ]);
  expect(resultTable({ account: { name: 'Cedar' } })).toBeNull();
});

test('a cell that a spreadsheet would run becomes text', () => {
  const table = resultTable({ clients: [{ name: '=HYPERLINK("x")', owed: '-12.50' }] });
  expect(table && tableCsv(table)).toBe('\uFEFFname,owed\r\n"\'=HYPERLINK(""x"")",-12.50\r\n');
});
