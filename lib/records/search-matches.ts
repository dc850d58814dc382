import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { searchCondition } from './search-text';

/**
 * What a search found per account: the ids when they are few, so that any sort can work on them; `many` when a walk
 * along the sort's index meets matches soon anyway; null when nothing searchable was typed.
 */
export type Matches = { kind: 'ids'; ids: ReadonlyMap<number, string[]> } | { kind: 'many' } | null;

const few = 2_000;

export async function searchMatches(
  db: Database,
  accountIds: readonly number[],
  kind: string,
  typed: string,
): Promise<Matches> {
  const condition = searchCondition(typed);
  if (!condition) return null;
  const { rows } = await db.execute<{ account_id: number; ids: string[] }>(sql`
    select a.account_id, to_json(array(
      select x.id from record_search x
      where x.account_id = a.account_id and x.kind = ${kind} and ${condition} limit ${few + 1})) as ids
    from unnest(${sql.param([...accountIds])}::int[]) as a(account_id)`);
  if (rows.some(({ ids }) => ids.length > few)) return { kind: 'many' };
  return { kind: 'ids', ids: new Map(rows.map(({ account_id, ids }) => [account_id, ids])) };
}
