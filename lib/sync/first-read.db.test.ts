import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxAccount, sandboxAccount } from '@/bench/sandbox-account';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { runSlice } from './slice';

let database: TestDatabase;
let sandbox: Sandbox;
let account: SandboxAccount;
let doneEarly: string;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 7, size: 'small', now }),
    latency: { baseMs: 0, perRowMs: 0 },
    accessTokenTtlSeconds: 86_400,
  });
  account = await sandboxAccount(database, sandbox);
  doneEarly = completeBeforeItsTime();
});
afterAll(async () => {
  await sandbox.close();
  await database.close();
});

const store = () => {
  const found = sandbox.control.world.accounts.get(account.jobberAccountId);
  if (!found) throw new Error('no such account');
  return found;
};

/** Completes a visit so far ahead that nothing but the first read sees it soon. */
function completeBeforeItsTime(): string {
  const later = store().now + 40 * 86_400_000;
  const visit = store()
    .all('Visit')
    .find(({ startAt, completedAt }) => (startAt ?? 0) > later && completedAt === null);
  if (!visit) throw new Error('no visit lies that far ahead');
  store().update('Visit', visit.id, { completedAt: store().now, completedBy: 'Office' });
  return visit.id;
}

async function count(table: string): Promise<number> {
  const { rows } = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.identifier(table)} where account_id = ${account.accountId}`,
  );
  return rows[0]?.n ?? 0;
}

describe('the first read of an account', () => {
  it('brings the newest of everything in its first step, within one full bucket', async () => {
    const result = await runSlice(account.accountId, {
      db: database.db,
      client: account.client,
      now: account.now,
      sliceMs: 0,
    });
    // Five lists and fifteen days of visits.
    expect(result.requests).toBe(20);
    for (const table of ['clients', 'jobs', 'quotes', 'invoices', 'requests', 'visits'])
      expect(await count(table), table).toBeGreaterThan(20);
  });

  it('comes to an end with as many rows of each kind as Jobber has, and nothing throttled', async () => {
    await account.settle();
    const { rows: problems } = await database.db.execute(
      sql`select entity, stage, state, last_error from sync_streams where last_error is not null`,
    );
    expect(problems).toEqual([]);
    const tables = {
      clients: 'Client',
      properties: 'Property',
      requests: 'Request',
      quotes: 'Quote',
      jobs: 'Job',
      visits: 'Visit',
      invoices: 'Invoice',
      payment_records: 'PaymentRecord',
      users: 'User',
      time_sheets: 'TimeSheetEntry',
      expenses: 'Expense',
      products: 'ProductOrService',
    } as const;
    const ours: Record<string, number> = {};
    const theirs: Record<string, number> = {};
    for (const [table, type] of Object.entries(tables)) {
      ours[table] = await count(table);
      theirs[table] = store().all(type).length;
    }
    expect(ours).toEqual(theirs);
    expect(sandbox.control.seen.list().filter(({ throttled }) => throttled)).toEqual([]);
  }, 180_000);

  it('knows of a visit far ahead that it was completed already', async () => {
    const { rows } = await database.db.execute(
      sql`select is_complete, completed_at is not null as is_dated from visits where id = ${doneEarly}`,
    );
    expect(rows).toEqual([{ is_complete: true, is_dated: true }]);
  });

  it('has every line item and every field beyond the lists', async () => {
    const { rows } = await database.db.execute<{ kind: string; n: number }>(sql`
      select owner_kind as kind, count(*)::int as n from line_items where account_id = ${account.accountId} group by 1 order by 1`);
    expect(Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))).toEqual({
      quote: store().all('QuoteLineItem').length,
      job: store().all('JobLineItem').length,
      invoice: store().all('InvoiceLineItem').length,
    });
  });
});
