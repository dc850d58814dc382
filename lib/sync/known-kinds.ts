import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { Kind } from './entity';
import { entityProgress } from './progress';
import type { EntityProgress } from './progress-contract';
import { type AccountReading, streamsOf } from './streams-of';

/**
 * What an account has of each kind of record.
 * @public
 */
export type KnownKinds = (kind: Kind) => Pick<EntityProgress, 'state' | 'covered' | 'hasDetails'>;

/**
 * How far each kind of record of an account has been read, so that a page can tell none from none yet and from none that
 * Jobber lets this app see. Costs Jobber nothing.
 * @public
 */
export async function knownKinds(
  account: { id: number; reading?: AccountReading },
  db: Database = appDb(),
): Promise<KnownKinds> {
  const [own] = await streamsOf([account], db);
  return (kind) => entityProgress(kind, own?.streams ?? [], 0);
}
