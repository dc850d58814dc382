import { sql } from 'drizzle-orm';
import {
  type Columns,
  flag,
  flagOrNull,
  instantOrNull,
  numeric,
  numericOrNull,
  rows,
  text,
  textOrNull,
  texts,
} from './columns';
import { isOpenInvoice } from './list-source';
import type { Ageing, ClientRecord, RecordCounts } from './record-contract';
import { customFieldsOf, propertiesOfClient, recordBase } from './record-parts';

const daysOverdue = sql`((s.now_at at time zone s.zone)::date
  - (coalesce(i.due_at, i.issued_at, s.now_at) at time zone s.zone)::date)`;
const band = (days: ReturnType<typeof sql>) =>
  sql`coalesce(sum(i.balance_cents) filter (where ${isOpenInvoice(sql`i`)} and ${days}), 0)`;
const ageing: Columns<Ageing> = {
  notDueCents: numeric(band(sql`${daysOverdue} <= 0`)),
  days1To30Cents: numeric(band(sql`${daysOverdue} between 1 and 30`)),
  days31To60Cents: numeric(band(sql`${daysOverdue} between 31 and 60`)),
  days61To90Cents: numeric(band(sql`${daysOverdue} between 61 and 90`)),
  over90Cents: numeric(band(sql`${daysOverdue} > 90`)),
  badDebtCents: numeric(
    sql`coalesce(sum(i.balance_cents) filter (where i.status = 'bad_debt'), 0)`,
  ),
};
const ageingRow = rows<Ageing>(
  ageing,
  sql`from invoices i where i.account_id = t.account_id and i.client_id = t.id
    and i.status in ('awaiting_payment', 'past_due', 'sent_not_due', 'bad_debt')`,
);

const countOf = (table: string) =>
  numeric(sql`(select count(*) from ${sql.identifier(table)} n
    where n.account_id = t.account_id and n.client_id = t.id)`);
const countsRow = rows<RecordCounts>(
  {
    jobs: countOf('jobs'),
    quotes: countOf('quotes'),
    invoices: countOf('invoices'),
    requests: countOf('requests'),
    visits: countOf('visits'),
  },
  sql``,
);

const revenue = (since: ReturnType<typeof sql>) =>
  numeric(sql`(select coalesce(sum(i.subtotal_cents - i.discount_cents), 0) from invoices i
    where i.account_id = t.account_id and i.client_id = t.id and i.status <> 'draft'
      and i.issued_at <= s.now_at${since})`);
const last = (column: string, table: string) =>
  sql`(select max(n.${sql.identifier(column)}) from ${sql.identifier(table)} n
    where n.account_id = t.account_id and n.client_id = t.id and n.${sql.identifier(column)} <= s.now_at)`;

export const clientRecord: Columns<ClientRecord> = {
  ...recordBase,
  name: text(sql`t.name`),
  firstName: textOrNull(sql`t.first_name`),
  lastName: textOrNull(sql`t.last_name`),
  companyName: textOrNull(sql`t.company_name`),
  secondaryName: textOrNull(sql`t.secondary_name`),
  title: textOrNull(sql`t.title`),
  isCompany: flag(sql`t.is_company`),
  isLead: flag(sql`t.is_lead`),
  isArchived: flag(sql`t.is_archived`),
  email: textOrNull(sql`t.email`),
  phone: textOrNull(sql`t.phone`),
  emails: rows<ClientRecord['emails'][number]>(
    {
      address: text(sql`e.address`),
      description: textOrNull(sql`e.description`),
      isPrimary: flag(sql`e.is_primary`),
    },
    sql`from client_emails e where e.account_id = t.account_id and e.client_id = t.id
      order by e.is_primary desc, e.id`,
  ),
  phones: rows<ClientRecord['phones'][number]>(
    {
      number: text(sql`f.number`),
      description: textOrNull(sql`f.description`),
      isPrimary: flag(sql`f.is_primary`),
      smsAllowed: flagOrNull(sql`f.sms_allowed`),
    },
    sql`from client_phones f where f.account_id = t.account_id and f.client_id = t.id
      order by f.is_primary desc, f.id`,
  ),
  billingStreet: textOrNull(sql`t.billing_street`),
  billingCity: textOrNull(sql`t.billing_city`),
  billingProvince: textOrNull(sql`t.billing_province`),
  billingPostalCode: textOrNull(sql`t.billing_postal_code`),
  billingCountry: textOrNull(sql`t.billing_country`),
  leadSource: textOrNull(sql`t.lead_source`),
  tags: texts(sql`array(select g.label from client_tags g
    where g.account_id = t.account_id and g.client_id = t.id order by g.label)`),
  customFields: customFieldsOf('client'),
  properties: propertiesOfClient,
  balanceCents: numeric(sql`t.balance_cents`),
  ageing: { sql: ageingRow.sql, read: (raw) => only(ageingRow.read(raw)) },
  lifetimeCents: revenue(sql``),
  twelveMonthCents: revenue(
    sql` and i.issued_at >= ((s.now_at at time zone s.zone)::date - interval '1 year' + interval '1 day') at time zone s.zone`,
  ),
  usualIntervalDays: numericOrNull(sql`(
    select case when count(*) >= 3 then percentile_cont(0.5) within group (order by gap) end
    from (
      select day - lag(day) over (order by day) as gap
      from (
        select distinct (v.completed_at at time zone s.zone)::date as day from visits v
        where v.account_id = t.account_id and v.client_id = t.id and v.is_complete
      ) days
    ) gaps)`),
  lastContactAt:
    instantOrNull(sql`greatest(${last('created_at', 'requests')}, ${last('sent_at', 'quotes')},
    ${last('completed_at', 'visits')}, ${last('issued_at', 'invoices')}, ${last('entry_at', 'payment_records')})`),
  nextVisitAt: instantOrNull(sql`(select v.start_at from visits v
    where v.account_id = t.account_id and v.client_id = t.id and not v.is_complete
      and v.start_at >= s.now_at order by v.start_at limit 1)`),
  counts: { sql: countsRow.sql, read: (raw) => only(countsRow.read(raw)) },
};

/** A query of aggregates alone has exactly one row. */
function only<Row>(found: Row[]): Row {
  const [row] = found;
  if (!row) throw new Error('an aggregate came without a row');
  return row;
}
