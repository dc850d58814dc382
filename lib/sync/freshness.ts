import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '../access/account-scope';
import { accountConnections } from '../connection/connections';
import type { Kind } from './entity';
import { entityProgress } from './progress';
import type { AccountFreshness } from './progress-contract';
import { type StreamProgress, streamsOf } from './streams-of';

/** Kinds whose changes are looked for all day; the others are compared at night, which says nothing about the age. */
const quick: readonly Kind[] = ['client', 'job', 'invoice', 'quote', 'request', 'visit', 'payment'];

/**
 * How old the read model of each account in scope is. Costs Jobber nothing.
 * @public
 */
export async function freshness(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<AccountFreshness[]> {
  const [accounts, connections] = await Promise.all([
    streamsOf(scope.accounts, db),
    accountConnections(scope, db),
  ]);
  return scope.accounts.map(({ id, slug, name }) => {
    const { isFirstRead = true, streams = [] } =
      accounts.find(({ accountId }) => accountId === id) ?? {};
    const ages = quick
      .map((kind) => entityProgress(kind, streams, 0))
      .filter((entity) => entity.state !== 'not_permitted')
      .map((entity) => entity.readAt);
    const isReadOnce = ages.length > 0 && ages.every((at) => at !== null);
    return {
      slug,
      name,
      connection: connections.find((one) => one.slug === slug)?.connection ?? 'reconnect',
      isFirstRead,
      percent: isFirstRead ? percentOf(streams) : null,
      readAt: isReadOnce ? (ages.toSorted()[0] ?? null) : null,
    };
  });
}

function percentOf(streams: readonly StreamProgress[]): number | null {
  const first = streams.filter(
    ({ stage, state }) =>
      ['recent', 'history', 'details'].includes(stage) && state !== 'not_permitted',
  );
  if (first.length === 0) return null;
  const parts = first.map(({ finishedAt, rowsExpected, rowsRead }) => {
    if (finishedAt) return 1;
    return rowsExpected ? Math.min(1, rowsRead / rowsExpected) : 0;
  });
  return Math.floor((parts.reduce((sum, part) => sum + part, 0) / parts.length) * 100);
}
