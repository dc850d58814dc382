import 'server-only';
import { sql } from 'drizzle-orm';
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
 * How far the streams of each of these accounts are, in the order of `accountIds`. Read once while a page is made.
 * @public
 */
export function streamsOf(accountIds: readonly number[], db: Database): Promise<AccountStreams[]> {
  return readStreams(accountIds.join(), db);
}

const streamsOfAccounts = sql`
  select a.id as "accountId", s.first_read_done_at is null as "isFirstRead", (
    select coalesce(json_agg(n), '[]') from (
      select entity, stage, state, covered_from as "coveredFrom", pass_started_at as "passStartedAt",
        finished_at as "finishedAt", rows_read as "rowsRead", rows_expected as "rowsExpected",
        points_used as "pointsUsed", last_error as "lastError", last_error_at as "lastErrorAt"
      from sync_streams where account_id = a.id
    ) n) as streams
  from unnest(${sql.placeholder('accountIds')}::int[]) with ordinality a(id, place)
  left join sync_accounts s on s.account_id = a.id
  order by a.place`;

const readStreams = cache(async (accountIds: string, db: Database): Promise<AccountStreams[]> => {
  const rows = await executeKept<Written>(db, streamsOfAccounts, { accountIds: `{${accountIds}}` });
  return rows.map((row) => ({ ...row, streams: row.streams.map(readStream) }));
});

type Moment = 'coveredFrom' | 'passStartedAt' | 'finishedAt' | 'lastErrorAt';
type WrittenStream = Omit<StreamProgress, Moment> & Record<Moment, string | null>;
type Written = Omit<AccountStreams, 'streams'> & { streams: WrittenStream[] };

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
