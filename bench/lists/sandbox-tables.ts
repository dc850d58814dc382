import type { Raw, RawTables } from '@/lib/records/reference-lists';
import type { AccountStore } from '@/lib/sandbox/world/account-store';
import type { Records, RecordType } from '@/lib/sandbox/world/records';

/**
 * What the sandbox holds of one account now, in the shape of the read model's tables but past Jobber's API, the sync and
 * the database: what lists must show, told by the source. For tests.
 * @public
 */
export function sandboxTables(accountId: number, store: AccountStore): RawTables {
  const map = <Type extends RecordType>(type: Type, row: (record: Records[Type]) => Raw) =>
    store.all(type).map((record) => ({
      account_id: accountId,
      id: record.id,
      created_at: moment(record.createdAt),
      updated_at: moment(record.updatedAt),
      ...row(record),
    }));
  const links = <Type extends RecordType>(type: Type, rows: (record: Records[Type]) => Raw[]) =>
    store
      .all(type)
      .flatMap((record) => rows(record).map((row) => ({ account_id: accountId, ...row })));
  return {
    clients: map('Client', (client) => ({
      balance_cents: client.balance,
      billing_city: client.billingAddress?.city || null,
      is_lead: client.isLead,
      is_archived: client.isArchived,
    })),
    client_tags: links('Client', (client) =>
      client.tagIds.map((id) => ({ client_id: client.id, label: store.get('Tag', id).label })),
    ),
    properties: map('Property', ({ address }) => ({ city: address.city })),
    custom_field_values: (['Client', 'Job', 'Quote', 'Invoice'] as const).flatMap((type) =>
      links(type, (record) => customFields(store, type, record)),
    ),
    requests: map('Request', (request) => ({
      status: request.requestStatus,
      client_id: request.clientId,
      property_id: request.propertyId,
      salesperson_id: request.salespersonId,
    })),
    quotes: map('Quote', (quote) => ({
      status: quote.quoteStatus,
      client_id: quote.clientId,
      property_id: quote.propertyId,
      salesperson_id: quote.salespersonId,
      total_cents: quote.amounts.total,
      sent_at: moment(quote.sentAt),
      approved_at: moment(quote.lastTransitioned.approvedAt),
    })),
    jobs: map('Job', (job) => ({
      status: job.jobStatus,
      billing_type: job.billingType,
      client_id: job.clientId,
      property_id: job.propertyId,
      salesperson_id: job.salespersonId,
      total_cents: job.total,
      uninvoiced_cents: job.uninvoicedTotal,
      start_at: moment(job.startAt),
      completed_at: moment(job.completedAt),
    })),
    visits: map('Visit', (visit) => ({
      status:
        visit.completedAt !== null
          ? 'COMPLETED'
          : visit.startAt !== null
            ? 'ACTIVE'
            : 'UNSCHEDULED',
      job_id: visit.jobId,
      client_id: visit.clientId,
      property_id: visit.propertyId,
      invoice_id: visit.invoiceId,
      start_at: moment(visit.startAt),
      end_at: moment(visit.endAt),
      completed_at: moment(visit.completedAt),
      is_complete: visit.completedAt !== null,
      client_confirmed: visit.clientConfirmed,
    })),
    visit_assignees: links('Visit', (visit) =>
      visit.assignedUserIds.map((userId) => ({ visit_id: visit.id, user_id: userId })),
    ),
    invoices: map('Invoice', (invoice) => ({
      status: invoice.invoiceStatus,
      client_id: invoice.clientId,
      salesperson_id: invoice.salespersonId,
      total_cents: invoice.amounts.total,
      balance_cents: invoice.amounts.invoiceBalance,
      issued_at: moment(invoice.issuedDate),
      due_at: moment(invoice.dueDate),
      received_at: moment(invoice.receivedDate),
    })),
    invoice_jobs: links('Invoice', (invoice) =>
      invoice.jobIds.map((jobId) => ({ invoice_id: invoice.id, job_id: jobId })),
    ),
    record_search: searchLines(accountId, store),
  };
}

/**
 * The tables of several accounts as one.
 * @public
 */
export function joinedTables(all: readonly RawTables[]): RawTables {
  const [first] = all;
  if (!first) throw new Error('no account to join');
  const names = Object.keys(first) as (keyof RawTables)[];
  return Object.fromEntries(
    names.map((name) => [name, all.flatMap((tables) => tables[name])]),
  ) as RawTables;
}

function moment(millis: number | null): string | null {
  return millis === null ? null : new Date(millis).toISOString();
}

function customFields(
  store: AccountStore,
  type: 'Client' | 'Job' | 'Quote' | 'Invoice',
  record: Records['Client' | 'Job' | 'Quote' | 'Invoice'],
): Raw[] {
  return record.customFields.map(({ configurationId, value }) => {
    const { name } = store.get('CustomFieldConfiguration', configurationId);
    return {
      owner_kind: type.toLowerCase(),
      owner_id: record.id,
      label: name,
      value: fieldText(value),
    };
  });
}

function fieldText(value: Records['Client']['customFields'][number]['value']): string {
  switch (value.type) {
    case 'TEXT':
      return value.valueText;
    case 'NUMERIC':
      return String(value.valueNumeric);
    case 'TRUE_FALSE':
      return String(value.valueTrueFalse);
    case 'DROPDOWN':
      return value.valueDropdown;
    case 'LINK':
      return value.valueLink.url;
    case 'AREA':
      return `${value.valueArea.length} × ${value.valueArea.width}`;
  }
}

/** Every word by which a record can be found, without case and accents. */
function searchLines(accountId: number, store: AccountStore): Raw[] {
  const line = (
    kind: string,
    id: string,
    words: readonly (string | number | null | undefined)[],
  ) => ({
    account_id: accountId,
    kind,
    id,
    search: folded(words.filter((word) => word !== null && word !== undefined).join(' ')),
  });
  const ofClient = (id: string): string => {
    const client = store.get('Client', id);
    const { billingAddress: address } = client;
    return [
      client.name,
      client.firstName,
      client.lastName,
      client.companyName,
      client.secondaryName,
      ...client.emails.map((email) => email.address),
      ...client.phones.map((phone) => phone.number),
      street(address),
      address?.city,
      address?.province,
      address?.postalCode,
    ].join(' ');
  };
  const at = (id: string | null): string => {
    const address = store.find('Property', id)?.address;
    return [street(address), address?.city, address?.province, address?.postalCode].join(' ');
  };
  return [
    ...store.all('Client').map(({ id }) => line('client', id, [ofClient(id)])),
    ...store
      .all('Request')
      .map((one) =>
        line('request', one.id, [
          one.title,
          one.contactName,
          one.companyName,
          one.email,
          one.phone,
          ofClient(one.clientId),
          at(one.propertyId),
        ]),
      ),
    ...store
      .all('Quote')
      .map((one) =>
        line('quote', one.id, [
          `#${one.quoteNumber}`,
          one.title,
          ofClient(one.clientId),
          at(one.propertyId),
        ]),
      ),
    ...store
      .all('Job')
      .map((one) =>
        line('job', one.id, [
          `#${one.jobNumber}`,
          one.title,
          ofClient(one.clientId),
          at(one.propertyId),
        ]),
      ),
    ...store
      .all('Invoice')
      .map((one) =>
        line('invoice', one.id, [`#${one.invoiceNumber}`, one.subject, ofClient(one.clientId)]),
      ),
  ];
}

// Jobber's `street` is both lines in one, with a comma between them.
function street(
  address: { street1: string | null; street2: string | null } | null | undefined,
): string {
  return [address?.street1, address?.street2].filter(Boolean).join(', ');
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
