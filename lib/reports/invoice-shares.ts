import { type SQL, sql } from 'drizzle-orm';

/**
 * SQL of what each invoice that is no draft brings to one job, before tax and less discount: even shares among its jobs,
 * the cents that remain to the first of them. Columns: invoice_id, issued_at, cents.
 */
export function invoiceShares(accountId: SQL, jobId: SQL): SQL {
  return sql`
    select i.id as invoice_id, i.issued_at,
      (i.subtotal_cents - i.discount_cents) / shared.n
        + case when b.job_id = shared.first_id then (i.subtotal_cents - i.discount_cents) % shared.n else 0 end as cents
    from invoice_jobs b
    join invoices i on i.account_id = b.account_id and i.id = b.invoice_id and i.status <> 'draft'
    join lateral (
      select count(*) as n, min(o.job_id) as first_id from invoice_jobs o
      where o.account_id = b.account_id and o.invoice_id = b.invoice_id
    ) shared on true
    where b.account_id = ${accountId} and b.job_id = ${jobId}`;
}
