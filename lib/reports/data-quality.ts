import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type AskedAccount, askedAccounts, askedRelation, formatsOf } from './asked-accounts';
import type { Missing, ResultFormats } from './contract';
import { type Fault, faults } from './faults';
import { missingFor } from './missing';
import { addDays, dayOf } from './period';
import type { FactsContext } from './report';

/**
 * What makes numbers wrong, in one currency: how many records and how much money each fault concerns.
 * @public
 */
export type DataQuality = {
  currency: string;
  formats: ResultFormats;
  accountIds: number[];
  faults: { fault: Fault; title: string; effect: string; rows: number; amountCents: number }[];
  /** What is not read yet, so that more may be found. */
  missing: Missing[];
};

/**
 * A record with a fault; `amountCents` is the money that it keeps from being told right.
 * @public
 */
export type FaultyRecord = {
  accountId: number;
  kind: 'client' | 'quote' | 'job' | 'visit';
  id: string;
  label: string;
  clientName: string | null;
  amountCents: number;
  reason: string | null;
  jobberUri: string | null;
};

type Effects = { db?: Database; now?: Date };
type Stored = Omit<FaultyRecord, 'kind'>;

/**
 * The faults of the records of a scope, or `only` some of them, one result per currency, in the order of the money they
 * concern.
 * @public
 */
export async function dataQuality(
  scope: AccountScope,
  {
    only = Object.keys(faults) as Fault[],
    db = appDb(),
    now = new Date(),
  }: Effects & { only?: readonly Fault[] } = {},
): Promise<DataQuality[]> {
  const accounts = await askedAccounts(scope, db);
  const currencies = [...new Set(accounts.map((account) => account.currency))];
  return Promise.all(
    currencies.map(async (currency) => {
      const asked = accounts.filter((account) => account.currency === currency);
      const context = lastYear(asked, now);
      const found = await Promise.all(
        only.map(async (fault) => {
          const { title, effect, records } = faults[fault];
          const { rows } = await db.execute<{ n: number; cents: number }>(sql`
            select count(*)::int as n, coalesce(sum(f.amount), 0)::float8 as cents from (${records(context)}) f`);
          const [sum] = rows;
          return { fault, title, effect, rows: sum?.n ?? 0, amountCents: sum?.cents ?? 0 };
        }),
      );
      found.sort((a, b) => b.amountCents - a.amountCents || b.rows - a.rows);
      const accountIds = asked.map((account) => account.id);
      const gaps = await Promise.all(
        (['win-rate', 'lead-source', 'job-profit'] as const).map((name) =>
          missingFor(name, asked, context, db),
        ),
      );
      const missing = new Map(gaps.flatMap((gap) => gap.missing).map((one) => [one.what, one]));
      return {
        currency,
        formats: formatsOf(asked),
        accountIds,
        faults: found,
        missing: [...missing.values()],
      };
    }),
  );
}

/**
 * The records with one fault, the most money first; `offset` pages through them.
 * @public
 */
export async function faultyRecords(
  scope: AccountScope,
  fault: Fault,
  page: { currency: string; offset: number; limit: number },
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<{ records: FaultyRecord[]; hasMore: boolean }> {
  const accounts = await askedAccounts(scope, db);
  const asked = accounts.filter((account) => account.currency === page.currency);
  if (asked.length === 0) return { records: [], hasMore: false };
  const { kind, records } = faults[fault];
  const { rows } = await db.execute<Stored>(sql`
    select f.account_id as "accountId", f.id, f.label, f.client_name as "clientName", f.amount::float8 as "amountCents",
      f.reason, f.jobber_uri as "jobberUri"
    from (${records(lastYear(asked, now))}) f
    order by f.amount desc, f.account_id, f.id limit ${page.limit + 1} offset ${page.offset}`);
  return {
    records: rows.slice(0, page.limit).map((row) => ({ ...row, kind })),
    hasMore: rows.length > page.limit,
  };
}

function lastYear(asked: AskedAccount[], now: Date): FactsContext & { asked: SQL } {
  const [first] = asked;
  const today = dayOf(now, first?.timeZone ?? 'UTC');
  return {
    asked: askedRelation(asked, now),
    period: { from: addDays(today, -364), to: today },
    step: 'month',
    asOf: today,
    today,
    now,
    firstWeekday: first?.firstWeekday ?? 1,
  };
}
