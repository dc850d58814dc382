import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { clientErasures } from '@/db/schema/erasures';
import { AppError } from '@/lib/errors';
import type { AccountScope } from './account-scope';
import { audit } from './audit';
import { requireRight } from './rights';

/**
 * A client that can be erased, as one tells two of the same name apart.
 * @public
 */
export type ErasableClient = {
  id: string;
  name: string;
  email: string | null;
  city: string | null;
};

/**
 * Up to ten clients of one account whose name, e-mail, phone or address contains `text`. Only owners.
 * @public
 */
export async function erasableClients(
  scope: AccountScope,
  accountId: number,
  text: string,
  db: Database = appDb(),
): Promise<ErasableClient[]> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&');
  if (words.length < 3) return [];
  const { rows } = await db.execute<ErasableClient>(sql`
    select c.id, c.name, c.email, c.billing_city as city
    from record_search s join clients c on c.account_id = s.account_id and c.id = s.id
    where s.account_id = ${accountId} and s.kind = 'client' and s.search like ${`%${words}%`}
      and not exists (select 1 from client_erasures e where e.account_id = c.account_id and e.client_id = c.id)
    order by c.sort_name, c.id limit 10`);
  return rows;
}

/**
 * Erases who a client is from everything this server holds: names, addresses, numbers, notes and texts of their work.
 * Dates and amounts stay, so no figure changes. Whatever Jobber still sends of them is blanked as it is written.
 * Only owners.
 * @public
 */
export async function eraseClient(
  scope: AccountScope,
  accountId: number,
  clientId: string,
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  await db.transaction(async (tx) => {
    const known = await tx.execute(
      sql`select 1 from clients where account_id = ${accountId} and id = ${clientId}`,
    );
    if (known.rows.length === 0) {
      throw new AppError('not_found', 'There is no such client in this account.');
    }
    await tx
      .insert(clientErasures)
      .values({ accountId, clientId, erasedBy: scope.personId })
      .onConflictDoNothing();
    await tx.execute(sql`select forget_erased_clients(${accountId})`);
    await audit({ what: 'client_erased', personId: scope.personId, accountId }, tx);
  });
}
