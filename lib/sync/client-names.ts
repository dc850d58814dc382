import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import type { Entity, Kind } from './entity';

/** What a row takes from its client, and a visit from its job's client as long as nothing better is known. */
export function clientColumns({ sortedByClient, clientOfJob }: Entity, accountId: number) {
  const sort = { name: sql`client_sort`, update: sql`client_sort = excluded.client_sort` };
  if (!sortedByClient) return { names: [], values: [], updates: [], joins: sql`` };
  const clientId = clientOfJob ? sql`j.client_id` : sql`r.client_id`;
  const client = sql`left join clients c on c.account_id = ${accountId} and c.id = ${clientId}`;
  if (!clientOfJob)
    return {
      names: [sort.name],
      values: [sql`c.sort_name`],
      updates: [sort.update],
      joins: client,
    };
  return {
    names: [sql`client_id`, sort.name],
    values: [clientId, sql`c.sort_name`],
    updates: [
      sql`client_id = coalesce(t.client_id, excluded.client_id)`,
      sql`client_sort = coalesce(t.client_sort, excluded.client_sort)`,
    ],
    joins: sql`left join jobs j on j.account_id = ${accountId} and j.id = r.job_id ${client}`,
  };
}

/** Brings what changed about clients and jobs to the records that show it. */
export async function carryClients(
  tx: Database,
  accountId: number,
  kind: Kind,
  changed: string[],
): Promise<void> {
  if (kind === 'client') await carryClientNames(tx, accountId, changed);
  if (kind === 'job') await carryClientsToVisits(tx, accountId, changed);
  if (kind === 'visit') await nameClients(tx, accountId, changed);
}

async function carryClientNames(
  tx: Database,
  accountId: number,
  clientIds: string[],
): Promise<void> {
  for (const name of ['requests', 'quotes', 'jobs', 'visits', 'invoices']) {
    await tx.execute(sql`
      update ${sql.identifier(name)} t set client_sort = c.sort_name from clients c
      where t.account_id = ${accountId} and c.account_id = ${accountId} and c.id = t.client_id
        and t.client_id = any(${sql.param(clientIds)}::text[]) and t.client_sort is distinct from c.sort_name`);
  }
}

async function carryClientsToVisits(
  tx: Database,
  accountId: number,
  jobIds: string[],
): Promise<void> {
  await tx.execute(sql`
    update visits v set client_id = j.client_id, client_sort = j.client_sort from jobs j
    where v.account_id = ${accountId} and j.account_id = ${accountId} and j.id = v.job_id and v.client_id is null
      and j.client_id is not null and v.job_id = any(${sql.param(jobIds)}::text[])`);
}

async function nameClients(tx: Database, accountId: number, visitIds: string[]): Promise<void> {
  await tx.execute(sql`
    update visits v set client_sort = c.sort_name from clients c
    where v.account_id = ${accountId} and c.account_id = ${accountId} and c.id = v.client_id
      and v.id = any(${sql.param(visitIds)}::text[]) and v.client_sort is distinct from c.sort_name`);
}
