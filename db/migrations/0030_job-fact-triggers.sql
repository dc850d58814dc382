-- When the steps of one-off jobs began and ended, of some jobs of an account; of all of its jobs for null. Joined, not
-- looked up job by job, so that the same statement counts a page of jobs and a million of them.
create function counted_job_steps(account integer, touched text[])
returns table (job_id text, part text, began_at timestamptz, ended_at timestamptz)
language sql stable as $$
  with visited as (
    select v.job_id, min(v.start_at) as first_at, case when bool_and(v.is_complete) then max(v.completed_at) end as done_at
    from visits v
    where v.account_id = account and (touched is null or v.job_id = any(touched))
    group by v.job_id
  ),
  invoiced as (
    select f.job_id, f.issued_at, max(r.entry_at) as paid_at
    from (
      select distinct on (b.job_id) b.job_id, i.id as invoice_id, i.issued_at, i.status
      from invoice_jobs b
      join invoices i on i.account_id = b.account_id and i.id = b.invoice_id and i.status <> 'draft' and i.issued_at is not null
      where b.account_id = account and (touched is null or b.job_id = any(touched))
      order by b.job_id, i.issued_at, i.id
    ) f
    left join payment_records r on f.status = 'paid' and r.account_id = account and r.invoice_id = f.invoice_id
      and r.adjustment_type in ('PAYMENT', 'DEPOSIT')
    group by f.job_id, f.issued_at
  )
  select j.id, step.part, step.began_at, step.ended_at
  from jobs j
  left join quotes q on q.account_id = j.account_id and q.id = j.quote_id
  left join requests r on r.account_id = j.account_id and r.id = coalesce(j.request_id, q.request_id)
  left join visited v on v.job_id = j.id
  left join invoiced i on i.job_id = j.id
  cross join lateral (values
    ('request-quote', r.created_at, q.sent_at),
    ('quote-approval', q.sent_at, q.approved_at),
    ('approval-visit', q.approved_at, v.first_at),
    ('visits', v.first_at, v.done_at),
    ('visit-invoice', v.done_at, i.issued_at),
    ('invoice-paid', i.issued_at, i.paid_at)
  ) step(part, began_at, ended_at)
  where j.account_id = account and (touched is null or j.id = any(touched)) and j.job_type = 'ONE_OFF'
    and step.began_at is not null and step.ended_at is not null
$$;
--> statement-breakpoint
-- Counts those steps anew and puts right what differs; returns how many differed. A plan for these very jobs each time: the
-- one for any jobs would read the account whole. In the order of the key, or each of many rows goes to another page of it.
create function recount_job_steps(account integer, touched text[]) returns integer
language plpgsql set plan_cache_mode = force_custom_plan as $$
declare differed integer;
begin
  with counted as materialized (select * from counted_job_steps(account, touched)),
  gone as (
    delete from job_steps k where k.account_id = account and (touched is null or k.job_id = any(touched))
      and not exists (select from counted c where c.job_id = k.job_id and c.part = k.part)
    returning 1
  ),
  written as (
    insert into job_steps (account_id, job_id, part, began_at, ended_at)
    select account, c.job_id, c.part, c.began_at, c.ended_at from counted c
    where not exists (
      select from job_steps k where k.account_id = account and (touched is null or k.job_id = any(touched))
        and k.job_id = c.job_id and k.part = c.part and k.began_at = c.began_at and k.ended_at = c.ended_at)
    order by c.job_id, c.part
    on conflict (account_id, job_id, part) do update set began_at = excluded.began_at, ended_at = excluded.ended_at
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from written) into differed;
  return differed;
end
$$;
--> statement-breakpoint
-- What completed jobs brought and cost, of some jobs of an account; of all of its jobs for null. An invoice of several jobs
-- is shared evenly, the cents that remain go to the first of them; the lines of a recurring job are those of one unit.
create function counted_job_sums(account integer, touched text[])
returns table (job_id text, completed_at timestamptz, billed_cents bigint, line_cents bigint, labour_cents bigint, spent_cents bigint)
language sql stable as $$
  with shared as (
    select b.job_id, b.invoice_id, count(*) as n, b.job_id = min(o.job_id) as is_first
    from invoice_jobs b
    join invoice_jobs o on o.account_id = b.account_id and o.invoice_id = b.invoice_id
    where b.account_id = account and (touched is null or b.job_id = any(touched))
    group by b.job_id, b.invoice_id
  ),
  billed as (
    select h.job_id, sum((i.subtotal_cents - i.discount_cents) / h.n
      + case when h.is_first then (i.subtotal_cents - i.discount_cents) % h.n else 0 end) as cents
    from shared h join invoices i on i.account_id = account and i.id = h.invoice_id and i.status <> 'draft'
    group by h.job_id
  ),
  lines as (
    select l.owner_id as job_id, sum(l.total_cost_cents) as cents from line_items l
    where l.account_id = account and l.owner_kind = 'job' and (touched is null or l.owner_id = any(touched))
    group by l.owner_id
  ),
  labour as (
    select w.job_id, sum(w.cents) as cents from worked_times w
    where w.account_id = account and w.job_id is not null and (touched is null or w.job_id = any(touched))
    group by w.job_id
  ),
  spent as (
    select e.job_id, sum(e.total_cents) as cents from expenses e
    where e.account_id = account and e.job_id is not null and (touched is null or e.job_id = any(touched))
    group by e.job_id
  )
  select j.id, j.completed_at, coalesce(b.cents, 0)::bigint,
    (case when j.job_type = 'RECURRING' and j.total_cents > 0
      then round(l.cents * coalesce(j.invoiced_cents, 0) / j.total_cents) else l.cents end)::bigint,
    w.cents::bigint, s.cents::bigint
  from jobs j
  left join billed b on b.job_id = j.id
  left join lines l on l.job_id = j.id
  left join labour w on w.job_id = j.id
  left join spent s on s.job_id = j.id
  where j.account_id = account and j.completed_at is not null and (touched is null or j.id = any(touched))
$$;
--> statement-breakpoint
create function recount_job_sums(account integer, touched text[]) returns integer
language plpgsql set plan_cache_mode = force_custom_plan as $$
declare differed integer;
begin
  with counted as materialized (select * from counted_job_sums(account, touched)),
  gone as (
    delete from job_sums k where k.account_id = account and (touched is null or k.job_id = any(touched))
      and not exists (select from counted c where c.job_id = k.job_id)
    returning 1
  ),
  written as (
    insert into job_sums (account_id, job_id, completed_at, billed_cents, line_cents, labour_cents, spent_cents)
    select account, c.job_id, c.completed_at, c.billed_cents, c.line_cents, c.labour_cents, c.spent_cents
    from counted c
    left join job_sums k on k.account_id = account and (touched is null or k.job_id = any(touched)) and k.job_id = c.job_id
    where (k.completed_at, k.billed_cents, k.line_cents, k.labour_cents, k.spent_cents)
      is distinct from (c.completed_at, c.billed_cents, c.line_cents, c.labour_cents, c.spent_cents)
    order by c.job_id
    on conflict (account_id, job_id) do update set completed_at = excluded.completed_at, billed_cents = excluded.billed_cents,
      line_cents = excluded.line_cents, labour_cents = excluded.labour_cents, spent_cents = excluded.spent_cents
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from written) into differed;
  return differed;
end
$$;
--> statement-breakpoint
-- The entries of some people on some days (`people[n]` on `days[n]`), every minute once; those of everybody for null.
create function counted_worked_times(account integer, people text[], days date[])
returns table (id text, user_id text, job_id text, visit_id text, day date, seconds integer, cents bigint)
language sql stable as $$
  select w.id, w.user_id, w.job_id, w.visit_id, w.day, w.seconds::integer,
    round(w.seconds * coalesce(own.hourly, w.labour_rate_cents) / 3600)::bigint
  from (
    select t.id, t.user_id, t.job_id, t.visit_id, t.labour_rate_cents, t.day,
      floor(greatest(extract(epoch from t.end_at - greatest(t.start_at, max(t.end_at) over (
        partition by t.user_id, t.day order by t.start_at, t.id
        rows between unbounded preceding and 1 preceding))), 0)) as seconds
    from (
      select e.id, e.user_id, e.job_id, e.visit_id, e.labour_rate_cents, e.category, e.start_at, e.end_at,
        (e.start_at at time zone z.zone)::date as day
      from (select account_time_zone(account) as zone offset 0) z
      join time_sheets e on e.account_id = account and e.user_id is not null
      where people is null
      union all
      select t.id, t.user_id, t.job_id, t.visit_id, t.labour_rate_cents, t.category, t.start_at, t.end_at, d.day
      from (select account_time_zone(account) as zone offset 0) z
      cross join unnest(people, days) d(user_id, day)
      -- `offset 0` keeps one look into the index per person and day; joined freely, all entries meet all days.
      cross join lateral (
        select * from time_sheets e where e.account_id = account and e.user_id = d.user_id
          and e.start_at >= d.day::timestamp at time zone z.zone
          and e.start_at < (d.day + 1)::timestamp at time zone z.zone
        offset 0
      ) t
      where people is not null
    ) t
    where t.end_at is not null and t.category is distinct from 'BREAK'
  ) w
  left join lateral (
    select r.hourly_cents * (100 + r.burden_percent::numeric) / 100 as hourly from labour_rates r
    where r.account_id = account and r.user_id = w.user_id and r.from_day <= w.day
    order by r.from_day desc limit 1
  ) own on true
$$;
--> statement-breakpoint
create function recount_worked_times(account integer, people text[], days date[]) returns integer
language plpgsql set plan_cache_mode = force_custom_plan as $$
declare differed integer;
begin
  with counted as materialized (select * from counted_worked_times(account, people, days)),
  gone as (
    delete from worked_times k using (
      select o.id from worked_times o where people is null and o.account_id = account
      union all
      select o.id from unnest(people, days) d(user_id, day)
      join worked_times o on o.account_id = account and o.day = d.day and o.user_id = d.user_id
      where people is not null
    ) o
    where k.account_id = account and k.id = o.id and not exists (select from counted c where c.id = k.id)
    returning 1
  ),
  written as (
    insert into worked_times (account_id, id, user_id, job_id, visit_id, day, seconds, cents)
    select account, c.id, c.user_id, c.job_id, c.visit_id, c.day, c.seconds, c.cents
    from counted c left join worked_times k on k.account_id = account and k.id = c.id
    where (k.user_id, k.job_id, k.visit_id, k.day, k.seconds, k.cents)
      is distinct from (c.user_id, c.job_id, c.visit_id, c.day, c.seconds, c.cents)
    order by c.id
    on conflict (account_id, id) do update set user_id = excluded.user_id, job_id = excluded.job_id,
      visit_id = excluded.visit_id, day = excluded.day, seconds = excluded.seconds, cents = excluded.cents
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from written) into differed;
  return differed;
end
$$;
--> statement-breakpoint
-- SQL of what a statement changed in some columns, the key among them: rows as they were and as they are.
create function changed_rows(event text, columns text) returns text language sql immutable as $$
  select replace(case event
    when 'INSERT' then 'select # from new_rows'
    when 'DELETE' then 'select # from old_rows'
    else '(select # from new_rows except select # from old_rows) union all (select # from old_rows except select # from new_rows)'
  end, '#', columns)
$$;
--> statement-breakpoint
-- Trigger arguments: the columns that matter, SQL of the jobs (account_id, job_id) that `changed` touches, and which facts
-- of them. More jobs than a page of anything has are the whole account.
create function keep_job_facts() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in execute format('with changed as (%s)
    select account_id, case when count(distinct job_id) <= 5000 then array_agg(distinct job_id) end as jobs
    from (%s) t where job_id is not null group by account_id', changed_rows(tg_op, tg_argv[0]), tg_argv[1])
  loop
    if tg_argv[2] like '%steps%' then perform recount_job_steps(touched.account_id, touched.jobs); end if;
    if tg_argv[2] like '%sums%' then perform recount_job_sums(touched.account_id, touched.jobs); end if;
  end loop;
  return null;
end
$$;
--> statement-breakpoint
-- The same for time: SQL of the people and days (account_id, user_id, day).
create function keep_worked_times() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in execute format('with changed as (%s)
    select account_id, array_agg(user_id) as people, array_agg(day) as days
    from (select distinct account_id, user_id, day from (%s) t where user_id is not null) t group by account_id',
    changed_rows(tg_op, tg_argv[0]), tg_argv[1])
  loop
    perform recount_worked_times(touched.account_id, touched.people, touched.days);
  end loop;
  return null;
end
$$;
--> statement-breakpoint
-- What the clients of the twelve months come to together, so that nobody has to add up all of them.
create function keep_client_year_totals() returns trigger language plpgsql as $$
begin
  execute format('update client_sum_windows w set year_cents = w.year_cents + d.cents, year_clients = w.year_clients + d.n
    from (
      select account_id, sum(sign * year_cents) as cents, sum(sign) as n from (%s) r where year_n > 0 group by account_id
    ) d where w.account_id = d.account_id and (d.cents <> 0 or d.n <> 0)', case tg_op
    when 'INSERT' then 'select 1 as sign, r.* from new_rows r'
    when 'DELETE' then 'select -1 as sign, r.* from old_rows r'
    else 'select 1 as sign, r.* from new_rows r union all select -1, r.* from old_rows r' end);
  return null;
end
$$;
--> statement-breakpoint
-- Everything that was read before these facts were kept.
select recount_worked_times(id, null, null), recount_job_steps(id, null), recount_job_sums(id, null) from accounts;
--> statement-breakpoint
update client_sum_windows w set year_cents = k.cents, year_clients = k.n
from (select account_id, sum(year_cents) as cents, count(*) as n from client_sums where year_n > 0 group by account_id) k
where k.account_id = w.account_id;
--> statement-breakpoint
do $$
declare kept record;
begin
  for kept in select * from (values
    ('jobs', 'keep_job_facts', array['account_id, id, job_type, quote_id, request_id, total_cents, invoiced_cents, completed_at',
      'select account_id, id as job_id from changed', 'steps and sums']),
    ('quotes', 'keep_job_facts', array['account_id, id, request_id, sent_at, approved_at',
      'select j.account_id, j.id as job_id from changed c join jobs j on j.account_id = c.account_id and j.quote_id = c.id', 'steps']),
    ('requests', 'keep_job_facts', array['account_id, id, created_at',
      'select j.account_id, j.id as job_id from changed c join jobs j on j.account_id = c.account_id and j.request_id = c.id
       union all
       select j.account_id, j.id from changed c join quotes q on q.account_id = c.account_id and q.request_id = c.id
       join jobs j on j.account_id = q.account_id and j.quote_id = q.id', 'steps']),
    ('visits', 'keep_job_facts', array['account_id, id, job_id, start_at, is_complete, completed_at',
      'select account_id, job_id from changed', 'steps']),
    ('invoices', 'keep_job_facts', array['account_id, id, status, issued_at, subtotal_cents, discount_cents',
      'select b.account_id, b.job_id from changed c join invoice_jobs b on b.account_id = c.account_id and b.invoice_id = c.id',
      'steps and sums']),
    -- A job more or less on an invoice changes the shares of all jobs on it.
    ('invoice_jobs', 'keep_job_facts', array['account_id, invoice_id, job_id',
      'select account_id, job_id from changed
       union all
       select b.account_id, b.job_id from changed c join invoice_jobs b on b.account_id = c.account_id and b.invoice_id = c.invoice_id',
      'steps and sums']),
    ('payment_records', 'keep_job_facts', array['account_id, id, invoice_id, adjustment_type, entry_at',
      'select b.account_id, b.job_id from changed c
       join invoice_jobs b on b.account_id = c.account_id and b.invoice_id = c.invoice_id', 'steps']),
    ('line_items', 'keep_job_facts', array['account_id, owner_kind, owner_id, id, total_cost_cents',
      $sql$select account_id, owner_id as job_id from changed where owner_kind = 'job'$sql$, 'sums']),
    ('expenses', 'keep_job_facts', array['account_id, id, job_id, total_cents', 'select account_id, job_id from changed', 'sums']),
    ('worked_times', 'keep_job_facts', array['account_id, id, job_id, cents', 'select account_id, job_id from changed', 'sums']),
    ('time_sheets', 'keep_worked_times', array[
      'account_id, id, user_id, job_id, visit_id, start_at, end_at, category, labour_rate_cents',
      'select c.account_id, c.user_id, (c.start_at at time zone z.zone)::date as day from changed c
       join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from changed) a) z
         on z.account_id = c.account_id']),
    ('labour_rates', 'keep_worked_times', array['account_id, user_id, from_day, hourly_cents, burden_percent',
      'select w.account_id, w.user_id, w.day from changed c
       join worked_times w on w.account_id = c.account_id and w.user_id = c.user_id and w.day >= c.from_day']),
    ('client_sums', 'keep_client_year_totals', array[]::text[])
  ) t(of_table, function, arguments)
  loop
    execute (
      select string_agg(format('create trigger keep_facts_%s after %s on %I referencing %s for each statement execute function %I(%s)',
        event.name, event.verb, kept.of_table, event.tables, kept.function,
        (select string_agg(quote_literal(argument), ', ') from unnest(kept.arguments) argument)), '; ')
      from (values ('inserted', 'insert', 'new table as new_rows'),
        ('updated', 'update', 'new table as new_rows old table as old_rows'),
        ('deleted', 'delete', 'old table as old_rows')) event(name, verb, tables)
      -- The jobs of an invoice come after it and go before it; sums of clients go with their account alone.
      where not (kept.of_table = 'invoices' and event.verb <> 'update' or kept.of_table = 'client_sums' and event.verb = 'delete'));
  end loop;
end $$;
