-- Invoices within the account's twelve months, as they come, change and go. One function for the three events: a
-- statement of an event that did not happen is never run, so it may name rows that do not exist then.
create function keep_client_years() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into client_sums as t (account_id, client_id, year_cents, year_n)
    select r.account_id, r.client_id, sum(r.subtotal_cents - r.discount_cents), count(*)
    from new_rows r join client_sum_windows w on w.account_id = r.account_id
    where r.client_id is not null and r.status <> 'draft' and r.issued_at >= w.from_at and r.issued_at < w.to_at
    group by r.account_id, r.client_id order by r.account_id, r.client_id
    on conflict (account_id, client_id) do update
      set year_cents = t.year_cents + excluded.year_cents, year_n = t.year_n + excluded.year_n;
  elsif tg_op = 'DELETE' then
    insert into client_sums as t (account_id, client_id, year_cents, year_n)
    select r.account_id, r.client_id, -sum(r.subtotal_cents - r.discount_cents), -count(*)
    from old_rows r join client_sum_windows w on w.account_id = r.account_id
    where r.client_id is not null and r.status <> 'draft' and r.issued_at >= w.from_at and r.issued_at < w.to_at
    group by r.account_id, r.client_id order by r.account_id, r.client_id
    on conflict (account_id, client_id) do update
      set year_cents = t.year_cents + excluded.year_cents, year_n = t.year_n + excluded.year_n;
  else
    insert into client_sums as t (account_id, client_id, year_cents, year_n)
    select r.account_id, r.client_id, sum(r.sign * (r.subtotal_cents - r.discount_cents)), sum(r.sign)
    from (
      select account_id, client_id, status, issued_at, subtotal_cents, discount_cents, 1 as sign from new_rows
      union all
      select account_id, client_id, status, issued_at, subtotal_cents, discount_cents, -1 from old_rows
    ) r join client_sum_windows w on w.account_id = r.account_id
    where r.client_id is not null and r.status <> 'draft' and r.issued_at >= w.from_at and r.issued_at < w.to_at
    group by r.account_id, r.client_id
    having sum(r.sign) <> 0 or sum(r.sign * (r.subtotal_cents - r.discount_cents)) <> 0
    order by r.account_id, r.client_id
    on conflict (account_id, client_id) do update
      set year_cents = t.year_cents + excluded.year_cents, year_n = t.year_n + excluded.year_n;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger keep_years_inserted after insert on invoices referencing new table as new_rows for each statement execute function keep_client_years();
--> statement-breakpoint
create trigger keep_years_updated after update on invoices referencing new table as new_rows old table as old_rows for each statement execute function keep_client_years();
--> statement-breakpoint
create trigger keep_years_deleted after delete on invoices referencing old table as old_rows for each statement execute function keep_client_years();
--> statement-breakpoint
-- How often work was done for some clients of an account, counted from their visits; all of its clients for null.
create function counted_client_rhythms(account integer, clients text[])
returns table (client_id text, visit_days integer, last_day date, usual_days double precision)
language plpgsql stable as $$
#variable_conflict use_column
declare zone text := account_time_zone(account);
begin
  return query
  select client_id, count(*)::integer, max(day), percentile_cont(0.5) within group (order by gap)
  from (
    select client_id, day, (day - lag(day) over (partition by client_id order by day))::double precision as gap
    from (
      select distinct v.client_id, (v.completed_at at time zone zone)::date as day from visits v
      where v.account_id = account and v.client_id is not null and v.is_complete and v.completed_at is not null
        and (clients is null or v.client_id = any(clients))
    ) days
  ) gaps group by client_id;
end
$$;
--> statement-breakpoint
create function keep_client_rhythms() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in execute case tg_op
    when 'INSERT' then
      'select account_id, array_agg(distinct client_id) as clients from new_rows where client_id is not null and is_complete group by account_id'
    when 'DELETE' then
      'select account_id, array_agg(distinct client_id) as clients from old_rows where client_id is not null and is_complete group by account_id'
    else
      'select account_id, array_agg(distinct client_id) as clients from (
        select n.account_id, unnest(array[n.client_id, o.client_id]) as client_id from new_rows n join old_rows o using (account_id, id)
        where (n.client_id, n.is_complete, n.completed_at) is distinct from (o.client_id, o.is_complete, o.completed_at)
      ) changed where client_id is not null group by account_id'
    end
  loop
    insert into client_sums as t (account_id, client_id, visit_days, last_day, usual_days)
    select touched.account_id, k.client_id, coalesce(c.visit_days, 0), c.last_day, c.usual_days
    from unnest(touched.clients) k(client_id)
    left join counted_client_rhythms(touched.account_id, touched.clients) c on c.client_id = k.client_id
    order by k.client_id
    on conflict (account_id, client_id) do update
      set visit_days = excluded.visit_days, last_day = excluded.last_day, usual_days = excluded.usual_days;
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger keep_rhythms_inserted after insert on visits referencing new table as new_rows for each statement execute function keep_client_rhythms();
--> statement-breakpoint
create trigger keep_rhythms_updated after update on visits referencing new table as new_rows old table as old_rows for each statement execute function keep_client_rhythms();
--> statement-breakpoint
create trigger keep_rhythms_deleted after delete on visits referencing old table as old_rows for each statement execute function keep_client_rhythms();
--> statement-breakpoint
-- The same sums counted anew, for comparison and repair: the year that ends with the account's day, all visits.
create function counted_client_sums(account integer)
returns table (client_id text, year_cents bigint, year_n integer, visit_days integer, last_day date, usual_days double precision)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select client_id, coalesce(y.cents, 0)::bigint, coalesce(y.n, 0)::integer, coalesce(r.visit_days, 0), r.last_day, r.usual_days
  from (
    select i.client_id, sum(i.subtotal_cents - i.discount_cents) as cents, count(*) as n
    from client_sum_windows w
    join invoices i on i.account_id = w.account_id and i.issued_at >= w.from_at and i.issued_at < w.to_at
    where w.account_id = account and i.client_id is not null and i.status <> 'draft'
    group by i.client_id
  ) y full join counted_client_rhythms(account, null) r using (client_id);
end
$$;
--> statement-breakpoint
-- What became of quotes by the day they were sent, as rollups of kind `quote_outcome`: how many days after it they were
-- decided, to the band of ages below, and how.
create function quote_outcome(sent date, decided date, won boolean) returns text language sql immutable as $$
  select case when decided - sent < 3 then '0' when decided - sent < 8 then '3' when decided - sent < 15 then '8'
    when decided - sent < 31 then '15' when decided - sent < 61 then '31' when decided - sent < 91 then '61' else '91' end
    || case when won then ' won' else ' lost' end
$$;
--> statement-breakpoint
create function roll_up_quote_outcomes() returns trigger language plpgsql as $$
declare rows_of text := case tg_op
  when 'INSERT' then 'select 1 as sign, r.* from new_rows r'
  when 'DELETE' then 'select -1 as sign, r.* from old_rows r'
  else 'select 1 as sign, r.* from new_rows r union all select -1, r.* from old_rows r' end;
begin
  execute format($sql$
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'quote_outcome', day, status, sum(sign), 0, 0, 0 from (
      select r.account_id, r.sign, (r.sent_at at time zone z.zone)::date as day, quote_outcome((r.sent_at at time zone z.zone)::date,
        (coalesce(r.approved_at, r.converted_at, r.transitioned_at, r.updated_at) at time zone z.zone)::date,
        r.approved_at is not null or r.converted_at is not null or r.status in ('approved', 'converted')) as status
      from (%s) r
      join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from (%s) r) a) z
        on z.account_id = r.account_id
      where r.sent_at is not null and r.status in ('approved', 'converted', 'archived')
    ) change group by account_id, day, status having sum(sign) <> 0 order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n$sql$, rows_of, rows_of);
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_outcomes_inserted after insert on quotes referencing new table as new_rows for each statement execute function roll_up_quote_outcomes();
--> statement-breakpoint
create trigger roll_up_outcomes_updated after update on quotes referencing new table as new_rows old table as old_rows for each statement execute function roll_up_quote_outcomes();
--> statement-breakpoint
create trigger roll_up_outcomes_deleted after delete on quotes referencing old table as old_rows for each statement execute function roll_up_quote_outcomes();
--> statement-breakpoint
alter function counted_rollups rename to counted_record_rollups;
--> statement-breakpoint
create function counted_rollups(account integer)
returns table (kind text, day date, status text, n integer, net_cents bigint, total_cents bigint, balance_cents bigint)
language sql stable as $$
  select * from counted_record_rollups(account)
  union all
  select 'quote_outcome', day, status, count(*)::integer, 0, 0, 0 from (
    select (q.sent_at at time zone z.zone)::date as day, quote_outcome((q.sent_at at time zone z.zone)::date,
      (coalesce(q.approved_at, q.converted_at, q.transitioned_at, q.updated_at) at time zone z.zone)::date,
      q.approved_at is not null or q.converted_at is not null or q.status in ('approved', 'converted')) as status
    from quotes q cross join (select account_time_zone(account) as zone offset 0) z
    where q.account_id = account and q.sent_at is not null and q.status in ('approved', 'converted', 'archived')
  ) decided group by day, status
$$;
--> statement-breakpoint
-- Quotes that were read before these sums were kept.
insert into rollups (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
select a.id, c.kind, c.day, c.status, c.n, 0, 0, 0 from accounts a, lateral counted_rollups(a.id) c where c.kind = 'quote_outcome';
