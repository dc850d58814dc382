import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts, appSessions, signInIntents } from '@/db/schema/accounts';

/**
 * Why a signed-in person goes to Jobber again.
 * @public
 */
export type SignInIntent =
  | { kind: 'reconnect'; personId: string; sid: string; jobberAccountId: string; name: string }
  | { kind: 'add_account'; personId: string; sid: string };

/**
 * Remembers the purpose for 15 minutes; the returned id is the secret that the browser keeps.
 * @public
 */
export async function rememberIntent(
  intent:
    | { kind: 'reconnect'; personId: string; sid: string; accountId: number }
    | { kind: 'add_account'; personId: string; sid: string },
  db: Database = appDb(),
): Promise<string> {
  const [row] = await db
    .insert(signInIntents)
    .values({
      kind: intent.kind,
      personId: intent.personId,
      sid: intent.sid,
      expectedAccountId: intent.kind === 'reconnect' ? intent.accountId : null,
      expiresAt: sql`app_now() + interval '15 minutes'`,
    })
    .returning({ id: signInIntents.id });
  if (!row) throw new Error('the intent row did not come back');
  return row.id;
}

/**
 * Uses up an intent. Null when it is unknown, used, too old, or when the sign-in that made it has ended since: the caller
 * then refuses, because going on would sign somebody in who asked for something else.
 * @public
 */
export async function takeIntent(id: string, db: Database = appDb()): Promise<SignInIntent | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const [taken] = await db
    .update(signInIntents)
    .set({ usedAt: sql`app_now()` })
    .where(
      and(
        eq(signInIntents.id, id),
        isNull(signInIntents.usedAt),
        sql`${signInIntents.expiresAt} > app_now()`,
      ),
    )
    .returning();
  if (!taken) return null;
  const [made] = await db
    .select({ jobberAccountId: accounts.jobberAccountId, name: accounts.name })
    .from(appSessions)
    .leftJoin(accounts, eq(accounts.id, sql`${taken.expectedAccountId}::int`))
    .where(and(eq(appSessions.sid, taken.sid), isNull(appSessions.revokedAt)));
  if (!made) return null;
  const { personId, sid } = taken;
  if (taken.kind === 'add_account') return { kind: 'add_account', personId, sid };
  if (made.jobberAccountId === null || made.name === null) return null;
  return {
    kind: 'reconnect',
    personId,
    sid,
    jobberAccountId: made.jobberAccountId,
    name: made.name,
  };
}
