-- The records that belong to clients: what custom fields, line items, notes and search lines hang on.
create function records_of_clients(account integer, clients text[]) returns table (kind text, id text) language sql stable as $$
  select 'client', unnest(clients)
  union all select 'property', p.id from properties p where p.account_id = account and p.client_id = any(clients)
  union all select 'request', r.id from requests r where r.account_id = account and r.client_id = any(clients)
  union all select 'quote', q.id from quotes q where q.account_id = account and q.client_id = any(clients)
  union all select 'job', j.id from jobs j where j.account_id = account and j.client_id = any(clients)
  union all select 'visit', v.id from visits v where v.account_id = account and v.client_id = any(clients)
  union all select 'invoice', i.id from invoices i where i.account_id = account and i.client_id = any(clients)
$$;
--> statement-breakpoint
-- Blanks the words that say who the erased clients of an account are, in every table that has such words. Dates,
-- amounts and states stay, so that no figure changes. Rows that are blank already are not written.
create function forget_erased_clients(account integer) returns void language plpgsql as $$
declare gone text[];
begin
  select array_agg(client_id) into gone from client_erasures where account_id = account;
  if gone is null then return; end if;

  update clients set name = 'Erased client', sort_name = 'erased client', first_name = null, last_name = null,
    company_name = null, secondary_name = null, title = null, email = null, phone = null, phone_digits = null,
    billing_street = null, billing_city = null, billing_province = null, billing_postal_code = null, billing_country = null
  where account_id = account and id = any(gone) and (name, sort_name) is distinct from ('Erased client', 'erased client')
    or account_id = account and id = any(gone) and num_nonnulls(first_name, last_name, company_name, secondary_name, title,
      email, phone, phone_digits, billing_street, billing_city, billing_province, billing_postal_code, billing_country) > 0;
  delete from client_emails where account_id = account and client_id = any(gone);
  delete from client_phones where account_id = account and client_id = any(gone);
  delete from client_tags where account_id = account and client_id = any(gone);

  update properties set name = null, street = null, street1 = null, street2 = null, city = null, province = null,
    postal_code = null, country = null, latitude = null, longitude = null
  where account_id = account and client_id = any(gone) and num_nonnulls(name, street, street1, street2, city, province,
    postal_code, country, latitude, longitude) > 0;
  update requests set title = null, contact_name = null, company_name = null, email = null, phone = null, client_sort = null
  where account_id = account and client_id = any(gone)
    and num_nonnulls(title, contact_name, company_name, email, phone, client_sort) > 0;
  update assessments a set title = null, instructions = null
  from requests r where a.account_id = account and r.account_id = account and r.id = a.request_id
    and r.client_id = any(gone) and num_nonnulls(a.title, a.instructions) > 0;
  update quotes set title = null, message = null, client_sort = null
  where account_id = account and client_id = any(gone) and num_nonnulls(title, message, client_sort) > 0;
  update jobs set title = null, instructions = null, client_sort = null
  where account_id = account and client_id = any(gone) and num_nonnulls(title, instructions, client_sort) > 0;
  update visits set title = null, instructions = null, client_sort = null
  where account_id = account and client_id = any(gone) and num_nonnulls(title, instructions, client_sort) > 0;
  update invoices set subject = null, message = null, client_sort = null
  where account_id = account and client_id = any(gone) and num_nonnulls(subject, message, client_sort) > 0;
  update payment_records set details = null
  where account_id = account and client_id = any(gone) and details is not null;
  update time_sheets set note = null, label = null
  where account_id = account and client_id = any(gone) and num_nonnulls(note, label) > 0;

  delete from custom_field_values v using records_of_clients(account, gone) e
  where v.account_id = account and v.owner_kind = e.kind and v.owner_id = e.id;
  update line_items l set description = null from records_of_clients(account, gone) e
  where l.account_id = account and l.owner_kind = e.kind and l.owner_id = e.id and l.description is not null;
  update work_items w set note = null from records_of_clients(account, gone) e
  where w.account_id = account and w.kind = e.kind and w.record_id = e.id and w.note is not null;
  update record_search s set search = 'erased client', label = 'Erased client' from records_of_clients(account, gone) e
  where s.account_id = account and s.kind = e.kind and s.id = e.id and s.search <> 'erased client';
  update snapshot_items set label = 'Erased client'
  where account_id = account and client_id = any(gone) and label <> 'Erased client';
end
$$;
--> statement-breakpoint
-- After every statement that may have brought words of an erased client back; without erasures one look at an empty table.
create function forget_again() returns trigger language plpgsql as $$
declare one integer;
begin
  if pg_trigger_depth() > 1 then return null; end if;
  for one in select distinct account_id from client_erasures loop
    perform forget_erased_clients(one);
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger forget_again after insert or update on clients for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on client_emails for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on client_phones for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on client_tags for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on properties for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on requests for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on assessments for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on quotes for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on jobs for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on visits for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on invoices for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on payment_records for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on time_sheets for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on custom_field_values for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on line_items for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on record_search for each statement execute function forget_again();
--> statement-breakpoint
create trigger forget_again after insert or update on snapshot_items for each statement execute function forget_again();
