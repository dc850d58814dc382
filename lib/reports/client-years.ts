import { type SQL, sql } from 'drizzle-orm';
import type { FactsContext } from './report';

/** SQL of what each client was invoiced in the twelve months that end with the day asked for: account_id, client_id, cents. */
export function clientYears(context: FactsContext): SQL {
  return sql`
    select k.account_id, k.client_id, k.year_cents as cents
    from ${keptSums(context)}
    where k.year_n > 0
    union all
    select s.account_id, y.client_id, y.cents from ${uncounted(context)} cross join lateral (${countedYears(context)}) y`;
}

/** SQL of what the clients of each account were invoiced in that year together: account_id, n (clients), cents. */
export function yearsTogether(context: FactsContext): SQL {
  return sql`
    select w.account_id, w.year_clients as n, w.year_cents as cents
    from ${keptAccounts(context)}
    where w.year_clients > 0
    union all
    select s.account_id, count(*), sum(y.cents) from ${uncounted(context)} cross join lateral (${countedYears(context)}) y
    group by s.account_id`;
}

/** SQL of the `most` clients who were invoiced most in that year: account_id, client_id, cents. */
export function largestYears(context: FactsContext, most: number): SQL {
  // Each account for itself first: its clients stand in the index in this order.
  return sql`
    select * from (
      select s.account_id, y.client_id, y.cents
      from (select s.account_id from ${keptAccounts(context)}) s
      cross join lateral (
        select k.client_id, k.year_cents as cents from client_sums k
        where k.account_id = s.account_id and k.year_n > 0 order by k.year_cents desc, k.client_id limit ${most}
      ) y
      union all
      select s.account_id, y.client_id, y.cents from ${uncounted(context)} cross join lateral (
        select * from (${countedYears(context)}) c order by c.cents desc, c.client_id limit ${most}
      ) y
    ) each_account
    order by cents desc, account_id, client_id limit ${most}`;
}

/** FROM items `s` and `k`: the kept sums of each client, in the accounts where they stand for the day asked for. */
export function keptSums(context: FactsContext): SQL {
  return sql`${keptAccounts(context)} join client_sums k on k.account_id = s.account_id`;
}

function keptAccounts({ asked, asOf }: FactsContext): SQL {
  return sql`${asked} join client_sum_windows w on w.account_id = s.account_id and w.to_day = ${asOf}::date`;
}

/**
 * FROM item `s` of the accounts whose kept sums stand for another day. `offset 0` has them found first: joined freely, the
 * planner reads all invoices of an account to find that it need not have.
 */
export function uncounted({ asked, asOf }: FactsContext): SQL {
  return sql`(select s.* from ${asked} where not exists (
    select from client_sum_windows w where w.account_id = s.account_id and w.to_day = ${asOf}::date) offset 0) s`;
}

/** SQL of the same year counted anew for account `s`: client_id, cents. */
export function countedYears({ asOf }: FactsContext): SQL {
  return sql`
    select i.client_id, sum(i.subtotal_cents - i.discount_cents)::bigint as cents
    from invoices i
    where i.account_id = s.account_id and i.status <> 'draft' and i.client_id is not null
      and i.issued_at >= (${asOf}::date - interval '1 year' + interval '1 day') at time zone s.zone
      and i.issued_at < (${asOf}::date + 1)::timestamp at time zone s.zone
    group by i.client_id`;
}
