import 'server-only';
import { TZDate } from '@date-fns/tz';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { type AskedAccount, accountCalendars, askedRelation } from './asked-accounts';
import { openQuotesOn } from './open-quotes';
import { addDays, type Day, dayOf } from './period';
import { openOn } from './receivables';
import type { FactsContext } from './report';
import type { SnapshotKind } from './snapshot-kind';
import { backlogNow } from './unscheduled-backlog';

/** A day is recorded in the first hours after it; later too much has moved on to call it that day. */
const hoursToRecord = 6;

/**
 * Records what stood open at the end of yesterday, where the account is, unless it is recorded or too late. Keeps one
 * row per record and change. To be called every hour; returns the day it recorded, or null.
 * @public
 */
export async function keepSnapshots(
  accountId: number,
  { db = appDb(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<Day | null> {
  const [account] = await accountCalendars([accountId], db);
  if (!account || new TZDate(now, account.timeZone).getHours() >= hoursToRecord) return null;
  const context = endOfYesterday(account, now);
  const isNew = await db.transaction(async (tx) => {
    const taken = await tx.execute(sql`
      insert into snapshot_days (account_id, kind, day, taken_at)
      select ${accountId}, kind, ${context.asOf}::date, ${now}::timestamptz from unnest(array['receivables', 'pipeline', 'backlog']) kind
      on conflict do nothing`);
    if (taken.rowCount === 0) return false;
    for (const kind of ['receivables', 'pipeline', 'backlog'] as const) {
      await record(tx, accountId, kind, context);
    }
    return true;
  });
  return isNew ? context.asOf : null;
}

function endOfYesterday(account: AskedAccount, now: Date): FactsContext {
  const today = dayOf(now, account.timeZone);
  const asOf = addDays(today, -1);
  return {
    asked: askedRelation([account], now),
    period: { from: asOf, to: asOf },
    step: 'day',
    asOf,
    today,
    now,
    firstWeekday: account.firstWeekday,
  };
}

async function record(
  tx: Database,
  accountId: number,
  kind: SnapshotKind,
  context: FactsContext,
): Promise<void> {
  const open = sql`select * from (${openItems(kind, context)}) o`;
  await tx.execute(sql`
    with open as materialized (${open})
    update snapshot_items x set until_day = ${context.asOf}::date
    where x.account_id = ${accountId} and x.kind = ${kind} and x.until_day is null
      and not exists (select from open o where o.record_id = x.record_id and ${isSame})`);
  await tx.execute(sql`
    insert into snapshot_items
      (account_id, kind, record_id, from_day, state, amount_cents, since_day, issued_day, client_id, label, jobber_uri)
    select ${accountId}, ${kind}, o.record_id, ${context.asOf}::date, o.state, o.amount_cents, o.since_day, o.issued_day,
      o.client_id, o.label, o.jobber_uri
    from (${open}) o
    where not exists (
      select from snapshot_items x
      where x.account_id = ${accountId} and x.kind = ${kind} and x.record_id = o.record_id and x.until_day is null)`);
}

const isSame = sql`(o.state, o.amount_cents, o.since_day, o.issued_day, o.client_id)
  is not distinct from (x.state, x.amount_cents, x.since_day, x.issued_day, x.client_id)`;

function openItems(kind: SnapshotKind, context: FactsContext): SQL {
  switch (kind) {
    case 'receivables':
      return sql`
        select id as record_id, status as state, open_cents as amount_cents, coalesce(due_day, issued_day) as since_day,
          issued_day, client_id, label, jobber_uri from (${openOn(context)}) r`;
    case 'pipeline':
      return sql`
        select id as record_id, state, total_cents as amount_cents, since_day, null::date as issued_day, client_id, label, jobber_uri
        from (${openQuotesOn(context)}) q`;
    case 'backlog':
      return sql`
        select id as record_id, state, amount_cents, since_day, null::date as issued_day, client_id, label, jobber_uri
        from (${backlogNow(context)}) b where since_day <= ${context.asOf}::date`;
  }
}
