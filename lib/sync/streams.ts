import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { type Kind, kinds } from './entity';
import { readOrder, type Stage, stagesOf, waitsFor } from './read-plan';

/** One reading of one kind: what is next, and how far it came. */
export type Stream = {
  kind: Kind;
  stage: Stage;
  state: 'waiting' | 'reading' | 'done' | 'not_permitted' | 'failed';
  cursor: string | null;
  watermark: Date | null;
  passStartedAt: Date | null;
  rowsRead: number;
  rowsExpected: number | null;
  failures: number;
};

/** Puts up everything that is to be read of an account, once. What waits for the lists has no time yet. */
export async function ensureStreams(db: Database, accountId: number, now: Date): Promise<void> {
  const rows = kinds.flatMap((kind) =>
    stagesOf(kind).map((stage) => ({ kind, stage, dueAt: startsAt(kind, stage, now) })),
  );
  const column = (values: unknown[]) => sql.param(values);
  await db.execute(sql`
    insert into sync_accounts (account_id, started_at) values (${accountId}, ${now.toISOString()}) on conflict do nothing`);
  await db.execute(sql`
    insert into sync_streams (account_id, entity, stage, state, watermark, next_due_at)
    select ${accountId}, entity, stage, 'waiting', ${now.toISOString()}::timestamptz, due
    from unnest(${column(rows.map((row) => row.kind))}::text[], ${column(rows.map((row) => row.stage))}::text[],
      ${column(rows.map((row) => row.dueAt?.toISOString() ?? null))}::timestamptz[]) as r(entity, stage, due)
    on conflict do nothing`);
}

function startsAt(kind: Kind, stage: Stage, now: Date): Date | null {
  if (waitsFor(kind, stage).length > 0) return null;
  return new Date(now.getTime() + (stage === 'probe' ? 60_000 : 0));
}

const day = 86_400_000;
const opensAfterMs: Partial<Record<Stage, number>> = { sweep: day, recheck: 7 * day };

/** Sets the time of every stage of a kind that waited for stages which are finished by now. */
export async function openWaiting(
  tx: Database,
  accountId: number,
  kind: Kind,
  now: Date,
): Promise<void> {
  const waiting = stagesOf(kind).flatMap((stage) => {
    const before = waitsFor(kind, stage);
    const due = new Date(now.getTime() + (opensAfterMs[stage] ?? 0));
    return before.length > 0 ? [{ stage, before, due: due.toISOString() }] : [];
  });
  await tx.execute(sql`
    update sync_streams s set next_due_at = w.due, state = 'waiting', last_error = null, last_error_at = null
    from jsonb_to_recordset(${JSON.stringify(waiting)}::jsonb) as w(stage text, before text[], due timestamptz)
    where s.account_id = ${accountId} and s.entity = ${kind} and s.stage = w.stage and s.next_due_at is null
      and s.finished_at is null
      and not exists (select 1 from sync_streams o where o.account_id = ${accountId} and o.entity = ${kind}
        and o.stage = any(w.before) and o.finished_at is null)`);
}

/** What is due now, most urgent first; at most `limit` of it. */
export async function dueStreams(
  db: Database,
  accountId: number,
  now: Date,
  limit: number,
): Promise<Stream[]> {
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select entity, stage, state, cursor, watermark, pass_started_at, rows_read, rows_expected, failures from sync_streams
    where account_id = ${accountId} and next_due_at <= ${now.toISOString()}::timestamptz
    order by array_position(${sql.param([...readOrder])}::text[], stage || ' ' || entity) limit ${limit}`);
  return rows.map((row) => ({
    kind: row.entity as Kind,
    stage: row.stage as Stage,
    state: row.state as Stream['state'],
    cursor: row.cursor as string | null,
    watermark: moment(row.watermark),
    passStartedAt: moment(row.pass_started_at),
    rowsRead: Number(row.rows_read),
    rowsExpected: row.rows_expected as number | null,
    failures: Number(row.failures),
  }));
}

/** When the next stream or refetch of this account is due; null when nothing is planned. */
export async function nextDue(db: Database, accountId: number): Promise<Date | null> {
  const { rows } = await db.execute<{ due: unknown }>(sql`
    select least(
      (select min(next_due_at) from sync_streams where account_id = ${accountId}),
      (select min(not_before) from refetches where account_id = ${accountId})) as due`);
  return moment(rows[0]?.due);
}

/** Timestamps of raw queries come as text or as Date, by driver setting. */
export function moment(value: unknown): Date | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value : new Date(String(value));
}
