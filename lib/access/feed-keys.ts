import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts, people } from '@/db/schema/accounts';
import { feedKeys } from '@/db/schema/feeds';
import { AppError, isAppError } from '../errors';
import { type AccountScope, requireAccounts } from './account-scope';
import { audit } from './audit';
import { may, requireRight } from './rights';

/**
 * A key as its owner sees it: never the key itself, only how it ends. Times are ISO 8601.
 * @public
 */
export type FeedKey = {
  id: string;
  accountId: number;
  feed: string;
  name: string;
  ending: string;
  personName: string | null;
  createdAt: string;
  lastUsedAt: string | null;
};

const mostPerAccount = 50;

/**
 * Makes a key that reads one feed of one account without a sign-in. The text is shown once: only its hash is kept. Only
 * owners; throws `bad_input` when the account has 50 keys.
 * @public
 */
export async function mintFeedKey(
  scope: AccountScope,
  accountId: number,
  { feed, name }: { feed: string; name: string },
  db: Database = appDb(),
): Promise<{ key: string }> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  const key = `fbk_${randomBytes(32).toString('base64url')}`;
  const { personId } = scope;
  await db.transaction(async (tx) => {
    // The lock lets two minters not both find room for the last key.
    await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.id, accountId))
      .for('update');
    const live = await tx.$count(
      feedKeys,
      and(eq(feedKeys.accountId, accountId), isNull(feedKeys.revokedAt)),
    );
    if (live >= mostPerAccount) {
      throw new AppError(
        'bad_input',
        `An account has at most ${mostPerAccount} feed keys. Revoke one first.`,
      );
    }
    await tx
      .insert(feedKeys)
      .values({ accountId, personId, feed, name, keyHash: hashOf(key), ending: key.slice(-4) });
    await audit({ what: 'key_minted', personId, accountId, about: feed }, tx);
  });
  return { key };
}

/**
 * The keys in use of the accounts of the scope, latest first. Only owners.
 * @public
 */
export async function liveFeedKeys(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<FeedKey[]> {
  requireRight(scope, 'manage');
  const rows = await db
    .select({ key: feedKeys, personName: people.name })
    .from(feedKeys)
    .leftJoin(people, eq(people.id, feedKeys.personId))
    .where(and(inArray(feedKeys.accountId, [...scope.accountIds]), isNull(feedKeys.revokedAt)))
    .orderBy(desc(feedKeys.createdAt), desc(feedKeys.id));
  return rows.map(({ key, personName }) => ({
    id: key.id,
    accountId: key.accountId,
    feed: key.feed,
    name: key.name,
    ending: key.ending,
    personName,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  }));
}

/**
 * Ends a key at once; one that is gone already is fine. Only owners.
 * @public
 */
export async function revokeFeedKey(
  scope: AccountScope,
  accountId: number,
  id: string,
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  const gone = await db
    .update(feedKeys)
    .set({ revokedAt: sql`app_now()` })
    .where(and(eq(feedKeys.accountId, accountId), eq(feedKeys.id, id), isNull(feedKeys.revokedAt)))
    .returning({ feed: feedKeys.feed });
  if (!gone[0]) return;
  const { personId } = scope;
  await audit({ what: 'key_revoked', personId, accountId, about: gone[0].feed }, db);
}

/**
 * What a key opens now: the account, as its maker may read it. Throws `not_signed_in` for a key that is unknown, revoked,
 * of another feed, or whose maker may no longer export there.
 * @public
 */
export async function requireFeedKey(
  key: string,
  feed: string,
  db: Database = appDb(),
): Promise<{ scope: AccountScope; keyId: string }> {
  const [found] = await db
    .update(feedKeys)
    .set({ lastUsedAt: sql`app_now()` })
    .from(accounts)
    .where(
      and(
        eq(feedKeys.keyHash, hashOf(key)),
        eq(feedKeys.feed, feed),
        isNull(feedKeys.revokedAt),
        eq(accounts.id, feedKeys.accountId),
      ),
    )
    .returning({ id: feedKeys.id, personId: feedKeys.personId, slug: accounts.slug });
  if (!found) throw unknown();
  const scope = await requireAccounts(found, found.slug, db).catch((error: unknown) => {
    throw isAppError(error) && error.code === 'not_found' ? unknown() : error;
  });
  if (!scope.accounts.every(({ role }) => may(role, 'export'))) throw unknown();
  return { scope, keyId: found.id };
}

function unknown(): AppError {
  return new AppError(
    'not_signed_in',
    'This feed key is unknown, revoked, or for another list. An owner makes keys under Settings, Feeds.',
  );
}

// 32 random bytes cannot be guessed, so that a fast hash is enough and the lookup can use an index.
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
