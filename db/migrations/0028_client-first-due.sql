ALTER TABLE "clients" ADD COLUMN "first_due_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "clients_owing_by_balance" ON "clients" USING btree ("account_id","balance_cents","id","first_due_at") WHERE "clients"."first_due_at" is not null;--> statement-breakpoint
-- When the earliest open invoice is due, of some clients of an account; of all of them for null.
create function counted_first_due(account integer, clients text[])
returns table (client_id text, first_due_at timestamp with time zone)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select i.client_id, min(i.due_at) from invoices i
  where i.account_id = account and i.client_id is not null and (clients is null or i.client_id = any(clients))
    and i.status in ('awaiting_payment', 'past_due', 'sent_not_due') and i.balance_cents > 0
  group by i.client_id;
end
$$;
--> statement-breakpoint
-- Puts right what differs for these clients, for all of them for null. Returns how many did.
create function keep_first_due(account integer, only_clients text[]) returns integer language plpgsql as $$
declare changed integer;
begin
  update clients c set first_due_at = d.first_due_at
  from clients k left join counted_first_due(account, only_clients) d on d.client_id = k.id
  where k.account_id = account and (only_clients is null or k.id = any(only_clients))
    and k.first_due_at is distinct from d.first_due_at
    and c.account_id = k.account_id and c.id = k.id;
  get diagnostics changed = row_count;
  return changed;
end
$$;
--> statement-breakpoint
create function keep_first_due_of_invoices() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in execute case tg_op
    when 'INSERT' then
      'select account_id, array_agg(distinct client_id) as clients from new_rows
       where client_id is not null and balance_cents > 0 group by account_id'
    when 'DELETE' then
      'select account_id, array_agg(distinct client_id) as clients from old_rows
       where client_id is not null and balance_cents > 0 group by account_id'
    else
      'select account_id, array_agg(distinct client_id) as clients from (
        select n.account_id, unnest(array[n.client_id, o.client_id]) as client_id from new_rows n join old_rows o using (account_id, id)
        where (n.client_id, n.status, n.balance_cents > 0, n.due_at) is distinct from (o.client_id, o.status, o.balance_cents > 0, o.due_at)
      ) changed where client_id is not null group by account_id'
    end
  loop
    perform keep_first_due(touched.account_id, touched.clients);
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger keep_first_due_inserted after insert on invoices referencing new table as new_rows for each statement execute function keep_first_due_of_invoices();
--> statement-breakpoint
create trigger keep_first_due_updated after update on invoices referencing new table as new_rows old table as old_rows for each statement execute function keep_first_due_of_invoices();
--> statement-breakpoint
create trigger keep_first_due_deleted after delete on invoices referencing old table as old_rows for each statement execute function keep_first_due_of_invoices();
--> statement-breakpoint
-- Invoices may have come before their client.
create function keep_first_due_of_clients() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in select account_id, array_agg(id) as clients from new_rows group by account_id loop
    perform keep_first_due(touched.account_id, touched.clients);
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger keep_first_due_inserted after insert on clients referencing new table as new_rows for each statement execute function keep_first_due_of_clients();
--> statement-breakpoint
select keep_first_due(id, null) from accounts;
