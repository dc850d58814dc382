import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { cache } from 'react';
import { executeKept } from '@/db/kept-statement';
import type { Database } from '@/db/open';
import type { syncStreams } from '@/db/schema/sync';

/**
 * How far one reading of one kind of record is; described at `syncStreams`.
 * @public
 */
export type StreamProgress = Pick<
  typeof syncStreams.$inferSelect,
  | 'entity'
  | 'stage'
  | 'state'
  | 'coveredFrom'
  | 'passStartedAt'
  | 'finishedAt'
  | 'rowsRead'
  | 'rowsExpected'
  | 'pointsUsed'
  | 'lastError'
  | 'lastErrorAt'
>;

/** `isFirstRead`: not everything of the account has been read once. */
type AccountStreams = { accountId: number; isFirstRead: boolean; streams: StreamProgress[] };

/**
 * How far the streams of an account are, as Postgres writes it.
 * @public
 */
export type AccountReading = { isFirstRead: boolean; streams: readonly WrittenStream[] };

type Moment = 'coveredFrom' | 'passStartedAt' | 'finishedAt' | 'lastErrorAt';
type WrittenStream = Omit<StreamProgress, Moment> & Record<Moment, string | null>;

/**
 * The `AccountReading` of an account in SQL, as one JSON value.
 * @public
 */
export const accountReading = (accountId: SQL) => sql`
  json_build_object(
    'isFirstRead', not exists (
      select from sync_accounts where account_id = ${accountId} and first_read_done_at is not null
    ),
    'streams', (
      select coalesce(json_agg(n), '[]') from (
        select entity, stage, state, covered_from as "coveredFrom", pass_started_at as "passStartedAt",
          finished_at as "finishedAt", rows_read as "rowsRead", rows_expected as "rowsExpected",
          points_used as "pointsUsed", last_error as "lastError", last_error_at as "lastErrorAt"
        from sync_streams where account_id = ${accountId}
      ) n))`;

/**
 * How far the streams of each of these accounts are, in their order: as the sign-in of the request has brought it, else
 * read, once while a page is made.
 * @public
 */
export async function streamsOf(
  accounts: readonly { id: number; reading?: AccountReading }[],
  db: Database,
): Promise<AccountStreams[]> {
  const brought = accounts.flatMap(({ id, reading }) => (reading ? [{ id, reading }] : []));
  const readings =
    brought.length === accounts.length
      ? brought
      : await readReadings(accounts.map(({ id }) => id).join(), db);
  return readings.map(({ id, reading }) => ({
    accountId: id,
    isFirstRead: reading.isFirstRead,
    streams: streamsIn(reading),
  }));
}

type Written = { id: number; reading: AccountReading };

const readingsOfAccounts = sql`
  select a.id, ${accountReading(sql`a.id`)} as reading
  from unnest(${sql.placeholder('accountIds')}::int[]) with ordinality a(id, place)
  order by a.place`;

const readReadings = cache(
  (accountIds: string, db: Database): Promise<Written[]> =>
    executeKept<Written>(db, readingsOfAccounts, { accountIds: `{${accountIds}}` }),
);

// Several parts of a page want the streams of one reading.
const known = new WeakMap<AccountReading, StreamProgress[]>();

function streamsIn(reading: AccountReading): StreamProgress[] {
  const streams = known.get(reading) ?? reading.streams.map(readStream);
  known.set(reading, streams);
  return streams;
}

function readStream(written: WrittenStream): StreamProgress {
  const moment = (at: string | null) => (at === null ? null : new Date(at));
  return {
    ...written,
    coveredFrom: moment(written.coveredFrom),
    passStartedAt: moment(written.passStartedAt),
    finishedAt: moment(written.finishedAt),
    lastErrorAt: moment(written.lastErrorAt),
  };
}
