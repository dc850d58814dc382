import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type CsvCell, csvStream } from '@/lib/csv';
import { type AskedAccount, askedAccounts } from '@/lib/reports/asked-accounts';
import type { ListName, ListQuery, ListRows } from './contract';
import { csvColumns, type ExportColumn } from './csv-columns';
import { listPage } from './list-page';

type Effects = { db?: Database; now?: Date };

const rowsPerPage = 1_000;
const pageLimitMs = 20_000;

/**
 * Everything that the filters let through as CSV, in the order of the list, read page by page while it is sent. Money
 * and moments are written as the row's account writes them; the account and its currency stand in columns of their own.
 * @public
 */
export async function listCsv<List extends ListName>(
  scope: AccountScope,
  list: List,
  query: Pick<ListQuery<List>, 'filters' | 'sort'>,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<ReadableStream<Uint8Array>> {
  const accounts = new Map(
    (await askedAccounts(scope, db)).map((account) => [account.id, account]),
  );
  const columns: readonly ExportColumn<ListRows[List]>[] = csvColumns[list];
  const header = ['Account', ...columns.map(({ title }) => title), 'Currency', 'Jobber'];
  return csvStream(header, pages());

  async function* pages(): AsyncGenerator<CsvCell[][]> {
    let after: string | undefined;
    do {
      const asked = { ...query, limit: rowsPerPage, ...(after ? { after } : {}) };
      const page = await listPage(scope, list, asked, { db, now, limitMs: pageLimitMs });
      yield page.rows.map((row) => cells(row));
      after = page.next ?? undefined;
    } while (after);
  }

  function cells(row: ListRows[List]): CsvCell[] {
    const account = accounts.get(row.accountId);
    return [
      account?.name ?? null,
      ...columns.map((column) => cellOf(column, row, account)),
      account?.currency ?? null,
      row.jobberUri,
    ];
  }
}

function cellOf<Row>(
  column: ExportColumn<Row>,
  row: Row,
  account: AskedAccount | undefined,
): CsvCell {
  switch (column.kind) {
    case 'plain':
      return column.value(row);
    case 'money':
      return money(column.value(row), account?.locale ?? 'en-US');
    case 'moment':
      return moment(column.value(row), account);
  }
}

/** Cents in the account's decimals, without currency and grouping so that a spreadsheet reads a number. */
function money(cents: number | null, locale: string): CsvCell {
  if (cents === null) return null;
  return numberFormat(locale).format(cents / 100);
}

function moment(at: string | null, account: AskedAccount | undefined): CsvCell {
  if (at === null) return null;
  return momentFormat(account?.locale ?? 'en-US', account?.timeZone ?? 'UTC').format(new Date(at));
}

// Making an Intl format costs more than writing a row.
const numberFormats = new Map<string, Intl.NumberFormat>();
const momentFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(locale: string): Intl.NumberFormat {
  const known = numberFormats.get(locale);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: false,
    numberingSystem: 'latn',
  });
  numberFormats.set(locale, made);
  return made;
}

function momentFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known = momentFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    numberingSystem: 'latn',
  });
  momentFormats.set(key, made);
  return made;
}
