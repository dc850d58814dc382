import 'server-only';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts, auditEvents, people } from '@/db/schema/accounts';
import type { AccountScope } from './account-scope';
import { requireRight } from './rights';

/**
 * One line of the audit log; `at` is ISO 8601, `personName` null when nobody or somebody who is gone did it.
 * @public
 */
export type AuditEntry = {
  id: number;
  at: string;
  personName: string | null;
  accountName: string | null;
  what: string;
  about: string | null;
};

/**
 * What was done in the accounts of the scope, latest first; `before` continues behind an id. Only owners.
 * @public
 */
export async function auditLog(
  scope: AccountScope,
  page: { before?: number; limit?: number } = {},
  db: Database = appDb(),
): Promise<{ entries: AuditEntry[]; next: number | null }> {
  requireRight(scope, 'manage');
  const limit = page.limit ?? 100;
  const rows = await db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      personName: people.name,
      accountName: accounts.name,
      what: auditEvents.what,
      about: auditEvents.about,
    })
    .from(auditEvents)
    .leftJoin(people, eq(people.id, auditEvents.personId))
    .leftJoin(accounts, eq(accounts.id, auditEvents.accountId))
    .where(
      and(
        inArray(auditEvents.accountId, [...scope.accountIds]),
        page.before === undefined ? undefined : lt(auditEvents.id, page.before),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(limit + 1);
  const entries = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
