import { sql } from 'drizzle-orm';
import { sandboxAccount } from '@/bench/sandbox-account';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import type { RawTables } from '@/lib/records/reference-lists';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { joinedTables, sandboxTables } from './sandbox-tables';

/**
 * Three synchronised accounts of the sandbox's small world: two of one person (`both`), the third of somebody else.
 * @public
 */
export type Office = {
  database: TestDatabase;
  now: Date;
  both: AccountScope;
  first: AccountScope;
  second: AccountScope;
  stranger: AccountScope;
  /** What the sandbox itself holds of all three accounts. */
  source: RawTables;
  close: () => Promise<void>;
};

// A fixed day, so that what is late or overdue is the same in every run.
const startAt = Date.UTC(2026, 5, 3, 15);

/**
 * For tests. The second account counts days in Auckland and money in euros.
 * @public
 */
export async function syncedOffice(): Promise<Office> {
  const database = await testDatabase();
  const sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 11, size: 'small', now }),
    latency: { baseMs: 0, perRowMs: 0 },
    accessTokenTtlSeconds: 864_000,
    startAt,
  });
  await database.shiftClock(startAt - Date.now());
  const [ann, eve] = [await person(database, 'Ann'), await person(database, 'Eve')];
  const slugs: string[] = [];
  let now = new Date();
  const source: RawTables[] = [];
  const stores = [...sandbox.control.world.accounts.values()];
  for (const index of [0, 1, 2]) {
    const account = await sandboxAccount(database, sandbox, index);
    const owner = index < 2 ? ann : eve;
    const { rows } = await database.db.execute<{ slug: string }>(sql`
      with m as (insert into memberships (account_id, person_id, role) values (${account.accountId}, ${owner}, 'owner'))
      select slug from accounts where id = ${account.accountId}`);
    slugs.push(rows[0]?.slug ?? '');
    if (index === 1) {
      await database.db.execute(sql`
        insert into account_formats (account_id, currency, locale, time_zone)
        values (${account.accountId}, 'EUR', 'de-DE', 'Pacific/Auckland')`);
    }
    await account.settle();
    now = account.now();
    const store = stores[index];
    if (store) source.push(sandboxTables(account.accountId, store));
  }
  await database.db.execute(sql`analyze`);
  await sandbox.close();
  const scope = (personId: string, asked?: string) =>
    requireAccounts({ personId }, asked, database.db);
  return {
    database,
    now,
    both: await scope(ann),
    first: await scope(ann, slugs[0]),
    second: await scope(ann, slugs[1]),
    stranger: await scope(eve),
    source: joinedTables(source),
    close: () => database.close(),
  };
}

async function person(database: TestDatabase, name: string): Promise<string> {
  const { rows } = await database.db.execute<{ id: string }>(
    sql`insert into people (name) values (${name}) returning id`,
  );
  return rows[0]?.id ?? '';
}
