-- What Looker Studio, Metabase, Power BI and psql read. Each view shows a database role the accounts granted to it in
-- reporting_grants and nothing else: session_user is who logged in, and cannot be changed by that login.
-- Money is numeric in the account's currency, moments are timestamptz; null means that Jobber has no value.
create schema reporting;
--> statement-breakpoint
revoke all on schema reporting from public;
--> statement-breakpoint
comment on schema reporting is 'Read-only views over what Fieldboard has read of Jobber, per account. Roles are made by: npm run cli -- reporting-role';
--> statement-breakpoint
create view reporting.accounts with (security_barrier) as
select t.id as account_id, t.slug, t.name, coalesce(f.currency, 'USD') as currency, f.time_zone
from public.accounts t left join public.account_formats f on f.account_id = t.id
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.id
);
--> statement-breakpoint
comment on view reporting.accounts is 'The Jobber accounts that this role sees. time_zone is null where the one that Jobber says is kept.';
--> statement-breakpoint
create view reporting.clients with (security_barrier) as
select t.account_id, t.id as client_id, t.name, t.first_name, t.last_name, t.company_name, t.is_company, t.is_lead, t.is_archived, (t.balance_cents / 100.0)::numeric(14, 2) as balance, t.email, t.phone, t.billing_street, t.billing_city, t.billing_province, t.billing_postal_code, t.billing_country, t.lead_source, t.created_at, t.updated_at, t.jobber_uri
from public.clients t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.clients is 'Clients and leads. balance is what they owe, in the account''s currency.';
--> statement-breakpoint
create view reporting.client_tags with (security_barrier) as
select t.account_id, t.client_id, t.label as tag
from public.client_tags t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.client_tags is 'One row per client and tag.';
--> statement-breakpoint
create view reporting.properties with (security_barrier) as
select t.account_id, t.id as property_id, t.client_id, t.name, t.street, t.city, t.province, t.postal_code, t.country, t.latitude, t.longitude
from public.properties t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.properties is 'Where work is done.';
--> statement-breakpoint
create view reporting.requests with (security_barrier) as
select t.account_id, t.id as request_id, t.client_id, t.property_id, t.title, t.status, t.source, t.salesperson_id, t.contact_name, t.email, t.phone, t.created_at, t.updated_at, t.jobber_uri
from public.requests t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.requests is 'Requests for work.';
--> statement-breakpoint
create view reporting.quotes with (security_barrier) as
select t.account_id, t.id as quote_id, t.client_id, t.property_id, t.request_id, t.salesperson_id, t.quote_number, t.title, t.status, (t.subtotal_cents / 100.0)::numeric(14, 2) as subtotal, (t.discount_cents / 100.0)::numeric(14, 2) as discount, (t.tax_cents / 100.0)::numeric(14, 2) as tax, (t.total_cents / 100.0)::numeric(14, 2) as total, t.sent_at, t.viewed_at, t.approved_at, t.changes_requested_at, t.converted_at, t.created_at, t.updated_at, t.jobber_uri
from public.quotes t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.quotes is 'Quotes with the moments of their life. tax is null where Jobber has not shown it.';
--> statement-breakpoint
create view reporting.jobs with (security_barrier) as
select t.account_id, t.id as job_id, t.client_id, t.property_id, t.quote_id, t.request_id, t.salesperson_id, t.job_number, t.title, t.status, t.job_type, t.billing_type, (t.total_cents / 100.0)::numeric(14, 2) as total, (t.invoiced_cents / 100.0)::numeric(14, 2) as invoiced, (t.uninvoiced_cents / 100.0)::numeric(14, 2) as uninvoiced, (t.labour_cost_cents / 100.0)::numeric(14, 2) as labour_cost, (t.expense_cost_cents / 100.0)::numeric(14, 2) as expense_cost, (t.line_item_cost_cents / 100.0)::numeric(14, 2) as line_item_cost, t.labour_seconds, t.start_at, t.end_at, t.completed_at, t.created_at, t.updated_at, t.jobber_uri
from public.jobs t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.jobs is 'Jobs. total is their value, uninvoiced what is not billed yet; costs are null where Jobber shows none.';
--> statement-breakpoint
create view reporting.visits with (security_barrier) as
select t.account_id, t.id as visit_id, t.job_id, t.client_id, t.property_id, t.invoice_id, t.title, t.status, t.start_at, t.end_at, t.all_day, t.is_complete, t.completed_at, t.client_confirmed
from public.visits t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.visits is 'Visits of jobs; both times are null while a visit is not scheduled.';
--> statement-breakpoint
create view reporting.visit_assignees with (security_barrier) as
select t.account_id, t.visit_id, t.user_id
from public.visit_assignees t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.visit_assignees is 'Who goes to a visit: one row per visit and user.';
--> statement-breakpoint
create view reporting.invoices with (security_barrier) as
select t.account_id, t.id as invoice_id, t.client_id, t.salesperson_id, t.invoice_number, t.subject, t.status, (t.subtotal_cents / 100.0)::numeric(14, 2) as subtotal, (t.discount_cents / 100.0)::numeric(14, 2) as discount, (t.tax_cents / 100.0)::numeric(14, 2) as tax, (t.total_cents / 100.0)::numeric(14, 2) as total, (t.balance_cents / 100.0)::numeric(14, 2) as balance, (t.payments_cents / 100.0)::numeric(14, 2) as payments, (t.deposit_cents / 100.0)::numeric(14, 2) as deposit, (t.tips_cents / 100.0)::numeric(14, 2) as tips, t.issued_at, t.due_at, t.received_at, t.net_days, t.viewed_at, t.created_at, t.updated_at, t.jobber_uri
from public.invoices t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.invoices is 'Invoices. balance is what is still owed. Drafts are in here: leave them out with status <> ''draft''.';
--> statement-breakpoint
create view reporting.invoice_jobs with (security_barrier) as
select t.account_id, t.invoice_id, t.job_id
from public.invoice_jobs t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.invoice_jobs is 'Which jobs an invoice bills.';
--> statement-breakpoint
create view reporting.payments with (security_barrier) as
select t.account_id, t.id as payment_id, t.client_id, t.invoice_id, t.quote_id, t.adjustment_type as kind, t.payment_type as method, (t.amount_cents / 100.0)::numeric(14, 2) as amount, (t.tip_cents / 100.0)::numeric(14, 2) as tip, t.entry_at as paid_at
from public.payment_records t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.payments is 'Payments, deposits and refunds, one row per record of Jobber; kind is Jobber''s adjustment type.';
--> statement-breakpoint
create view reporting.line_items with (security_barrier) as
select t.account_id, t.owner_kind, t.owner_id, t.id as line_item_id, t.position, t.name, t.category, t.quantity, (t.unit_price_cents / 100.0)::numeric(14, 2) as unit_price, (t.total_cents / 100.0)::numeric(14, 2) as total, (t.unit_cost_cents / 100.0)::numeric(14, 2) as unit_cost, (t.total_cost_cents / 100.0)::numeric(14, 2) as total_cost, t.is_taxable, t.is_optional, t.product_id
from public.line_items t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.line_items is 'Line items of quotes, jobs, invoices and visits: owner_kind says of which, owner_id is its id.';
--> statement-breakpoint
create view reporting.users with (security_barrier) as
select t.account_id, t.id as user_id, t.name, t.email, t.status, t.is_admin, t.is_owner
from public.users t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.users is 'The people of the account in Jobber.';
--> statement-breakpoint
create view reporting.time_sheets with (security_barrier) as
select t.account_id, t.id as time_sheet_id, t.user_id, t.client_id, t.job_id, t.visit_id, t.start_at, t.end_at, t.seconds, t.is_ticking, t.is_approved, t.category, (t.labour_rate_cents / 100.0)::numeric(14, 2) as labour_rate
from public.time_sheets t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.time_sheets is 'Hours worked. Entries of one person may overlap.';
--> statement-breakpoint
create view reporting.expenses with (security_barrier) as
select t.account_id, t.id as expense_id, t.job_id, t.entered_by_id, t.title, (t.total_cents / 100.0)::numeric(14, 2) as total, t.spent_at
from public.expenses t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.expenses is 'Expenses.';
--> statement-breakpoint
create view reporting.products with (security_barrier) as
select t.account_id, t.id as product_id, t.name, t.category, (t.price_cents / 100.0)::numeric(14, 2) as price, (t.cost_cents / 100.0)::numeric(14, 2) as cost, t.is_taxable
from public.products t
where exists (
  select from public.reporting_grants g where g.role_name = session_user and g.account_id = t.account_id
);
--> statement-breakpoint
comment on view reporting.products is 'The price list.';
