import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsedCsv } from '@/bench/lists/parsed-csv';
import { type Office, syncedOffice } from '@/bench/lists/synced-office';
import type { AccountScope } from '@/lib/access/account-scope';
import {
  dateFields,
  type ListFilters,
  type ListName,
  type ListQuery,
  type ListRows,
  listNames,
  type SumKey,
  sortKeys,
  states,
} from './contract';
import { defaultViews } from './default-views';
import { listCsv } from './list-csv';
import { listPage } from './list-page';
import { defaultSorts, listParams, parseListQuery } from './list-query';
import { listTotals } from './list-totals';
import { type Raw, type RawTables, rawTables, referenceRows } from './reference-lists';

let office: Office;
let tables: RawTables;
let zones: Map<number, string>;

beforeAll(async () => {
  office = await syncedOffice();
  tables = await rawTables(office.database.db);
  const [first, second] = office.both.accountIds.map(Number);
  const euro = office.second.accountIds[0];
  const { rows } = await office.database.pool.query(
    'select account_id, account_time_zone(account_id) as zone from sync_accounts',
  );
  const zoneOf = new Map(rows.map((row) => [Number(row.account_id), String(row.zone)]));
  zones = new Map([first, second].map((id) => [id ?? 0, zoneOf.get(id ?? 0) ?? '']));
  expect(zones.get(euro ?? 0)).toBe('Pacific/Auckland');
});
afterAll(() => office.close());

const effects = () => ({ db: office.database.db, now: office.now });

async function allRows<List extends ListName>(
  scope: AccountScope,
  list: List,
  query: Omit<ListQuery<List>, 'after'>,
): Promise<ListRows[List][]> {
  const rows: ListRows[List][] = [];
  let after: string | undefined;
  do {
    const page = await listPage(scope, list, { ...query, ...(after ? { after } : {}) }, effects());
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

const keyOf = (row: { accountId: number; id: string }) => `${row.accountId} ${row.id}`;
const keyOfRaw = (row: Raw) => `${row.account_id} ${row.id}`;
const sum = (rows: readonly Raw[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);
const sumColumns: Record<SumKey, string> = {
  total: 'total_cents',
  balance: 'balance_cents',
  uninvoiced: 'uninvoiced_cents',
};

/** Random combinations of filters whose values occur in the data, so that most of them find something. */
function anyFilters<List extends ListName>(list: List): fc.Arbitrary<ListFilters<List>> {
  const rows = tables[list].filter((row) => zones.has(Number(row.account_id)));
  const some = (values: unknown[]) =>
    fc.constantFrom(...new Set(values.filter((value) => value !== null).map(String)));
  const words = tables.record_search.flatMap((line) => String(line.search).split(' '));
  const fragment = fc
    .tuple(some(words), fc.nat(4), fc.integer({ min: 3, max: 8 }))
    .map(([word, from, length]) => word.slice(from, from + length))
    .filter((text) => text.length >= 3 && /^[a-z].*[^,;]$/.test(text));
  const labels = tables.custom_field_values.filter(
    (field) => field.owner_kind === list.slice(0, -1),
  );
  const dayText = fc
    .integer({ min: -1_100, max: 200 })
    .map((days) => new Date(office.now.getTime() + days * 86_400_000).toISOString().slice(0, 10));
  const cents = fc.integer({ min: -100_000, max: 500_000 });
  const withAmount = ['clients', 'jobs', 'quotes', 'invoices'].includes(list);
  const own: Record<string, fc.Arbitrary<unknown>> = {
    search: fragment,
    status: fc.uniqueArray(
      list === 'clients'
        ? fc.constantFrom('active', 'lead', 'archived')
        : some(rows.map((row) => row.status)),
      { minLength: 1, maxLength: 3 },
    ),
    period: fc.record({ from: dayText, to: dayText }, { requiredKeys: [] }),
    olderThanDays: fc.integer({ min: -30, max: 400 }),
    newerThanDays: fc.integer({ min: -30, max: 400 }),
    date: fc.constantFrom(...dateFields[list]),
    tag: some(tables.client_tags.map((tag) => tag.label)),
    city: some([
      ...tables.properties.map((place) => place.city),
      ...tables.clients.map((client) => client.billing_city),
    ]),
    hasOverdue: fc.boolean(),
    lead: fc.boolean(),
    archived: fc.boolean(),
    client: some(tables.clients.map((client) => client.id)),
    ...(list === 'requests' || list === 'visits'
      ? {}
      : { balance: fc.constantFrom('owing', 'settled', 'credit') }),
    ...(withAmount ? { minCents: cents, maxCents: cents } : {}),
    ...(states[list].length > 0 ? { state: fc.constantFrom(...states[list]) } : {}),
    ...(list === 'jobs' || list === 'visits'
      ? { assignee: some(['none', ...tables.visit_assignees.map((entry) => entry.user_id)]) }
      : {}),
    ...(list === 'clients' || list === 'visits'
      ? {}
      : { salesperson: some(['none', ...rows.map((row) => row.salesperson_id)]) }),
    ...(list === 'visits' || list === 'invoices'
      ? { job: some(tables.jobs.map((job) => job.id)) }
      : {}),
    ...(labels.length > 0
      ? {
          customField: fc
            .constantFrom(...labels)
            .chain((field) =>
              fc.constantFrom(
                { label: String(field.label) },
                { label: String(field.label), value: String(field.value) },
              ),
            ),
        }
      : {}),
  };
  return fc
    .uniqueArray(fc.constantFrom(...Object.keys(own)), { maxLength: 3 })
    .chain((names) =>
      fc.record(
        Object.fromEntries(names.map((name) => [name, own[name] ?? fc.constant(undefined)])),
      ),
    ) as fc.Arbitrary<ListFilters<List>>;
}

type Exported = { rows: number; cents: Record<string, number> };

/** What the CSV of a query holds: how many rows, and its amounts added up per currency. */
async function exported<List extends ListName>(
  list: List,
  query: Pick<ListQuery<List>, 'filters' | 'sort'>,
): Promise<Exported> {
  const [titles = [], ...rows] = parsedCsv(
    await new Response(await listCsv(office.both, list, query, effects())).text(),
  );
  const cents: Record<string, number> = {};
  const currency = titles.indexOf('Currency');
  for (const title of amounts(list)) {
    const at = titles.indexOf(title);
    for (const row of rows) {
      const key = `${title} ${row[currency]}`;
      cents[key] = (cents[key] ?? 0) + Math.round(Number(row[at]?.replace(',', '.') ?? 0) * 100);
    }
  }
  return { rows: rows.length, cents };
}

function exportOf(list: ListName, rows: readonly Raw[]): Exported {
  const cents: Record<string, number> = {};
  for (const title of amounts(list)) {
    for (const row of rows) {
      const isEuro = Number(row.account_id) === office.second.accountIds[0];
      const key = `${title} ${isEuro ? 'EUR' : 'USD'}`;
      cents[key] = (cents[key] ?? 0) + Number(row[amountColumns[title]]);
    }
  }
  return { rows: rows.length, cents };
}

const amountColumns = { Total: 'total_cents', Balance: 'balance_cents' } as const;

function amounts(list: ListName): (keyof typeof amountColumns)[] {
  if (list === 'clients') return ['Balance'];
  if (list === 'invoices') return ['Total', 'Balance'];
  return list === 'jobs' || list === 'quotes' ? ['Total'] : [];
}

describe.each(listNames)('the list of %s', (list) => {
  it('shows, counts and adds up exactly the rows that its filters let through, whatever the sort and page size', async () => {
    const query = fc.record({
      filters: anyFilters(list),
      sort: fc.record({
        key: fc.constantFrom(...sortKeys[list]),
        direction: fc.constantFrom('ASCENDING' as const, 'DESCENDING' as const),
      }),
      // Of visits there are so many that small pages would take most of the time.
      limit: list === 'visits' ? fc.constantFrom(180, 200) : fc.constantFrom(23, 50, 200),
    }) as fc.Arbitrary<ListQuery<typeof list>>;
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const expected = referenceRows(list, asked.filters, { tables, zones, now: office.now });
        const rows = await allRows(office.both, list, asked);
        expect(rows.map(keyOf).sort()).toEqual(expected.map(keyOfRaw).sort());
        const told = { tables: office.source, zones, now: office.now };
        const source = referenceRows(list, asked.filters, told);
        expect(source.map(keyOfRaw).sort(), 'as Jobber holds them').toEqual(rows.map(keyOf).sort());
        expect(await exported(list, asked)).toEqual(exportOf(list, source));
        const totals = await listTotals(office.both, list, asked.filters, effects());
        if (totals.kind !== 'totals') throw new Error('too slow on a small account');
        expect(totals.count).toBe(expected.length);
        for (const { currency, count, cents } of totals.sums) {
          const isEuro = (row: Raw) => Number(row.account_id) === office.second.accountIds[0];
          const own = expected.filter((row) => isEuro(row) === (currency === 'EUR'));
          expect(count).toBe(own.length);
          for (const [key, value] of Object.entries(cents)) {
            expect(value, `${currency} ${key}`).toBe(sum(own, sumColumns[key as SumKey]));
          }
        }
      }),
      { numRuns: list === 'visits' ? 12 : 40, seed: 5 },
    );
  });

  it.each(sortKeys[list].map((key) => [key]))(
    'sorts by %s both ways, rows without it last',
    async (key) => {
      const column = sortColumns[`${list} ${key}`] ?? '';
      for (const direction of ['ASCENDING', 'DESCENDING'] as const) {
        const sort = { key, direction } as ListQuery<typeof list>['sort'];
        const rows = await allRows(office.both, list, { filters: {}, sort, limit: 200 });
        const raw = new Map(tables[list].map((row) => [keyOfRaw(row), row[column]]));
        const values = rows.map((row) => comparable(raw.get(keyOf(row))));
        const present = values.filter((value) => value !== null);
        expect(values.slice(0, present.length)).toEqual(present);
        const sorted = present.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(present).toEqual(direction === 'ASCENDING' ? sorted : sorted.reverse());
      }
    },
  );

  it('shows of one account what it shows of several, in the same order, over pages of any size', async () => {
    const own = office.second.accountIds[0];
    const limit = list === 'visits' ? 200 : 23;
    for (const key of sortKeys[list]) {
      const sort = { key, direction: 'DESCENDING' } as ListQuery<typeof list>['sort'];
      const rows = await allRows(office.both, list, { filters: {}, sort, limit: 200 });
      const alone = await allRows(office.second, list, { filters: {}, sort, limit });
      expect(alone.length).toBeGreaterThan(0);
      expect(alone).toEqual(rows.filter(({ accountId }) => accountId === own));
    }
  });

  it('never shows a row of an account outside the scope, not even by its ids', async () => {
    const strange = new Set(
      tables[list].filter((row) => !zones.has(Number(row.account_id))).map((row) => row.id),
    );
    expect(strange.size).toBeGreaterThan(0);
    const query = { filters: {}, sort: defaultSorts[list], limit: 200 } as ListQuery<typeof list>;
    for (const row of await allRows(office.both, list, query))
      expect(strange.has(row.id)).toBe(false);
    const [client] = tables.clients.filter((row) => !zones.has(Number(row.account_id)));
    const filters = { client: String(client?.id) } as ListFilters<typeof list>;
    expect(await allRows(office.both, list, { ...query, filters })).toEqual([]);
    const theirs = await listPage(office.stranger, list, query, effects());
    const other = await listPage(
      office.both,
      list,
      { ...query, after: theirs.next ?? '' },
      effects(),
    );
    for (const row of other.rows) expect(strange.has(row.id)).toBe(false);
  });

  it('opens each of its default views, and keeps them in a URL', async () => {
    for (const { query, name } of defaultViews[list]) {
      const asked = { ...query, limit: 50 } as ListQuery<typeof list>;
      const expected = referenceRows(list, asked.filters, { tables, zones, now: office.now });
      expect((await allRows(office.both, list, asked)).length, name).toBe(expected.length);
      expect(parseListQuery(list, listParams(list, asked)), name).toEqual(asked);
    }
  });

  it('exports the same rows and sums as CSV, each account in its own formats', async () => {
    const query = { filters: {}, sort: defaultSorts[list] } as ListQuery<typeof list>;
    const csv = await new Response(await listCsv(office.second, list, query, effects())).text();
    const [titles = [], ...rows] = parsedCsv(csv);
    const expected = tables[list].filter(
      (row) => Number(row.account_id) === office.second.accountIds[0],
    );
    expect(rows.length).toBe(expected.length);
    for (const title of amounts(list)) {
      const at = titles.indexOf(title);
      const cents = rows.map((row) => Math.round(Number(row[at]?.replace(',', '.')) * 100));
      expect(cents.reduce((a, b) => a + b, 0)).toBe(sum(expected, amountColumns[title]));
    }
    expect(rows.every((row) => row.at(-2) === 'EUR')).toBe(true);
  });
});

function comparable(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  const text = String(value);
  if (/^-?\d+$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\d \d\d:/.test(text)
    ? new Date(text).getTime()
    : Buffer.from(text).toString('hex');
}

const sortColumns: Record<string, string> = {
  'clients name': 'sort_name',
  'clients city': 'billing_city',
  'clients balance': 'balance_cents',
  'jobs number': 'job_number',
  'jobs total': 'total_cents',
  'jobs uninvoiced': 'uninvoiced_cents',
  'jobs start': 'start_at',
  'jobs completed': 'completed_at',
  'quotes number': 'number_sort',
  'quotes sent': 'sent_at',
  'quotes total': 'total_cents',
  'invoices number': 'number_sort',
  'invoices issued': 'issued_at',
  'invoices due': 'due_at',
  'invoices total': 'total_cents',
  'invoices balance': 'balance_cents',
  'visits start': 'start_at',
  'visits completed': 'completed_at',
};
for (const list of listNames) {
  sortColumns[`${list} client`] = 'client_sort';
  sortColumns[`${list} title`] = 'title';
  sortColumns[`${list} status`] = 'status';
  sortColumns[`${list} created`] = 'created_at';
  sortColumns[`${list} updated`] = 'updated_at';
}
