import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/open';
import type { Page } from './ask';
import { entities } from './entities';
import type { Kind } from './entity';
import { isSpan, type Pass, visitSpan } from './read-plan';
import { askAgain } from './refetch';
import type { Run } from './run';
import type { Stream } from './streams';

/** Remembers which ids a sweep or a look through the window met. */
export async function noteSeen(
  tx: Database,
  accountId: number,
  { kind, stage, cursor }: Stream,
  page: Page,
): Promise<void> {
  if (stage !== 'sweep' && !isSpan(stage)) return;
  const name = `${kind}:${stage}`;
  if (!cursor)
    await tx.execute(
      sql`delete from sweep_ids where account_id = ${accountId} and entity = ${name}`,
    );
  const ids = page.nodes.map((node) => z.object({ id: z.string() }).parse(node).id);
  await tx.execute(sql`
    insert into sweep_ids (account_id, entity, id) select ${accountId}, ${name}, id
    from unnest(${sql.param(ids)}::text[]) as r(id) on conflict do nothing`);
}

/** Asks by id for the records of a page of skeletons that we do not have, or not as they are dated there. */
export async function askForChanged(
  tx: Database,
  accountId: number,
  kind: Kind,
  page: Page,
  now: Date,
): Promise<void> {
  const { table, isDated, timedStatus } = entities[kind];
  const seen = page.nodes.map((node) => {
    const row = skeleton.parse(node);
    return { id: row.id, at: row.updatedAt, status: timedStatus ? row[timedStatus] : undefined };
  });
  const unlike = [
    sql`t.id is null`,
    ...(isDated ? [sql`t.updated_at <> r.at`] : []),
    ...(timedStatus ? [sql`t.status <> r.status`] : []),
  ];
  const { rows } = await tx.execute<{ id: string }>(sql`
    select r.id from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as r(id text, at timestamptz, status text)
    left join ${table} t on t.account_id = ${accountId} and t.id = r.id
    where ${sql.join(unlike, sql` or `)}`);
  const ids = rows.map(({ id }) => id);
  await askAgain(tx, accountId, kind, ids, now);
}

const skeleton = z.looseObject({ id: z.string(), updatedAt: z.string().optional() });

/** Asks by id for what we have and the pass did not meet: Jobber's answer to that decides whether it is gone. */
export async function askForUnseen(
  tx: Database,
  { accountId, now }: Run,
  { kind, stage }: Stream,
  { from }: Pass,
): Promise<void> {
  const span = isSpan(stage) ? visitSpan(stage, from) : null;
  const within = span
    ? sql`and t.start_at between ${span.after}::timestamptz and ${span.before}::timestamptz`
    : sql``;
  const unseen = await tx.execute<{ id: string }>(sql`
    select t.id from ${entities[kind].table} t
    where t.account_id = ${accountId} and t.read_at < ${from.toISOString()}::timestamptz ${within}
      and not exists (select 1 from sweep_ids s where s.account_id = ${accountId} and s.entity = ${`${kind}:${stage}`} and s.id = t.id)`);
  const ids = unseen.rows.map(({ id }) => id);
  await askAgain(tx, accountId, kind, ids, now());
}

/**
 * Asks by id for rows whose fields beyond the lists never came: a row that moved while pages were turned, or one that
 * was written by its list after its details had passed.
 */
export async function askForIncomplete(
  tx: Database,
  { accountId, now }: Run,
  kind: Kind,
): Promise<void> {
  const { table, detail } = entities[kind];
  if (!detail) return;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select t.id from ${table} t where t.account_id = ${accountId} and t.detail_at is null
      and exists (select 1 from sync_streams s where s.account_id = ${accountId} and s.entity = ${kind}
        and s.stage = 'details' and s.finished_at is not null)`);
  const ids = rows.map(({ id }) => id);
  await askAgain(tx, accountId, kind, ids, now());
}
