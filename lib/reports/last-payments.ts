import { type SQL, sql } from 'drizzle-orm';
import type { FactsContext } from './report';

/**
 * SQL of the invoices whose last payment or deposit came in the period, whatever their status: account_id, invoice_id,
 * zone, paid_at.
 */
export function lastPayments({ asked, period }: FactsContext): SQL {
  const end = sql`(${period.to}::date + 1)::timestamp at time zone`;
  return sql`
    select r.account_id, r.invoice_id, s.zone, max(r.entry_at) as paid_at
    from ${asked}
    join payment_records r on r.account_id = s.account_id and r.adjustment_type in ('PAYMENT', 'DEPOSIT')
      and r.entry_at >= ${period.from}::timestamp at time zone s.zone and r.entry_at < ${end} s.zone
    where r.invoice_id is not null and not exists (
      select from payment_records later
      where later.account_id = r.account_id and later.invoice_id = r.invoice_id
        and later.adjustment_type in ('PAYMENT', 'DEPOSIT') and later.entry_at >= ${end} s.zone)
    group by r.account_id, r.invoice_id, s.zone`;
}
