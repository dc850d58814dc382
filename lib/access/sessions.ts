import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import { executeKept } from '@/db/kept-statement';
import type { Database } from '@/db/open';
import { appSessions } from '@/db/schema/accounts';
import { connectionState } from '../connection/connection-state';
import type { SavedView } from '../records/saved-view-contract';
import { viewsOfPerson } from '../records/views-of-person';
import { accountReading } from '../sync/streams-of';
import { calendarJoins, calendarValues } from './account-calendar';
import type { MemberAccount } from './account-scope';

/**
 * How long a sign-in lasts: without being used, and at most.
 * @public
 */
export const sessionDays = { idle: 30, absolute: 90 };

const idleLimit = sql.raw(`interval '${sessionDays.idle} days'`);
const absoluteLimit = sql.raw(`interval '${sessionDays.absolute} days'`);

/** A sign-in that counts now, with every account and every view of the person at that moment, by name. */
export type LiveSession = {
  sid: string;
  personId: string;
  personName: string;
  authTime: Date;
  memberOf: readonly MemberAccount[];
  ownViews: readonly SavedView[];
};

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

const calendarPairs = sql.join(
  Object.entries(calendarValues).map(([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`),
  sql`, `,
);

const liveSession = sql`
  select s.sid, s.person_id as "personId", p.name as "personName", s.created_at as "authTime",
    s.last_seen_at < app_now() - interval '10 minutes' as "isStale", (
      select coalesce(json_agg(json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'role', m.role,
        'calendar', json_build_object(${calendarPairs}), 'connection', (
          select ${connectionState} from jobber_connections c where c.jobber_account_id = a.jobber_account_id
        ), 'reading', ${accountReading(sql`a.id`)}) order by a.name, a.id), '[]')
      from memberships m join accounts a on a.id = m.account_id ${calendarJoins}
      where m.person_id = s.person_id
    ) as "memberOf", ${viewsOfPerson(sql`s.person_id`)} as "ownViews"
  from app_sessions s join people p on p.id = s.person_id
  where s.sid = ${sql.placeholder('sid')} and s.revoked_at is null and s.absolute_expiry_at > app_now()
    and s.last_seen_at > app_now() - ${idleLimit}`;

/**
 * The sign-in `sid` if it is neither revoked, nor idle for too long, nor too old, with the accounts of its person in the
 * same statement; else null.
 * @public
 */
export async function findLiveSession(
  sid: string,
  db: Database = appDb(),
): Promise<LiveSession | null> {
  const [row] = await executeKept<LiveRow>(db, liveSession, { sid });
  if (!row) return null;
  if (row.isStale) {
    await db
      .update(appSessions)
      .set({ lastSeenAt: sql`app_now()` })
      .where(eq(appSessions.sid, sid));
  }
  const { isStale: _, authTime, ...live } = row;
  return { ...live, authTime: new Date(authTime) };
}

type LiveRow = Omit<LiveSession, 'authTime'> & { authTime: string; isStale: boolean };

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
