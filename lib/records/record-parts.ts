import { sql } from 'drizzle-orm';
import {
  type Column,
  flag,
  flagOrNull,
  instant,
  instantOrNull,
  numeric,
  numericOrNull,
  rowOrNull,
  rows,
  text,
  textOrNull,
} from './columns';
import type {
  RecordClient,
  RecordDocument,
  RecordField,
  RecordLine,
  RecordPayment,
  RecordProperty,
} from './record-contract';

type Sql = ReturnType<typeof sql>;

/** What every dated record says of itself. */
export const recordBase = {
  accountId: numeric(sql`t.account_id`),
  id: text(sql`t.id`),
  jobberUri: textOrNull(sql`t.jobber_uri`),
  createdAt: instant(sql`t.created_at`),
  updatedAt: instant(sql`t.updated_at`),
  readAt: instant(sql`t.read_at`),
  detailAt: instantOrNull(sql`t.detail_at`),
};

export const clientOfRecord: Column<RecordClient | null> = rowOrNull<RecordClient>(
  {
    id: text(sql`c.id`),
    name: text(sql`c.name`),
    phone: textOrNull(sql`c.phone`),
    email: textOrNull(sql`c.email`),
    isLead: flag(sql`c.is_lead`),
  },
  sql`from clients c where c.account_id = t.account_id and c.id = t.client_id`,
);

const propertyColumns = {
  id: text(sql`p.id`),
  name: textOrNull(sql`p.name`),
  street: textOrNull(sql`p.street`),
  city: textOrNull(sql`p.city`),
  province: textOrNull(sql`p.province`),
  postalCode: textOrNull(sql`p.postal_code`),
  country: textOrNull(sql`p.country`),
  latitude: numericOrNull(sql`p.latitude`),
  longitude: numericOrNull(sql`p.longitude`),
};

export const propertyOfRecord: Column<RecordProperty | null> = rowOrNull<RecordProperty>(
  propertyColumns,
  sql`from properties p where p.account_id = t.account_id and p.id = t.property_id`,
);

export const propertiesOfClient: Column<RecordProperty[]> = rows<RecordProperty>(
  propertyColumns,
  sql`from properties p where p.account_id = t.account_id and p.client_id = t.id
    order by p.routing_order, p.street, p.id`,
);

export const salesperson = textOrNull(
  sql`(select u.name from users u where u.account_id = t.account_id and u.id = t.salesperson_id)`,
);

export const customFieldsOf = (ownerKind: string): Column<RecordField[]> =>
  rows<RecordField>(
    { label: text(sql`f.label`), type: text(sql`f.type`), value: text(sql`f.value`) },
    sql`from custom_field_values f where f.account_id = t.account_id and f.owner_kind = ${ownerKind}
      and f.owner_id = t.id order by f.position`,
  );

export const lineItemsOf = (ownerKind: string): Column<RecordLine[]> =>
  rows<RecordLine>(
    {
      id: text(sql`l.id`),
      name: text(sql`l.name`),
      description: textOrNull(sql`l.description`),
      category: textOrNull(sql`l.category`),
      quantity: numeric(sql`l.quantity`),
      unitPriceCents: numeric(sql`l.unit_price_cents`),
      totalCents: numeric(sql`l.total_cents`),
      unitCostCents: numericOrNull(sql`l.unit_cost_cents`),
      totalCostCents: numericOrNull(sql`l.total_cost_cents`),
      isOptional: flagOrNull(sql`l.is_optional`),
      isTextOnly: flagOrNull(sql`l.is_text_only`),
      servedAt: instantOrNull(sql`l.served_at`),
    },
    sql`from line_items l where l.account_id = t.account_id and l.owner_kind = ${ownerKind}
      and l.owner_id = t.id order by l.position, l.id`,
  );

export const paymentsOf = (owner: 'invoice_id' | 'quote_id'): Column<RecordPayment[]> =>
  rows<RecordPayment>(
    {
      id: text(sql`y.id`),
      adjustmentType: text(sql`y.adjustment_type`),
      paymentType: textOrNull(sql`y.payment_type`),
      amountCents: numeric(sql`y.raw_cents`),
      tipCents: numericOrNull(sql`y.tip_cents`),
      at: instant(sql`y.entry_at`),
      details: textOrNull(sql`y.details`),
    },
    sql`from payment_records y where y.account_id = t.account_id and y.${sql.identifier(owner)} = t.id
      order by y.entry_at, y.id`,
  );

export const jobColumns = {
  id: text(sql`j.id`),
  number: textOrNull(sql`j.job_number::text`),
  title: textOrNull(sql`j.title`),
  status: text(sql`j.status`),
  totalCents: numericOrNull(sql`j.total_cents`),
  at: instantOrNull(sql`coalesce(j.start_at, j.created_at)`),
};
export const quoteColumns = {
  id: text(sql`q.id`),
  number: textOrNull(sql`q.quote_number`),
  title: textOrNull(sql`q.title`),
  status: text(sql`q.status`),
  totalCents: numericOrNull(sql`q.total_cents`),
  at: instantOrNull(sql`coalesce(q.sent_at, q.created_at)`),
};
export const requestColumns = {
  id: text(sql`r.id`),
  number: textOrNull(sql`null`),
  title: textOrNull(sql`r.title`),
  status: text(sql`r.status`),
  totalCents: numericOrNull(sql`null`),
  at: instantOrNull(sql`r.created_at`),
};

export const jobsWhere = (condition: Sql): Column<RecordDocument[]> =>
  rows<RecordDocument>(
    jobColumns,
    sql`from jobs j where j.account_id = t.account_id and ${condition} order by j.job_number, j.id`,
  );
export const quotesWhere = (condition: Sql): Column<RecordDocument[]> =>
  rows<RecordDocument>(
    quoteColumns,
    sql`from quotes q where q.account_id = t.account_id and ${condition} order by q.created_at, q.id`,
  );
export const quoteOfRecord: Column<RecordDocument | null> = rowOrNull<RecordDocument>(
  quoteColumns,
  sql`from quotes q where q.account_id = t.account_id and q.id = t.quote_id`,
);
export const requestOfRecord: Column<RecordDocument | null> = rowOrNull<RecordDocument>(
  requestColumns,
  sql`from requests r where r.account_id = t.account_id and r.id = t.request_id`,
);
