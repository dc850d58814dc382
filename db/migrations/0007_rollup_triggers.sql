-- The zone that days are counted in: the account's own setting, else what Jobber says.
create function account_time_zone(account integer) returns text language sql stable as $$
  select coalesce(
    (select time_zone from account_formats where account_id = account),
    (select time_zone from sync_accounts where account_id = account),
    'UTC')
$$;
--> statement-breakpoint
create function roll_up_clients() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'client', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             case when is_archived then 'archived' when is_lead then 'lead' else 'active' end as status, 1 * (0) as net, 1 * (0) as total, 1 * (balance_cents) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'client', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             case when is_archived then 'archived' when is_lead then 'lead' else 'active' end as status, -1 * (0) as net, -1 * (0) as total, -1 * (balance_cents) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'client', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             case when is_archived then 'archived' when is_lead then 'lead' else 'active' end as status, 1 * (0) as net, 1 * (0) as total, 1 * (balance_cents) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             case when is_archived then 'archived' when is_lead then 'lead' else 'active' end as status, -1 * (0) as net, -1 * (0) as total, -1 * (balance_cents) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on clients referencing new table as new_rows for each statement execute function roll_up_clients();
--> statement-breakpoint
create trigger roll_up_updated after update on clients referencing new table as new_rows old table as old_rows for each statement execute function roll_up_clients();
--> statement-breakpoint
create trigger roll_up_deleted after delete on clients referencing old table as old_rows for each statement execute function roll_up_clients();
--> statement-breakpoint
create function roll_up_requests() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'request', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (0) as net, 1 * (0) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'request', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (0) as net, -1 * (0) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'request', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (0) as net, 1 * (0) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (0) as net, -1 * (0) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on requests referencing new table as new_rows for each statement execute function roll_up_requests();
--> statement-breakpoint
create trigger roll_up_updated after update on requests referencing new table as new_rows old table as old_rows for each statement execute function roll_up_requests();
--> statement-breakpoint
create trigger roll_up_deleted after delete on requests referencing old table as old_rows for each statement execute function roll_up_requests();
--> statement-breakpoint
create function roll_up_quotes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'quote', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (0) as net, 1 * (total_cents) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'quote', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (0) as net, -1 * (total_cents) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'quote', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (0) as net, 1 * (total_cents) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (0) as net, -1 * (total_cents) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on quotes referencing new table as new_rows for each statement execute function roll_up_quotes();
--> statement-breakpoint
create trigger roll_up_updated after update on quotes referencing new table as new_rows old table as old_rows for each statement execute function roll_up_quotes();
--> statement-breakpoint
create trigger roll_up_deleted after delete on quotes referencing old table as old_rows for each statement execute function roll_up_quotes();
--> statement-breakpoint
create function roll_up_jobs() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'job', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (0) as net, 1 * (total_cents) as total, 1 * (uninvoiced_cents) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'job', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (0) as net, -1 * (total_cents) as total, -1 * (uninvoiced_cents) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'job', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (0) as net, 1 * (total_cents) as total, 1 * (uninvoiced_cents) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((created_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (0) as net, -1 * (total_cents) as total, -1 * (uninvoiced_cents) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on jobs referencing new table as new_rows for each statement execute function roll_up_jobs();
--> statement-breakpoint
create trigger roll_up_updated after update on jobs referencing new table as new_rows old table as old_rows for each statement execute function roll_up_jobs();
--> statement-breakpoint
create trigger roll_up_deleted after delete on jobs referencing old table as old_rows for each statement execute function roll_up_jobs();
--> statement-breakpoint
create function roll_up_visits() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'visit', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((start_at at time zone z.zone)::date, 'infinity') as day,
             case when is_complete then 'complete' else 'open' end as status, 1 * (0) as net, 1 * (0) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'visit', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((start_at at time zone z.zone)::date, 'infinity') as day,
             case when is_complete then 'complete' else 'open' end as status, -1 * (0) as net, -1 * (0) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'visit', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((start_at at time zone z.zone)::date, 'infinity') as day,
             case when is_complete then 'complete' else 'open' end as status, 1 * (0) as net, 1 * (0) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((start_at at time zone z.zone)::date, 'infinity') as day,
             case when is_complete then 'complete' else 'open' end as status, -1 * (0) as net, -1 * (0) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on visits referencing new table as new_rows for each statement execute function roll_up_visits();
--> statement-breakpoint
create trigger roll_up_updated after update on visits referencing new table as new_rows old table as old_rows for each statement execute function roll_up_visits();
--> statement-breakpoint
create trigger roll_up_deleted after delete on visits referencing old table as old_rows for each statement execute function roll_up_visits();
--> statement-breakpoint
create function roll_up_invoices() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'invoice', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((issued_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (subtotal_cents - discount_cents) as net, 1 * (total_cents) as total, 1 * (balance_cents) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'invoice', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((issued_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (subtotal_cents - discount_cents) as net, -1 * (total_cents) as total, -1 * (balance_cents) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'invoice', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((issued_at at time zone z.zone)::date, 'infinity') as day,
             status as status, 1 * (subtotal_cents - discount_cents) as net, 1 * (total_cents) as total, 1 * (balance_cents) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((issued_at at time zone z.zone)::date, 'infinity') as day,
             status as status, -1 * (subtotal_cents - discount_cents) as net, -1 * (total_cents) as total, -1 * (balance_cents) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on invoices referencing new table as new_rows for each statement execute function roll_up_invoices();
--> statement-breakpoint
create trigger roll_up_updated after update on invoices referencing new table as new_rows old table as old_rows for each statement execute function roll_up_invoices();
--> statement-breakpoint
create trigger roll_up_deleted after delete on invoices referencing old table as old_rows for each statement execute function roll_up_invoices();
--> statement-breakpoint
create function roll_up_payment_records() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'payment', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((entry_at at time zone z.zone)::date, 'infinity') as day,
             adjustment_type as status, 1 * (0) as net, 1 * (raw_cents) as total, 1 * (coalesce(tip_cents, 0)) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'payment', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((entry_at at time zone z.zone)::date, 'infinity') as day,
             adjustment_type as status, -1 * (0) as net, -1 * (raw_cents) as total, -1 * (coalesce(tip_cents, 0)) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'payment', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((entry_at at time zone z.zone)::date, 'infinity') as day,
             adjustment_type as status, 1 * (0) as net, 1 * (raw_cents) as total, 1 * (coalesce(tip_cents, 0)) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((entry_at at time zone z.zone)::date, 'infinity') as day,
             adjustment_type as status, -1 * (0) as net, -1 * (raw_cents) as total, -1 * (coalesce(tip_cents, 0)) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on payment_records referencing new table as new_rows for each statement execute function roll_up_payment_records();
--> statement-breakpoint
create trigger roll_up_updated after update on payment_records referencing new table as new_rows old table as old_rows for each statement execute function roll_up_payment_records();
--> statement-breakpoint
create trigger roll_up_deleted after delete on payment_records referencing old table as old_rows for each statement execute function roll_up_payment_records();
--> statement-breakpoint
create function roll_up_expenses() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'expense', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((spent_at at time zone z.zone)::date, 'infinity') as day,
             '' as status, 1 * (0) as net, 1 * (coalesce(total_cents, 0)) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  elsif tg_op = 'DELETE' then
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'expense', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, -1 n, coalesce((spent_at at time zone z.zone)::date, 'infinity') as day,
             '' as status, -1 * (0) as net, -1 * (coalesce(total_cents, 0)) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  else
    insert into rollups as t (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
    select account_id, 'expense', day, status, sum(n), sum(net), sum(total), sum(balance) from (
      select r.account_id, 1 n, coalesce((spent_at at time zone z.zone)::date, 'infinity') as day,
             '' as status, 1 * (0) as net, 1 * (coalesce(total_cents, 0)) as total, 1 * (0) as balance
      from new_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from new_rows) a) z
        on z.account_id = r.account_id
      union all select r.account_id, -1 n, coalesce((spent_at at time zone z.zone)::date, 'infinity') as day,
             '' as status, -1 * (0) as net, -1 * (coalesce(total_cents, 0)) as total, -1 * (0) as balance
      from old_rows r join (select a.account_id, account_time_zone(a.account_id) as zone from (select distinct account_id from old_rows) a) z
        on z.account_id = r.account_id
    ) change group by account_id, day, status
    having sum(n) <> 0 or sum(net) <> 0 or sum(total) <> 0 or sum(balance) <> 0
    order by day, status
    on conflict (account_id, kind, day, status) do update set n = t.n + excluded.n,
      net_cents = t.net_cents + excluded.net_cents, total_cents = t.total_cents + excluded.total_cents,
      balance_cents = t.balance_cents + excluded.balance_cents;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger roll_up_inserted after insert on expenses referencing new table as new_rows for each statement execute function roll_up_expenses();
--> statement-breakpoint
create trigger roll_up_updated after update on expenses referencing new table as new_rows old table as old_rows for each statement execute function roll_up_expenses();
--> statement-breakpoint
create trigger roll_up_deleted after delete on expenses referencing old table as old_rows for each statement execute function roll_up_expenses();
--> statement-breakpoint
-- The same sums counted anew, for comparison and repair.
create function counted_rollups(account integer)
returns table (kind text, day date, status text, n integer, net_cents bigint, total_cents bigint, balance_cents bigint)
language plpgsql stable as $$
#variable_conflict use_column
declare zone text := account_time_zone(account);
begin
  return query
  select 'client', coalesce((created_at at time zone zone)::date, 'infinity'), case when is_archived then 'archived' when is_lead then 'lead' else 'active' end, count(*)::integer,
    sum(0)::bigint, sum(0)::bigint, sum(balance_cents)::bigint
  from clients where account_id = account group by 2, 3
  union all
  select 'request', coalesce((created_at at time zone zone)::date, 'infinity'), status, count(*)::integer,
    sum(0)::bigint, sum(0)::bigint, sum(0)::bigint
  from requests where account_id = account group by 2, 3
  union all
  select 'quote', coalesce((created_at at time zone zone)::date, 'infinity'), status, count(*)::integer,
    sum(0)::bigint, sum(total_cents)::bigint, sum(0)::bigint
  from quotes where account_id = account group by 2, 3
  union all
  select 'job', coalesce((created_at at time zone zone)::date, 'infinity'), status, count(*)::integer,
    sum(0)::bigint, sum(total_cents)::bigint, sum(uninvoiced_cents)::bigint
  from jobs where account_id = account group by 2, 3
  union all
  select 'visit', coalesce((start_at at time zone zone)::date, 'infinity'), case when is_complete then 'complete' else 'open' end, count(*)::integer,
    sum(0)::bigint, sum(0)::bigint, sum(0)::bigint
  from visits where account_id = account group by 2, 3
  union all
  select 'invoice', coalesce((issued_at at time zone zone)::date, 'infinity'), status, count(*)::integer,
    sum(subtotal_cents - discount_cents)::bigint, sum(total_cents)::bigint, sum(balance_cents)::bigint
  from invoices where account_id = account group by 2, 3
  union all
  select 'payment', coalesce((entry_at at time zone zone)::date, 'infinity'), adjustment_type, count(*)::integer,
    sum(0)::bigint, sum(raw_cents)::bigint, sum(coalesce(tip_cents, 0))::bigint
  from payment_records where account_id = account group by 2, 3
  union all
  select 'expense', coalesce((spent_at at time zone zone)::date, 'infinity'), '', count(*)::integer,
    sum(0)::bigint, sum(coalesce(total_cents, 0))::bigint, sum(0)::bigint
  from expenses where account_id = account group by 2, 3;
end
$$;
