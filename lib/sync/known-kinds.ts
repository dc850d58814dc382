import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '../access/account-scope';
import type { Kind } from './entity';
import { entityProgress } from './progress';
import type { EntityProgress } from './progress-contract';
import { streamsOf } from './streams-of';

/**
 * What an account has of each kind of record.
 * @public
 */
export type KnownKinds = (kind: Kind) => Pick<EntityProgress, 'state' | 'covered' | 'hasDetails'>;

/**
 * How far each kind of record has been read in each account of the scope, by its id, so that a page can tell none from
 * none yet and from none that Jobber lets this app see. Costs Jobber nothing.
 * @public
 */
export async function knownKinds(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<ReadonlyMap<number, KnownKinds>> {
  const accounts = await streamsOf(scope.accounts, db);
  return new Map(
    accounts.map(({ accountId, streams }) => [
      accountId,
      (kind) => entityProgress(kind, streams, 0),
    ]),
  );
}
