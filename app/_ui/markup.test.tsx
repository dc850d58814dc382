import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { ColumnContext } from '../_query/list-screen';
import { clientColumns } from '../(dashboard)/clients/client-columns';
import { invoiceColumns } from '../(dashboard)/invoices/invoices-list';
import { jobColumns } from '../(dashboard)/jobs/job-columns';
import { quoteColumns } from '../(dashboard)/quotes/quotes-list';
import { requestColumns } from '../(dashboard)/requests/requests-list';
import { visitColumns } from '../(dashboard)/schedule/visits/visits-list';
import { markupOf } from './markup';
import type { Column } from './record-table';

const account = {
  id: 1,
  slug: 'a & "b"',
  name: '<i>Account</i>',
  formats: { locale: 'en-US', currency: 'USD', timeZone: 'America/New_York' },
};
const hostile = `"><script>alert('1')</script>&amp; \u202Eright\n<b`;
const context: ColumnContext = {
  now: '2026-11-30T12:00:00.000Z',
  accounts: [account, { ...account, id: 2 }],
  of: () => account,
  missing: (reason) => reason,
  missingVisit: () => hostile,
};

// biome-ignore format: one line for each list
const lists = {
  clients: clientColumns(context), jobs: jobColumns(context), quotes: quoteColumns(context),
  invoices: invoiceColumns(context), requests: requestColumns(context), visits: visitColumns(context),
} as unknown as Record<string, Column<Record<string, unknown>>[]>;

describe.each(Object.entries(lists))('rows of %s', (_, columns) => {
  test.each([
    ['hostile text in every field', fieldsAs(hostile, '2026-12-01T08:30:00.000Z', 123_456, true)],
    ['nothing in any field', fieldsAs(null, null, null, null)],
    ['nothing but zeros', fieldsAs('', '2025-01-01T00:00:00.000Z', 0, false)],
  ])('are written as React writes them: %s', (_name, row) => {
    const cells = columns.map((column) => (
      <td key={column.id} className="cell">
        {column.cell(row)}
      </td>
    ));
    const written = markupOf(cells);
    expect(written).toBe(renderToStaticMarkup(cells));
    expect(written).not.toContain('<script');
  });
});

test('a link that leads to a script has no address', () => {
  for (const href of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x'])
    expect(markupOf(<a href={href}>x</a>)).not.toContain('script:');
  expect(markupOf(<a href="tel:1">x</a>)).toBe('<a href="tel:1">x</a>');
});

test('what cannot be written fails instead of being left out', () => {
  expect(() => markupOf(<p style={{ color: 'red' }} />)).toThrow('style');
  expect(() => markupOf({} as never)).toThrow('Only text and elements');
});

/** A row of any list in which each field is what fits its name. */
function fieldsAs(
  text: string | null,
  at: string | null,
  number: number | null,
  flag: boolean | null,
): Record<string, unknown> {
  const fieldAs = (name: string): unknown => {
    if (name === 'accountId') return 1;
    if (name === 'id' || name === 'jobId') return 'r"1';
    if (name === 'tags' || name === 'assignees') return text === null ? [] : [text, text];
    if (name.endsWith('At')) return at;
    if (/Cents$|Number$|^days/.test(name)) return number;
    return name.startsWith('is') ? flag : text;
  };
  return new Proxy({}, { get: (_target, name) => fieldAs(String(name)) });
}
