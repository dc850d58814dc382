import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { appSessions, people } from '@/db/schema/accounts';

/**
 * How long a sign-in lasts: without being used, and at most.
 * @public
 */
export const sessionDays = { idle: 30, absolute: 90 };

const idleLimit = sql.raw(`interval '${sessionDays.idle} days'`);
const absoluteLimit = sql.raw(`interval '${sessionDays.absolute} days'`);

/** A sign-in that counts now. */
export type LiveSession = { sid: string; personId: string; personName: string; authTime: Date };

/**
 * One of a person's sign-ins, as settings show them.
 * @public
 */
export type SessionRow = {
  sid: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};

/**
 * Begins a sign-in of `personId` and returns its new id.
 * @public
 */
export async function startSession(
  personId: string,
  userAgent: string | null,
  db: Database = appDb(),
): Promise<{ sid: string; authTime: Date }> {
  const [row] = await db
    .insert(appSessions)
    .values({
      personId,
      userAgent: userAgent?.slice(0, 300) ?? null,
      absoluteExpiryAt: sql`app_now() + ${absoluteLimit}`,
    })
    .returning({ sid: appSessions.sid, authTime: appSessions.createdAt });
  if (!row) throw new Error('the session row did not come back');
  return row;
}

/**
 * The sign-in `sid` if it is neither revoked, nor idle for too long, nor too old; else null.
 * @public
 */
export async function findLiveSession(
  sid: string,
  db: Database = appDb(),
): Promise<LiveSession | null> {
  const [row] = await db
    .select({
      sid: appSessions.sid,
      personId: appSessions.personId,
      personName: people.name,
      authTime: appSessions.createdAt,
      isStale: sql<boolean>`${appSessions.lastSeenAt} < app_now() - interval '10 minutes'`,
    })
    .from(appSessions)
    .innerJoin(people, eq(people.id, appSessions.personId))
    .where(
      and(
        eq(appSessions.sid, sid),
        isNull(appSessions.revokedAt),
        sql`${appSessions.absoluteExpiryAt} > app_now()`,
        sql`${appSessions.lastSeenAt} > app_now() - ${idleLimit}`,
      ),
    );
  if (!row) return null;
  if (row.isStale) {
    await db
      .update(appSessions)
      .set({ lastSeenAt: sql`app_now()` })
      .where(eq(appSessions.sid, sid));
  }
  const { isStale: _, ...live } = row;
  return live;
}

/**
 * The live sign-ins of a person, latest first.
 * @public
 */
export function liveSessions(personId: string, db: Database = appDb()): Promise<SessionRow[]> {
  return db
    .select({
      sid: appSessions.sid,
      userAgent: appSessions.userAgent,
      createdAt: appSessions.createdAt,
      lastSeenAt: appSessions.lastSeenAt,
    })
    .from(appSessions)
    .where(
      and(
        eq(appSessions.personId, personId),
        isNull(appSessions.revokedAt),
        sql`${appSessions.absoluteExpiryAt} > app_now()`,
        sql`${appSessions.lastSeenAt} > app_now() - ${idleLimit}`,
      ),
    )
    .orderBy(sql`${appSessions.lastSeenAt} desc`);
}

/**
 * Ends one sign-in of `personId`; a sign-in of somebody else stays.
 * @public
 */
export async function revokeSession(
  personId: string,
  sid: string,
  db: Database = appDb(),
): Promise<void> {
  await db
    .update(appSessions)
    .set({ revokedAt: sql`app_now()` })
    .where(
      and(
        eq(appSessions.sid, sid),
        eq(appSessions.personId, personId),
        isNull(appSessions.revokedAt),
      ),
    );
}

/**
 * Ends every sign-in of `personId`, on every device.
 * @public
 */
export async function revokeAllSessions(personId: string, db: Database = appDb()): Promise<void> {
  await db
    .update(appSessions)
    .set({ revokedAt: sql`app_now()` })
    .where(and(eq(appSessions.personId, personId), isNull(appSessions.revokedAt)));
}
