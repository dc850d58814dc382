import type { TestDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { repairRollups } from '@/lib/sync/rollups';

const years = 8;

/**
 * One account with `n` invoices over eight years up to `now`, as a busy group would have them: a job and a visit each, a
 * payment for most, 3 % open, a fifth as many quotes, hours for every second visit. Written by SQL alone.
 */
export async function largeAccount(
  { db, pool }: TestDatabase,
  n: number,
  now: Date,
): Promise<AccountScope> {
  const client = await pool.connect();
  const at = now.toISOString();
  const spread = `'${at}'::timestamptz - make_interval(secs => ${years * 365 * 86_400}.0 * (${n} - g) / ${n})`;
  const paidAt = `${spread} + make_interval(days => (g % 60)::int)`;
  const isUnpaid = `(g > ${n} * 0.995 or ${paidAt} > '${at}')`;
  const range = `generate_series(1, ${n}) g`;
  const fifth = `generate_series(1, ${n}, 5) g`;
  const own = `1, '', '${at}'`;
  try {
    // Triggers would count each row; the kept sums are counted once at the end instead.
    await client.query(`set statement_timeout = 0; ${triggers('disable')}`);
    const fills = [
      `insert into accounts (jobber_account_id, slug, name) values ('A1', 'large', 'Large')`,
      `insert into people (id, name) values ('00000000-0000-4000-8000-000000000001', 'Ana')`,
      `insert into memberships (account_id, person_id, role) values (1, '00000000-0000-4000-8000-000000000001', 'owner')`,
      `insert into account_formats (account_id, time_zone) values (1, 'America/New_York')`,
      `insert into goals (account_id, span, from_day, amount_cents) values (1, 'month', '2018-01-01', 90000000)`,
      `insert into users (account_id, hash, read_at, id, name, status, is_admin, is_owner)
        select ${own}, 'U' || g, 'Person ' || g, 'ACTIVATED', false, false from generate_series(1, 40) g`,
      `insert into products (account_id, hash, read_at, id, name, category, price_cents)
        select ${own}, 'P' || g, 'Service ' || g, 'SERVICE', 9000 from generate_series(1, 60) g`,
      `insert into clients (account_id, hash, read_at, id, created_at, updated_at, name, sort_name, is_lead, is_archived, balance_cents, lead_source)
        select ${own}, 'C' || g, '${at}', '${at}', 'Client ' || g, 'client ' || g, false, false, 0,
          (array['Google', 'Referral', 'Flyer', null])[1 + g % 4] from generate_series(1, ${Math.ceil(n / 12)}) g`,
      `insert into jobs (account_id, hash, read_at, id, created_at, updated_at, client_id, job_number, title, status, job_type, billing_type,
          total_cents, invoiced_cents, uninvoiced_cents, completed_at, end_at, quote_id, request_id)
        select ${own}, 'J' || g, ${spread}, ${spread}, 'C' || (1 + (g::bigint * 7919) % ${Math.ceil(n / 12)}), g, 'Work',
          case when g > ${n} - ${Math.ceil(n / 400)} then (array['requires_invoicing', 'upcoming', 'unscheduled', 'action_required'])[1 + g % 4] else 'archived' end,
          case when g % 50 = 0 then 'RECURRING' else 'ONE_OFF' end, case when g % 50 = 0 then 'VISIT_BASED' else 'FIXED_PRICE' end,
          5000 + g % 90000, 5000 + g % 90000, case when g > ${n} - ${Math.ceil(n / 400)} then 5000 + g % 90000 else 0 end,
          case when g <= ${n} - ${Math.ceil(n / 400)} then ${spread} end, ${spread}, case when g % 5 = 1 then 'Q' || g end, case when g % 10 = 1 then 'R' || g end
        from ${range}`,
      `insert into visits (account_id, hash, read_at, id, created_at, client_id, job_id, invoice_id, title, status, start_at, end_at, all_day, is_complete, completed_at)
        select ${own}, 'V' || g, ${spread}, 'C' || (1 + (g::bigint * 7919) % ${Math.ceil(n / 12)}), 'J' || g,
          case when g <= ${n} - ${Math.ceil(n / 400)} then 'I' || g end, 'Work', 'COMPLETED', ${spread}, ${spread} + interval '2 hours', false,
          g <= ${n} - ${Math.ceil(n / 400)}, case when g <= ${n} - ${Math.ceil(n / 400)} then ${spread} + interval '2 hours' end from ${range}`,
      `insert into visits (account_id, hash, read_at, id, client_id, job_id, title, status, start_at, end_at, all_day, is_complete)
        select ${own}, 'W' || g, 'C' || (1 + (g::bigint * 7919) % ${Math.ceil(n / 12)}), 'J' || g, 'Work', 'ACTIVE', '${at}'::timestamptz + make_interval(hours => (g % 1800)::int),
          '${at}'::timestamptz + make_interval(hours => (g % 1800 + 2)::int), false, false from generate_series(${n} - ${Math.ceil(n / 400)}, ${n}) g`,
      `insert into invoices (account_id, hash, read_at, id, created_at, updated_at, client_id, invoice_number, status, subtotal_cents, discount_cents,
          total_cents, balance_cents, issued_at, due_at)
        select ${own}, 'I' || g, ${spread}, ${spread}, 'C' || (1 + (g::bigint * 7919) % ${Math.ceil(n / 12)}), g::text,
          case when g % 33 = 0 then 'past_due' when g % 2000 = 1 then 'bad_debt' when ${isUnpaid} then 'sent_not_due' else 'paid' end,
          5000 + g % 90000, g % 300, 5000 + g % 90000, case when g % 33 = 0 or g % 2000 = 1 or ${isUnpaid} then 4000 else 0 end,
          ${spread}, ${spread} + interval '30 days' from ${range}`,
      `insert into invoice_jobs (account_id, invoice_id, job_id, is_archived) select 1, 'I' || g, 'J' || g, true from ${range}`,
      `insert into payment_records (account_id, hash, read_at, id, client_id, invoice_id, adjustment_type, amount_cents, raw_cents, tip_cents, entry_at)
        select ${own}, 'Y' || g, 'C' || (1 + (g::bigint * 7919) % ${Math.ceil(n / 12)}), 'I' || g, 'PAYMENT', 1000 + g % 90000, 1000 + g % 90000, 0,
          ${paidAt} from ${range} where not ${isUnpaid}`,
      `insert into line_items (account_id, owner_kind, owner_id, id, position, name, quantity, unit_price_cents, total_cents, product_id)
        select 1, 'invoice', 'I' || g, 'L' || g, 0, 'Work', 1, 5000, 5000 + g % 90000, 'P' || (1 + g % 60) from ${range}`,
      `insert into line_items (account_id, owner_kind, owner_id, id, position, name, quantity, unit_price_cents, total_cents, total_cost_cents)
        select 1, 'job', 'J' || g, 'M' || g, 0, 'Work', 1, 5000, 5000, 1200 from ${range}`,
      `insert into quotes (account_id, hash, read_at, id, created_at, updated_at, client_id, property_id, request_id, salesperson_id, quote_number,
          status, total_cents, sent_at, transitioned_at, approved_at)
        select ${own}, 'Q' || g, ${spread}, ${spread}, 'C' || (1 + (g::bigint * 7919) % ${Math.ceil(n / 12)}), 'O' || g % 9000, case when g % 10 = 1 then 'R' || g end, 'U' || (1 + g % 40), g::text,
          case when g > ${n} * 0.995 then (array['awaiting_response', 'approved', 'changes_requested', 'draft'])[1 + g / 5 % 4] when g % 3 = 0 then 'archived' else 'converted' end,
          5000 + g % 90000, ${spread}, ${spread} + make_interval(days => (g % 20)::int), case when g % 3 <> 0 and g <= ${n} * 0.995 then ${spread} + make_interval(days => (g % 20)::int) end from ${fifth}`,
      `insert into requests (account_id, hash, read_at, id, created_at, updated_at, client_id, title, status)
        select ${own}, 'R' || g, ${spread} - interval '1 day', ${spread}, 'C' || (1 + (g::bigint * 7919) % ${Math.ceil(n / 12)}), 'Asked', 'converted' from generate_series(1, ${n}, 10) g`,
      `insert into time_sheets (account_id, hash, read_at, id, created_at, updated_at, user_id, job_id, visit_id, start_at, end_at, seconds, is_ticking, is_approved, labour_rate_cents)
        select ${own}, 'T' || g, ${spread}, ${spread}, 'U' || (1 + g % 40), 'J' || g, 'V' || g, ${spread}, ${spread} + interval '90 minutes', 5400, false, true, 2500
        from generate_series(1, ${n}, 2) g`,
      `insert into expenses (account_id, hash, read_at, id, created_at, updated_at, job_id, title, total_cents, spent_at)
        select ${own}, 'E' || g, ${spread}, ${spread}, 'J' || g, 'Material', 900, ${spread} from generate_series(1, ${n}, 20) g`,
    ];
    for (const fill of fills) await client.query(fill);
    await client.query('vacuum analyze');
    await repairRollups(db, 1);
    await client.query(triggers('enable'));
    await client.query('vacuum analyze rollups, job_steps, job_sums, worked_times');
  } finally {
    client.release();
  }
  return requireAccounts({ personId: '00000000-0000-4000-8000-000000000001' }, 'large', db);
}

function triggers(change: 'enable' | 'disable'): string {
  return `do $$ declare t regclass; begin
    for t in select distinct tgrelid::regclass from pg_trigger where not tgisinternal loop
      execute format('alter table %s ${change} trigger user', t);
    end loop; end $$`;
}
