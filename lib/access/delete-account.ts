import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { hasSqlState } from '@/db/sql-state';
import { AppError } from '@/lib/errors';
import { disconnect } from '../connection';
import { holdAccount } from '../sync/hold-account';
import type { AccountScope } from './account-scope';
import { audit } from './audit';
import { requireRight } from './rights';

/**
 * Deletes everything this server holds of an account: records, grants, people who are in no other account, history and
 * log. First ends Jobber's access, then takes out every row that the catalog says belongs to the account, in one
 * transaction. What stays is one line of the log that an account was deleted, without its name. Only owners, who type
 * the account's name.
 * @public
 */
export async function deleteAccount(
  scope: AccountScope,
  accountId: number,
  typedName: string,
  db: Database = appDb(),
): Promise<{ toldJobber: boolean }> {
  requireRight(scope, 'manage');
  const account = scope.accounts.find(({ id }) => id === accountId);
  if (!account) throw new AppError('not_found', 'There is no such account here.');
  if (typedName.trim() !== account.name) {
    // Without the name: what a refusal says stands in the log, which outlives the account.
    throw new AppError('bad_input', 'This is not its name. Type it exactly as it is shown here.');
  }
  const { toldJobber } = await disconnect(scope, accountId, db);
  await wipeAccount(accountId, scope.personId, db);
  return { toldJobber };
}

/**
 * The database's part of it, repeatable. A worker that is amid a page of the account holds rows in another order; whichever
 * of the two Postgres picks, a deletion begins again, and the worker finds no account afterwards.
 */
export async function wipeAccount(
  accountId: number,
  byPersonId: string,
  db: Database,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await wipeOnce(accountId, byPersonId, db);
    } catch (error) {
      if (!hasSqlState(error, deadlockDetected) || attempt === mostAttempts) throw error;
    }
  }
}

const mostAttempts = 10;
const deadlockDetected = '40P01';

async function wipeOnce(accountId: number, byPersonId: string, db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '15min'`);
    await holdAccount(tx, accountId);
    const { rows } = await tx.execute<{ jobberAccountId: string }>(
      sql`select jobber_account_id as "jobberAccountId" from accounts where id = ${accountId} for update`,
    );
    const jobberAccountId = rows[0]?.jobberAccountId;
    if (jobberAccountId === undefined) return;
    const known = await tx.execute<{ id: string }>(sql`
      select person_id as id from memberships where account_id = ${accountId}
      union select person_id from audit_events where account_id = ${accountId} and person_id is not null`);
    await deleteFrom(tx, 'account_id', sql`${accountId}`);
    await deleteFrom(tx, 'jobber_account_id', sql`${jobberAccountId}`);
    await tx.execute(sql`delete from accounts where id = ${accountId}`);
    await forgetPeople(
      tx,
      known.rows.map(({ id }) => id),
    );
    await handOnInstallation(tx, jobberAccountId);
    const isHere = await tx.execute(sql`select 1 from people where id = ${byPersonId}`);
    const who = isHere.rows.length > 0 ? { personId: byPersonId } : {};
    await audit({ what: 'account_deleted', ...who }, tx);
  });
}

/**
 * Takes the rows out of every table that names the account in `column`. Triggers that keep sums write while their records
 * go, so the sums go last, and jobs and hours first, because what is gone is not summed again; the account itself and the
 * claim on this server are not its data.
 */
async function deleteFrom(tx: Database, column: string, value: ReturnType<typeof sql>) {
  const { rows } = await tx.execute<{ table: string }>(sql`
    select c.table_name as table from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = ${column} and t.table_type = 'BASE TABLE'
      and c.table_name not in ('accounts', 'installation')
    order by case when c.table_name in ('jobs', 'time_sheets') then 0
      when c.table_name in ('client_sums', 'job_steps', 'job_sums', 'rollups', 'worked_times') then 2 else 1 end, c.table_name`);
  for (const { table } of rows) {
    await tx.execute(
      sql`delete from ${sql.identifier(table)} where ${sql.identifier(column)} = ${value}`,
    );
  }
}

/**
 * Whoever is or was in this account and in no other is a stranger now: name, address and sign-ins go, unless the log of
 * an account that stays still names them.
 */
async function forgetPeople(tx: Database, ids: string[]): Promise<void> {
  await tx.execute(sql`
    delete from people p where p.id = any(${sql.param(ids)}::uuid[])
      and not exists (select 1 from memberships m where m.person_id = p.id)
      and not exists (select 1 from audit_events e where e.person_id = p.id and e.account_id is not null)`);
}

/** The first account that stays owns this server; with none left, whoever signs in next. */
async function handOnInstallation(tx: Database, jobberAccountId: string): Promise<void> {
  await tx.execute(sql`
    update installation set jobber_account_id = (select jobber_account_id from accounts order by id limit 1)
    where jobber_account_id = ${jobberAccountId} and exists (select 1 from accounts)`);
  await tx.execute(sql`delete from installation where jobber_account_id = ${jobberAccountId}`);
}
