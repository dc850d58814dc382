import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/open';
import type { Page } from './ask';
import { isSpan, type Pass, type Stage, visitSpan } from './read-plan';
import { askAgain } from './refetch';
import type { Run } from './run';

const seenName = (stage: Stage) => `visit:assigned:${stage}`;

/**
 * A page of the visits of one user, which costs one point a row where the assignees of a visit cost six. The first read
 * keeps it until the details of each visit tell; a look through the window only remembers it, to be compared.
 */
export async function assign(
  tx: Database,
  accountId: number,
  stage: Stage,
  userId: string,
  page: Page,
): Promise<[]> {
  const ids = page.nodes.map((node) => z.object({ id: z.string() }).parse(node).id);
  if (isSpan(stage))
    await tx.execute(sql`
      insert into sweep_ids (account_id, entity, id) select ${accountId}, ${seenName(stage)}, id || ' ' || ${userId}::text
      from unnest(${sql.param(ids)}::text[]) as r(id) on conflict do nothing`);
  else
    await tx.execute(sql`
      insert into visit_assignees (account_id, visit_id, user_id) select ${accountId}, v.id, ${userId}
      from unnest(${sql.param(ids)}::text[]) as r(id)
      join visits v on v.account_id = ${accountId} and v.id = r.id and v.detail_at is null
      on conflict do nothing`);
  return [];
}

/** Asks by id for the visits around today that others are assigned to than here. */
export async function askForMisassigned(
  tx: Database,
  { accountId, now }: Run,
  stage: 'today' | 'window',
  { from, userIds }: Pass,
): Promise<void> {
  const { after, before } = visitSpan(stage, from);
  const { rows } = await tx.execute<{ id: string }>(sql`
    with known as (
      select v.id, a.user_id from visits v
      join visit_assignees a on a.account_id = v.account_id and a.visit_id = v.id and a.user_id = any(${sql.param([...userIds])}::text[])
      where v.account_id = ${accountId} and v.start_at between ${after}::timestamptz and ${before}::timestamptz),
    seen as (
      select split_part(id, ' ', 1) as id, split_part(id, ' ', 2) as user_id from sweep_ids
      where account_id = ${accountId} and entity = ${seenName(stage)})
    select distinct id from (
      (select * from known except select * from seen) union all (select * from seen except select * from known)) d
    where exists (select 1 from visits v where v.account_id = ${accountId} and v.id = d.id)`);
  await tx.execute(
    sql`delete from sweep_ids where account_id = ${accountId} and entity = ${seenName(stage)}`,
  );
  const ids = rows.map(({ id }) => id);
  await askAgain(tx, accountId, 'visit', ids, now());
}
