import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import type { FactsContext, Report } from './report';
import type { SnapshotKind } from './snapshot-kind';

/** Whether a context looks at a day that is over. */
export const isPast = (context: FactsContext): boolean => context.asOf < context.today;

/** SQL condition over `s`: the end of the day asked for was recorded. */
export function isRecorded(context: FactsContext, kind: SnapshotKind): SQL {
  return sql`exists (
    select from snapshot_days d where d.account_id = s.account_id and d.kind = ${kind} and d.day = ${context.asOf}::date)`;
}

/** FROM items `s` and `x`: what stood open at the end of the day asked for, in the accounts that recorded it. */
export function recordedItems(context: FactsContext, kind: SnapshotKind): SQL {
  return sql`
    ${context.asked} join snapshot_items x on x.account_id = s.account_id and x.kind = ${kind}
      and x.from_day <= ${context.asOf}::date and (x.until_day is null or x.until_day > ${context.asOf}::date)
      and ${isRecorded(context, kind)}`;
}

/** How the number of a past day came about; null when nothing can tell it any more. */
export async function provenance(
  { past }: Report,
  context: FactsContext,
  accountIds: number[],
  db: Database,
): Promise<'recorded' | 'rebuilt' | 'unknown' | null> {
  if (!past) return null;
  if (!isPast(context)) return 'recorded';
  const { rows } = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from snapshot_days
    where account_id = any(${sql.param(accountIds)}::int[]) and kind = ${past.kind} and day = ${context.asOf}::date`);
  if (rows[0]?.n === accountIds.length) return 'recorded';
  return past.isRebuildable ? 'rebuilt' : 'unknown';
}
