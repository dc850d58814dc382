import { sql } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import type { TestDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';

/**
 * The moment that grown accounts are made for.
 * @public
 */
export const grownNow = new Date('2026-11-20T15:00:00Z');

/**
 * An account with about `rows` clients, requests, quotes, jobs, visits and invoices, made by SQL in proportions of a
 * busy business, with search lines and daily sums. The same arguments give the same rows.
 * @public
 */
export async function grownAccount(
  database: TestDatabase,
  slug: string,
  rows: number,
): Promise<AccountScope> {
  const { rows: made } = await database.db.execute<{ account: number; person: string }>(sql`
    with a as (insert into accounts (jobber_account_id, slug, name) values (${slug}, ${slug}, ${slug}) returning id),
      p as (insert into people (name) values (${slug}) returning id),
      m as (insert into memberships (account_id, person_id, role) select a.id, p.id, 'owner' from a, p)
    select a.id as account, p.id as person from a, p`);
  const { account = 0, person = '' } = made[0] ?? {};
  const client = await database.pool.connect();
  try {
    await grow(client, account, rows);
  } finally {
    client.release();
  }
  return requireAccounts({ personId: person }, slug, database.db);
}

const tables = ['clients', 'requests', 'quotes', 'jobs', 'visits', 'invoices', 'invoice_jobs'];

async function grow(client: PoolClient, account: number, rows: number): Promise<void> {
  const clients = Math.round(rows * 0.1);
  await client.query("set statement_timeout = '15min'");
  await client.query("set maintenance_work_mem = '256MB'");
  await client.query(`create or replace function pg_temp.r(i int, salt text, m int) returns int language sql immutable
    return (('x' || substr(md5(i || salt), 1, 7))::bit(28)::int % m)`);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  // Indexes built at once cost a fraction of those that grow row by row.
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [[...tables, 'record_search', 'visit_assignees', 'client_tags', 'properties']],
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (const statement of statements(account, clients)) await client.query(statement);
  for (const { made } of indexes) await client.query(made);
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  // Without statistics the sums of jobs are joined row by row: minutes instead of seconds.
  await client.query('analyze');
  await client.query(`insert into rollups (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select ${account}, * from counted_rollups(${account})`);
  await client.query(`select keep_first_due(${account}, null),
    recount_job_steps(${account}, null), recount_job_sums(${account}, null)`);
  await client.query('vacuum (analyze)');
  await client.query('reset statement_timeout');
}

const now = `timestamptz '${grownNow.toISOString()}'`;
const syllables = `array['ba','ker','lin','mor','ton','sel','ver','dan','wick','ford','hol','ran','ster','gal','mund','pet','quin','ros','tal','und']`;
const cities = `array['Springfield','Riverton','Oakdale','Fairview','Madison','Georgetown','Clinton','Salem','Ashland','Dover']`;
const word = (i: string, salt: string) =>
  `(${syllables})[1 + pg_temp.r(${i}, '${salt}', 20)] || (${syllables})[1 + pg_temp.r(${i}, '${salt}2', 20)]`;
const ago = (i: string, salt: string, days: number) =>
  `${now} - make_interval(mins => pg_temp.r(${i}, '${salt}', ${days * 1440}))`;
const one = (i: string, salt: string, values: string[]) =>
  `(array[${values.map((value) => `'${value}'`).join(',')}])[1 + pg_temp.r(${i}, '${salt}', ${values.length})]`;

function statements(account: number, clients: number): string[] {
  const jobs = clients * 2;
  const base = `${account}, 'h', ${now}`;
  const search = (kind: string, words: string, label: string, from: string) =>
    `insert into record_search (account_id, kind, id, search, label, recent_at)
     select t.account_id, '${kind}', t.id, lower(concat_ws(' ', ${words})), ${label}, t.updated_at ${from} where t.account_id = ${account}`;
  const ofClient = 'join clients c on c.account_id = t.account_id and c.id = t.client_id';
  return [
    `insert into users (account_id, id, hash, read_at, name, status, is_admin, is_owner)
     select ${account}, 'u' || i, 'h', ${now}, 'Person ' || i, 'ACTIVATED', false, false from generate_series(1, 12) i`,
    `insert into clients (account_id, hash, read_at, id, created_at, updated_at, name, sort_name, is_lead, is_archived,
       balance_cents, email, phone, phone_digits, billing_street, billing_city)
     select ${base}, 'c' || i, ${ago('i', 'cc', 1500)}, ${ago('i', 'cu', 400)}, name, lower(name), pg_temp.r(i, 'l', 12) = 0,
       pg_temp.r(i, 'a', 15) = 0, case when pg_temp.r(i, 'b', 4) = 0 then pg_temp.r(i, 'bc', 400000) - 20000 else 0 end,
       'mail' || i || '@example.test', '(555) 01-' || i, '555' || lpad(i::text, 7, '0'), i || ' ' || ${word('i', 'st')} || ' Street',
       (${cities})[1 + pg_temp.r(i, 'ci', 10)]
     from (select i, initcap(${word('i', 'f')}) || ' ' || initcap(${word('i', 'n')}) || case when i % 7 = 0 then ' ' || i else '' end as name
       from generate_series(1, ${clients}) i) n`,
    `insert into client_tags (account_id, client_id, id, label)
     select ${account}, 'c' || i, 't' || pg_temp.r(i, 't', 6), 'Tag ' || pg_temp.r(i, 't', 6) from generate_series(1, ${clients}, 3) i`,
    `insert into properties (account_id, hash, read_at, id, client_id, street, city)
     select ${base}, 'p' || i, 'c' || i, i || ' ' || ${word('i', 'st')} || ' Street', (${cities})[1 + pg_temp.r(i, 'ci', 10)]
     from generate_series(1, ${clients}) i`,
    `insert into requests (account_id, hash, read_at, id, created_at, updated_at, client_id, client_sort, property_id, title, status)
     select ${base}, 'r' || i, ${ago('i', 'rc', 1200)}, ${ago('i', 'ru', 300)}, c.id, c.sort_name, 'p' || substr(c.id, 2),
       'Request ' || ${word('i', 'rt')}, ${one('i', 'rs', ['new', 'overdue', 'converted', 'converted', 'converted', 'archived', 'completed'])}
     from generate_series(1, ${Math.round(clients * 0.3)}) i
     join clients c on c.account_id = ${account} and c.id = 'c' || (1 + pg_temp.r(i, 'rcl', ${clients}))`,
    `insert into quotes (account_id, hash, read_at, id, created_at, updated_at, client_id, client_sort, property_id, quote_number,
       number_sort, title, status, total_cents, sent_at, salesperson_id)
     select ${base}, 'q' || i, ${ago('i', 'qc', 1200)}, ${ago('i', 'qu', 300)}, c.id, c.sort_name, 'p' || substr(c.id, 2), i::text, i,
       'Quote ' || ${word('i', 'qt')}, ${one('i', 'qs', ['draft', 'awaiting_response', 'approved', 'converted', 'converted', 'converted', 'archived', 'archived'])},
       pg_temp.r(i, 'qv', 900000), case when pg_temp.r(i, 'qd', 8) > 0 then ${ago('i', 'qc', 1200)} end, 'u' || (1 + pg_temp.r(i, 'qp', 12))
     from generate_series(1, ${Math.round(clients * 0.7)}) i
     join clients c on c.account_id = ${account} and c.id = 'c' || (1 + pg_temp.r(i, 'qcl', ${clients}))`,
    `insert into jobs (account_id, hash, read_at, id, created_at, updated_at, client_id, client_sort, property_id, job_number, title,
       status, job_type, billing_type, total_cents, uninvoiced_cents, start_at, completed_at, salesperson_id)
     select ${base}, 'j' || i, ${now} - make_interval(secs => (${jobs} - i) * 102e6 / ${jobs}), ${ago('i', 'ju', 300)}, c.id, c.sort_name,
       'p' || substr(c.id, 2), i, initcap(${word('i', 'jt')}) || ' work', status, case when i % 9 = 0 then 'RECURRING' else 'ONE_OFF' end,
       case when i % 9 = 0 then 'VISIT_BASED' else 'FIXED_PRICE' end, pg_temp.r(i, 'jv', 700000),
       case when status in ('requires_invoicing', 'upcoming', 'unscheduled', 'late') then pg_temp.r(i, 'jv', 700000) else 0 end,
       case when status <> 'unscheduled' then ${now} - make_interval(secs => (${jobs} - i) * 102e6 / ${jobs} - 1800000) end,
       case when status = 'archived' then ${now} - make_interval(secs => (${jobs} - i) * 102e6 / ${jobs}) end, 'u' || (1 + pg_temp.r(i, 'jp', 12))
     from (select i, case when i < ${jobs} * 0.9 then 'archived' else ${one('i', 'js', ['upcoming', 'requires_invoicing', 'late', 'today', 'unscheduled', 'archived'])} end as status
       from generate_series(1, ${jobs}) i) n
     join clients c on c.account_id = ${account} and c.id = 'c' || (1 + pg_temp.r(i, 'jcl', ${clients}))`,
    `insert into visits (account_id, hash, read_at, id, created_at, client_id, client_sort, property_id, job_id, invoice_id, title, status,
       start_at, end_at, all_day, is_complete, completed_at, client_confirmed)
     select ${base}, 'v' || j.job_number || '-' || n, j.created_at, j.client_id, j.client_sort, j.property_id, j.id, null, j.title,
       case when done then 'COMPLETED' else 'UPCOMING' end, at, at + interval '2 hours', false, done, case when done then at + interval '2 hours' end, n = 1
     from (select j.*, n, j.start_at + make_interval(days => n * 7) as at, j.status in ('archived', 'requires_invoicing') as done
       from jobs j cross join generate_series(0, 1) n where j.account_id = ${account}) j`,
    `insert into visit_assignees (account_id, visit_id, user_id)
     select ${account}, id, 'u' || (1 + pg_temp.r(hashtext(id) & 1048575, 'va', 12)) from visits
     where account_id = ${account} and pg_temp.r(hashtext(id) & 1048575, 'vn', 20) > 0`,
    `insert into invoices (account_id, hash, read_at, id, created_at, updated_at, client_id, client_sort, invoice_number, number_sort, subject,
       status, subtotal_cents, discount_cents, total_cents, balance_cents, issued_at, due_at, received_at, salesperson_id)
     select ${base}, 'i' || i, at, at, c.id, c.sort_name, i::text, i, 'For services rendered', status, total, 0, total,
       case when status in ('awaiting_payment', 'past_due', 'bad_debt') then total else 0 end, case when status <> 'draft' then at end,
       case when status <> 'draft' then at + interval '14 days' end, case when status = 'paid' then at + interval '9 days' end, 'u' || (1 + pg_temp.r(i, 'ip', 12))
     from (select i, ${now} - make_interval(secs => (${jobs} - i) * 102e6 / ${jobs}) as at, 100 + pg_temp.r(i, 'iv', 600000) as total,
       case when i < ${jobs} * 0.95 and pg_temp.r(i, 'io', 100) > 0 then 'paid'
         else ${one('i', 'is', ['awaiting_payment', 'past_due', 'paid', 'draft', 'bad_debt'])} end as status
       from generate_series(1, ${jobs}) i) n
     join clients c on c.account_id = ${account} and c.id = 'c' || (1 + pg_temp.r(i, 'icl', ${clients}))`,
    `insert into invoice_jobs (account_id, invoice_id, job_id, is_archived)
     select ${account}, 'i' || i, 'j' || i, true from generate_series(1, ${jobs}) i`,
    search(
      'client',
      't.name, t.email, t.phone_digits, t.phone, t.billing_street, t.billing_city',
      't.name',
      'from clients t',
    ),
    search(
      'job',
      `'#' || t.job_number, t.title, c.name, c.phone_digits, c.billing_street`,
      `'Job #' || t.job_number`,
      `from jobs t ${ofClient}`,
    ),
    search(
      'quote',
      `'#' || t.quote_number, t.title, c.name, c.phone_digits`,
      `'Quote #' || t.quote_number`,
      `from quotes t ${ofClient}`,
    ),
    search(
      'invoice',
      `'#' || t.invoice_number, t.subject, c.name, c.phone_digits`,
      `'Invoice #' || t.invoice_number`,
      `from invoices t ${ofClient}`,
    ),
    search('request', `t.title, c.name, c.phone_digits`, 't.title', `from requests t ${ofClient}`),
  ];
}
