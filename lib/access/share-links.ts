import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts, people } from '@/db/schema/accounts';
import { shareLinks } from '@/db/schema/share-links';
import { type AccountScope, scopeOfAccount } from './account-scope';
import { audit } from './audit';
import { requireRight } from './rights';

export const shareDays = 90;

/**
 * A link that still works, as the report page lists it. Times are ISO 8601.
 * @public
 */
export type OpenShareLink = {
  id: string;
  report: string;
  query: string;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
};

/**
 * Makes a link to one report of one account with the choices in `query`. The token is returned once and kept as a hash
 * alone. Owners only, because whoever has the link sees the numbers.
 * @public
 */
export async function createShareLink(
  scope: AccountScope,
  accountId: number,
  shared: { report: string; query: string },
  db: Database = appDb(),
): Promise<{ token: string; expiresAt: string }> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  const token = randomBytes(24).toString('base64url');
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(shareLinks)
      .values({
        accountId,
        tokenHash: hashOf(token),
        ...shared,
        createdBy: scope.personId,
        expiresAt: sql`app_now() + ${sql.raw(`interval '${shareDays} days'`)}`,
      })
      .returning({ expiresAt: shareLinks.expiresAt });
    if (!row) throw new Error('the share link did not come back');
    await audit(
      { what: 'share_link_made', personId: scope.personId, accountId, about: shared.report },
      tx,
    );
    return { token, expiresAt: row.expiresAt.toISOString() };
  });
}

/**
 * The links to a report that still work, latest first.
 * @public
 */
export async function openShareLinks(
  scope: AccountScope,
  report: string,
  db: Database = appDb(),
): Promise<OpenShareLink[]> {
  const rows = await db
    .select({
      id: shareLinks.id,
      report: shareLinks.report,
      query: shareLinks.query,
      createdBy: people.name,
      createdAt: shareLinks.createdAt,
      expiresAt: shareLinks.expiresAt,
      lastUsedAt: shareLinks.lastUsedAt,
    })
    .from(shareLinks)
    .leftJoin(people, eq(people.id, shareLinks.createdBy))
    .where(
      and(
        inArray(shareLinks.accountId, [...scope.accountIds]),
        eq(shareLinks.report, report),
        isOpen,
      ),
    )
    .orderBy(desc(shareLinks.createdAt));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}

/**
 * Ends a link at once; false when it had ended before or is none of these accounts.
 * @public
 */
export async function revokeShareLink(
  scope: AccountScope,
  id: string,
  db: Database = appDb(),
): Promise<boolean> {
  requireRight(scope, 'manage');
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(shareLinks)
      .set({ revokedAt: sql`app_now()` })
      .where(
        and(
          inArray(shareLinks.accountId, [...scope.accountIds]),
          eq(shareLinks.id, id),
          isNull(shareLinks.revokedAt),
        ),
      )
      .returning({ accountId: shareLinks.accountId, report: shareLinks.report });
    if (!row) return false;
    await audit(
      {
        what: 'share_link_ended',
        personId: scope.personId,
        accountId: row.accountId,
        about: row.report,
      },
      tx,
    );
    return true;
  });
}

/**
 * What a link shows, or null when it never was, has ended, was revoked, or its maker is no owner any more. The scope reads its one account and may
 * change nothing.
 * @public
 */
export async function findShare(
  token: string,
  db: Database = appDb(),
): Promise<{ scope: AccountScope; report: string; query: string } | null> {
  const [row] = await db
    .update(shareLinks)
    .set({ lastUsedAt: sql`app_now()` })
    .from(accounts)
    .where(
      and(eq(accounts.id, shareLinks.accountId), eq(shareLinks.tokenHash, hashOf(token)), isOpen),
    )
    .returning({
      id: accounts.id,
      slug: accounts.slug,
      name: accounts.name,
      report: shareLinks.report,
      query: shareLinks.query,
    });
  if (!row) return null;
  const { id, slug, name, report, query } = row;
  return { scope: scopeOfAccount({ id, slug, name, role: 'viewer' }), report, query };
}

// Whoever made the link must still be an owner, or one who was removed could go on looking through it.
const isOpen = and(
  isNull(shareLinks.revokedAt),
  sql`${shareLinks.expiresAt} > app_now()`,
  sql`exists (select 1 from memberships o where o.account_id = ${shareLinks.accountId}
    and o.person_id = ${shareLinks.createdBy} and o.role = 'owner')`,
);

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
