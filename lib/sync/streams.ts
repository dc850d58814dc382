import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { type Kind, kinds } from './entity';
import { type Stage, stages, stagesOf } from './read-plan';

/** One reading of one kind: what is next, and how far it came. */
export type Stream = {
  kind: Kind;
  stage: Stage;
  state: 'waiting' | 'reading' | 'done' | 'not_permitted' | 'failed';
  cursor: string | null;
  watermark: Date | null;
  passStartedAt: Date | null;
  rowsExpected: number | null;
  failures: number;
};

/** Puts up everything that is to be read of an account, once. Fresh reading begins a minute after the first. */
export async function ensureStreams(db: Database, accountId: number, now: Date): Promise<void> {
  const rows = kinds.flatMap((kind) =>
    stagesOf(kind).map((stage) => ({ kind, stage, ...start(stage, now) })),
  );
  const column = (values: unknown[]) => sql.param(values);
  await db.execute(sql`
    insert into sync_accounts (account_id, started_at) values (${accountId}, ${now.toISOString()}) on conflict do nothing`);
  await db.execute(sql`
    insert into sync_streams (account_id, entity, stage, state, watermark, next_due_at)
    select ${accountId}, entity, stage, 'waiting', ${now.toISOString()}::timestamptz, due
    from unnest(${column(rows.map((row) => row.kind))}::text[], ${column(rows.map((row) => row.stage))}::text[],
      ${column(rows.map((row) => row.dueAt.toISOString()))}::timestamptz[]) as r(entity, stage, due)
    on conflict do nothing`);
}

function start(stage: Stage, now: Date): { dueAt: Date } {
  const later: Partial<Record<Stage, number>> = {
    probe: 60_000,
    window: 300_000,
    sweep: 86_400_000,
    count: 86_400_000,
  };
  return { dueAt: new Date(now.getTime() + (later[stage] ?? 0)) };
}

/** What is due now, most urgent first; `at most` so many. */
export async function dueStreams(
  db: Database,
  accountId: number,
  now: Date,
  limit: number,
): Promise<Stream[]> {
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select entity, stage, state, cursor, watermark, pass_started_at, rows_expected, failures from sync_streams
    where account_id = ${accountId} and next_due_at <= ${now.toISOString()}::timestamptz
    order by ${rank('stage', stages)}, ${rank('entity', kinds)} limit ${limit}`);
  return rows.map((row) => ({
    kind: row.entity as Kind,
    stage: row.stage as Stage,
    state: row.state as Stream['state'],
    cursor: row.cursor as string | null,
    watermark: moment(row.watermark),
    passStartedAt: moment(row.pass_started_at),
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

function rank(column: string, order: readonly string[]): SQL {
  return sql`array_position(${sql.param([...order])}::text[], ${sql.identifier(column)})`;
}
