import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type AskedAccount, askedAccounts, askedRelation, formatsOf } from './asked-accounts';
import { causeSources } from './cause-sources';
import type { Cause, Missing, ResultFormats, TableItem } from './contract';
import { missingFor } from './missing';
import { dayOf } from './period';
import type { FactsContext } from './report';
import { reports } from './reports';

/**
 * One cause of the list: what it adds up to after every dollar was counted once.
 * @public
 */
export type CauseSum = {
  cause: Cause;
  amountCents: number;
  rows: number;
  oldestDays: number | null;
};

/**
 * Money left on the table in one currency; `hidden` is what people put off or marked done.
 * @public
 */
export type LeftOnTable = {
  currency: string;
  formats: ResultFormats;
  accountIds: number[];
  totalCents: number;
  causes: CauseSum[];
  hidden: { rows: number; amountCents: number };
  /** As many of the items as were asked for, the largest amount first. */
  largest: TableItem[];
  missing: Missing[];
  /** When the oldest of what it is made of was last read; null while a part never was. */
  freshAt: string | null;
};

/** @public */
export type TableCursor = { amountCents: number; accountId: number; kind: string; id: string };

type Effects = { db?: Database; now?: Date };

/**
 * What should become money and has not: overdue, done and not billed, approved and not converted, not scheduled, silent
 * quotes at their own chance, recurring work about to end. One result per currency; a job's dollars count once.
 * `largest` items come with it, by the same statement: finding them is most of the work.
 * @public
 */
export async function leftOnTable(
  scope: AccountScope,
  { db = appDb(), now = new Date(), largest = 0 }: Effects & { largest?: number } = {},
): Promise<LeftOnTable[]> {
  const accounts = await askedAccounts(scope, db);
  const currencies = [...new Set(accounts.map((account) => account.currency))];
  return Promise.all(
    currencies.map(async (currency) => {
      const asked = accounts.filter((account) => account.currency === currency);
      const context = contextOf(asked, now);
      const [found, ...gaps] = await Promise.all([
        db.execute<{ sums: StoredSum[]; largest: StoredItem[] }>(sql`
          with t as materialized (${tableItems(asked, now)})
          select
            (select coalesce(json_agg(c), '[]') from (
              select t.cause, t.is_hidden, sum(t.amount)::float8 as amount, count(*)::int as n, max(t.days)::int as oldest
              from t group by t.cause, t.is_hidden) c) as sums,
            (select coalesce(json_agg(i), '[]') from (
              select ${itemColumns} from t left join people p on p.id = t.assignee_id
              where not t.is_hidden order by ${byAmount} limit ${largest}) i) as largest`),
        ...(['receivables', 'unbilled-work', 'follow-up'] as const).map((name) =>
          missingFor(name, asked, context, db),
        ),
      ]);
      const rows = found.rows[0]?.sums ?? [];
      const shown = rows.filter((row) => !row.is_hidden);
      const hidden = rows.filter((row) => row.is_hidden);
      return {
        currency,
        formats: formatsOf(asked),
        accountIds: asked.map((account) => account.id),
        totalCents: sumOf(shown),
        causes: shown
          .map((row) => ({
            cause: row.cause,
            amountCents: row.amount,
            rows: row.n,
            oldestDays: row.oldest,
          }))
          .sort((a, b) => b.amountCents - a.amountCents),
        missing: distinct(gaps.flatMap((gap) => gap.missing)),
        freshAt: gaps.map((gap) => gap.freshAt).reduce((a, b) => (a && b ? (a < b ? a : b) : null)),
        hidden: { rows: hidden.reduce((n, row) => n + row.n, 0), amountCents: sumOf(hidden) },
        largest: (found.rows[0]?.largest ?? []).map(toItem),
      };
    }),
  );
}

/**
 * The items behind the total, or behind one cause of it, the largest amount first.
 * @public
 */
export async function tableItemPage(
  scope: AccountScope,
  page: { currency: string; cause?: Cause; hidden?: boolean; after?: TableCursor; limit: number },
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<{ items: TableItem[]; next: TableCursor | null }> {
  const asked = (await askedAccounts(scope, db)).filter(
    (account) => account.currency === page.currency,
  );
  if (asked.length === 0) return { items: [], next: null };
  const conditions = [sql`t.is_hidden = ${page.hidden ?? false}`];
  if (page.cause) conditions.push(sql`t.cause = ${page.cause}`);
  if (page.after) {
    const { amountCents, accountId, kind, id } = page.after;
    conditions.push(
      sql`(-t.amount, t.account_id, t.kind, t.id) > (${-amountCents}::bigint, ${accountId}::int, ${kind}::text, ${id}::text)`,
    );
  }
  const found = await db.execute<StoredItem>(sql`
    select ${itemColumns}
    from (${tableItems(asked, now)}) t left join people p on p.id = t.assignee_id
    where ${sql.join(conditions, sql` and `)}
    order by ${byAmount} limit ${page.limit + 1}`);
  const items = found.rows.slice(0, page.limit).map(toItem);
  const last = found.rows.length > page.limit ? items.at(-1) : undefined;
  return {
    items,
    next: last
      ? { amountCents: last.amountCents, accountId: last.accountId, kind: last.kind, id: last.id }
      : null,
  };
}

const itemColumns = sql`t.account_id, t.cause, t.kind, t.id, t.label, t.client_id, t.client_name, t.amount::float8 as amount,
  t.day::text as day, t.days::int as days, t.reason, t.jobber_uri, t.snoozed_until::text as snoozed_until, t.assignee_id,
  p.name as assignee, t.note`;
const byAmount = sql`-t.amount, t.account_id, t.kind, t.id`;

/**
 * Every item once. Each cause brings its facts with a `key` of the money they speak of; where two causes speak of the
 * same money the one that is nearer to the bank keeps it.
 */
export function tableItems(asked: AskedAccount[], now: Date): SQL {
  const context = contextOf(asked, now);
  const all = causeSources.map(({ cause, kind, report, key, only }, priority) => {
    const facts = typeof report === 'string' ? reports[report].facts(context) : report(context);
    return sql`
      select ${cause}::text as cause, ${priority}::int as priority, ${kind}::text as kind, ${key} as money_key,
        f.account_id, f.id, f.label, f.client_id, f.client_name, f.day, f.amount, f.reason, f.jobber_uri
      from (${facts}) f ${only ?? sql``}`;
  });
  return sql`
    select c.*, s.today - c.day as days, w.snoozed_until, w.assignee_id, w.note,
      coalesce(w.snoozed_until > s.today, false) or (w.done_at is not null and w.done_cents = c.amount) as is_hidden
    from (
      select distinct on (u.account_id, u.money_key) u.* from (${sql.join(all, sql` union all `)}) u
      where u.amount > 0 order by u.account_id, u.money_key, u.priority, u.amount desc, u.id
    ) c
    join ${context.asked} on s.account_id = c.account_id
    left join work_items w on w.account_id = c.account_id and w.kind = c.kind and w.record_id = c.id`;
}

function contextOf(asked: AskedAccount[], now: Date): FactsContext {
  const [first] = asked;
  const today = dayOf(now, first?.timeZone ?? 'UTC');
  return {
    asked: askedRelation(asked, now),
    period: { from: today, to: today },
    step: 'day',
    asOf: today,
    today,
    now,
    firstWeekday: first?.firstWeekday ?? 1,
  };
}

type StoredSum = {
  cause: Cause;
  is_hidden: boolean;
  amount: number;
  n: number;
  oldest: number | null;
};

type StoredItem = {
  account_id: number;
  cause: Cause;
  kind: TableItem['kind'];
  id: string;
  label: string;
  client_id: string | null;
  client_name: string | null;
  amount: number;
  day: string | null;
  days: number | null;
  reason: string | null;
  jobber_uri: string | null;
  snoozed_until: string | null;
  assignee_id: string | null;
  assignee: string | null;
  note: string | null;
};

function toItem(row: StoredItem): TableItem {
  return {
    accountId: row.account_id,
    cause: row.cause,
    kind: row.kind,
    id: row.id,
    label: row.label,
    clientId: row.client_id,
    clientName: row.client_name,
    amountCents: row.amount,
    day: row.day,
    days: row.days,
    reason: row.reason,
    jobberUri: row.jobber_uri,
    snoozedUntil: row.snoozed_until,
    assigneeId: row.assignee_id,
    assignee: row.assignee,
    note: row.note,
  };
}

function sumOf(rows: { amount: number }[]): number {
  return rows.reduce((sum, row) => sum + row.amount, 0);
}

function distinct(missing: Missing[]): Missing[] {
  return missing.filter((one, at) => missing.findIndex((other) => other.what === one.what) === at);
}
