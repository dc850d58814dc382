import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { askedAccounts } from '@/lib/reports/asked-accounts';
import { AppError } from '../errors';
import { clientRecord } from './client-record';
import { type Columns, readRow, selectList } from './columns';
import { invoiceRecord, quoteRecord, requestRecord } from './document-records';
import { jobRecord } from './job-record';
import { accountsRelation } from './list-conditions';
import type {
  ClientRecord,
  InvoiceRecord,
  JobRecord,
  QuoteRecord,
  RequestRecord,
} from './record-contract';

type Effects = { db?: Database; now?: Date };
type Source<Row> = { word: string; table: string; columns: Columns<Row> };

/**
 * One client with contacts, money and rhythm. `not_found` when no account of the scope has it.
 * @public
 */
export function getClient(
  scope: AccountScope,
  id: string,
  effects?: Effects,
): Promise<ClientRecord> {
  return record({ word: 'client', table: 'clients', columns: clientRecord }, scope, id, effects);
}

/**
 * One job with lines, costs, invoices and the state of its visits. `not_found` when no account of the scope has it.
 * @public
 */
export function getJob(scope: AccountScope, id: string, effects?: Effects): Promise<JobRecord> {
  return record({ word: 'job', table: 'jobs', columns: jobRecord }, scope, id, effects);
}

/**
 * One quote with lines, deposits and the jobs it became. `not_found` when no account of the scope has it.
 * @public
 */
export function getQuote(scope: AccountScope, id: string, effects?: Effects): Promise<QuoteRecord> {
  return record({ word: 'quote', table: 'quotes', columns: quoteRecord }, scope, id, effects);
}

/**
 * One invoice with lines, payments and jobs. `not_found` when no account of the scope has it.
 * @public
 */
export function getInvoice(
  scope: AccountScope,
  id: string,
  effects?: Effects,
): Promise<InvoiceRecord> {
  return record({ word: 'invoice', table: 'invoices', columns: invoiceRecord }, scope, id, effects);
}

/**
 * One request with its assessment, quotes and jobs. `not_found` when no account of the scope has it.
 * @public
 */
export function getRequest(
  scope: AccountScope,
  id: string,
  effects?: Effects,
): Promise<RequestRecord> {
  return record({ word: 'request', table: 'requests', columns: requestRecord }, scope, id, effects);
}

async function record<Row>(
  { word, table, columns }: Source<Row>,
  scope: AccountScope,
  id: string,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<Row> {
  const asked = await askedAccounts(scope, db);
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select ${selectList(columns)} from ${accountsRelation(asked, {}, null, now)}
    join ${sql.identifier(table)} t on t.account_id = s.account_id and t.id = ${id}
    order by t.account_id limit 1`);
  const [row] = rows;
  if (!row) throw new AppError('not_found', `There is no such ${word} here.`);
  return readRow(columns, row);
}
