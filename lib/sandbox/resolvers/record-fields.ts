import type { AccountStore } from '../world/account-store';
import type {
  Client,
  ClientAddress,
  CustomFieldValue,
  Invoice,
  InvoiceLineItem,
  Job,
  LineItem,
  Note,
  PaymentRecord,
  ProductOrService,
  Property,
  PropertyAddress,
  Quote,
  QuoteLineItem,
  Request,
  Scheduled,
  TimeSheetEntry,
  User,
  Visit,
} from '../world/records';
import { type Args, type Asking, type Resolve, readId, units } from './asking';
import { connect } from './connection';
import { jobCosting, visitsInfo } from './job-figures';
import { select, sortedBy } from './list-spec';
import * as lists from './lists';
import * as nested from './nested-lists';

/** Fields that are not simply stored. Connections come here as rows; everything else as the schema wants it. */
export const recordFields: { [type: string]: { [field: string]: Resolve<never> } } = {
  Account: fields<{ id: string }>({
    earliestInvoiceIssuedDate: (_, __, store) =>
      store.all('Invoice').reduce<number | null>((first, { issuedDate }) => {
        if (issuedDate === null) return first;
        return first === null ? issuedDate : Math.min(first, issuedDate);
      }, null),
    features: () => [],
  }),
  User: fields<User>({
    account: (_, __, store) => store.account,
    isCurrentUser: (user, _, __, asking) => asking.grant?.userId === user.id,
    apps: () => connect([], {}),
  }),
  Client: fields<Client>({
    billingAddressPresent: (client) => client.billingAddress !== null,
    isArchivable: (client) => !client.isArchived,
    jobberWebUri: webUri('clients'),
    email: (client) => (client.emails.find((one) => one.primary) ?? client.emails[0])?.address,
    phone: (client) => (client.phones.find((one) => one.primary) ?? client.phones[0])?.number,
    emails: nested.reachable('emails'),
    phones: nested.reachable('phones'),
    contacts: nested.clientContacts,
    noteAttachments: nested.noteAttachments,
    tags: (client, args, store) => connect(found(client.tagIds, 'Tag', store), args),
    properties: (client, _, store) => store.related('Property', 'clientId', client.id),
    clientProperties: related('Property', 'clientId'),
    quotes: related('Quote', 'clientId'),
    requests: related('Request', 'clientId'),
    invoices: related('Invoice', 'clientId'),
    notes: nested.notes('id'),
    jobs: (client, args, store, asking) =>
      connect(
        select(lists.jobs, store.related('Job', 'clientId', client.id), args, store, asking),
        args,
      ),
    scheduledItems: nested.schedule('clientId'),
    unallocatedDepositRecords: (client, args, store) =>
      connect(store.related('PaymentRecord', 'clientId', client.id).filter(isUnallocated), args),
    workObjects: nested.workObjects,
    requestedWorkObjects: nested.requestedWorkObjects,
  }),
  Property: fields<Property>({
    jobberWebUri: webUri('properties'),
    street: ({ address }) => joined(address.street1, address.street2),
    street1: ({ address }) => address.street1,
    street2: ({ address }) => address.street2,
    city: ({ address }) => address.city,
    province: ({ address }) => address.province,
    country: ({ address }) => address.country,
    postalCode: ({ address }) => address.postalCode,
    jobs: related('Job', 'propertyId'),
    quotes: related('Quote', 'propertyId'),
    requests: related('Request', 'propertyId'),
    scheduledItems: nested.schedule('propertyId'),
    contacts: nested.propertyContacts,
  }),
  ClientAddress: fields<ClientAddress>({
    street: (address) => joined(address.street1, address.street2),
  }),
  InvoiceBillingAddress: fields<ClientAddress>({
    street: (address) => joined(address.street1, address.street2),
    coordinates: () => null,
  }),
  PropertyAddress: fields<PropertyAddress>({
    street: (address) => joined(address.street1, address.street2),
  }),
  Request: fields<Request>({
    jobberWebUri: webUri('requests'),
    noteAttachments: nested.noteAttachments,
    assessment: (request, _, store) => store.related('Assessment', 'requestId', request.id)[0],
    isArchivable: (request) => request.archivedAt === null,
    isScheduled: (request, _, store) =>
      store.related('Assessment', 'requestId', request.id).some((one) => one.startAt !== null),
    quotes: related('Quote', 'requestId'),
    jobs: related('Job', 'requestId'),
    notes: nested.notes('id'),
  }),
  Quote: fields<Quote>({
    jobberWebUri: webUri('quotes'),
    noteAttachments: nested.noteAttachments,
    clientHubUri: hubUri,
    jobs: (quote, args, store) => {
      const rows = store.related('Job', 'quoteId', quote.id);
      return connect(sortedBy({ UPDATED_AT: (job: Job) => job.updatedAt }, rows, args.sort), args);
    },
    lineItems: (quote, args, store) => {
      const approved = (args.filter as { approved?: boolean } | undefined)?.approved;
      const lines = store.related('QuoteLineItem', 'quoteId', quote.id);
      const isApproved = (line: QuoteLineItem) => !line.optional || line.selected;
      return connect(
        typeof approved === 'boolean' ? lines.filter((l) => isApproved(l) === approved) : lines,
        args,
      );
    },
    notes: nested.notes('id'),
    depositRecords: (quote, args, store, asking) => {
      const rows = store.related('PaymentRecord', 'quoteId', quote.id);
      return connect(select(lists.paymentRecords, rows, args, store, asking), args);
    },
    unallocatedDepositRecords: (quote, args, store) =>
      connect(store.related('PaymentRecord', 'quoteId', quote.id).filter(isUnallocated), args),
    depositAmountUnallocated: (quote, _, store) =>
      units(
        store
          .related('PaymentRecord', 'quoteId', quote.id)
          .filter(isUnallocated)
          .reduce((sum, record) => sum + record.rawAmount, 0),
      ),
    cost: (quote) => units(quote.amounts.total),
    depositCollected: (quote) =>
      quote.amounts.depositAmount > 0 && quote.amounts.outstandingDepositAmount === 0,
    taxDetails: (quote, _, store) => taxDetails(quote.amounts.taxAmount, quote.taxRateId, store),
  }),
  Job: fields<Job>({
    jobberWebUri: webUri('jobs'),
    noteAttachments: nested.noteAttachments,
    defaultVisitTitle: (job) => job.title ?? '',
    lineItems: related('JobLineItem', 'jobId'),
    notes: nested.notes('id'),
    expenses: related('Expense', 'linkedJobId'),
    timeSheetEntries: related('TimeSheetEntry', 'jobId'),
    visits: (job, args, store, asking) =>
      connect(
        select(lists.visits, store.related('Visit', 'jobId', job.id), args, store, asking),
        args,
      ),
    invoices: (job, args, store, asking) =>
      connect(
        select(lists.invoices, store.related('Invoice', 'jobIds', job.id), args, store, asking),
        args,
      ),
    paymentRecords: (job, args, store) =>
      connect(
        store
          .related('Invoice', 'jobIds', job.id)
          .flatMap((invoice) => store.related('PaymentRecord', 'invoiceId', invoice.id)),
        args,
      ),
    jobCosting,
    jobBalanceTotals: (job, _, store) => ({
      totalAmount: job.total,
      outstandingAmount: store
        .related('Invoice', 'jobIds', job.id)
        .reduce((sum, invoice) => sum + invoice.amounts.invoiceBalance, 0),
    }),
    visitsInfo,
    visitSchedule: (job) => job,
    invoiceSchedule: (job) => job.invoiceSchedule,
  }),
  JobBalanceTotals: fields<{ totalAmount: number; outstandingAmount: number }>({
    totalAmount: (totals) => units(totals.totalAmount),
    outstandingAmount: (totals) => units(totals.outstandingAmount),
  }),
  VisitSchedule: fields<Job>({
    startDate: (job) => job.startAt,
    endDate: (job) => job.endAt,
    startTime: (job) => job.startAt,
    endTime: (job) => job.endAt,
    recurrenceSchedule: (job) => job.recurrence && { ...job.recurrence, calendarRule: null },
    assignedTo: (job, args, store) => {
      const ids = store.related('Visit', 'jobId', job.id).flatMap((one) => one.assignedUserIds);
      return connect(found([...new Set(ids)], 'User', store), args);
    },
  }),
  RecurrenceSchedule: fields<{ frequency: string; interval: number }>({
    calendarRule: (rule) => `FREQ=${rule.frequency};INTERVAL=${rule.interval}`,
  }),
  Visit: {
    ...scheduled(),
    ...fields<Visit>({
      lineItems: (visit, args, store) => {
        const lines = store.related('JobLineItem', 'jobId', visit.jobId);
        const isShort = args.quantityFilter === 'ONLY_NON_ZERO';
        return connect(isShort ? lines.filter(({ quantity }) => quantity !== 0) : lines, args);
      },
      timeSheetEntries: related('TimeSheetEntry', 'visitId'),
      notes: nested.notes('jobId'),
      visitStatus: nested.visitStatus,
      time: (visit) => visit.startAt,
    }),
  },
  Task: scheduled(),
  Assessment: scheduled(),
  Invoice: fields<Invoice>({
    jobberWebUri: webUri('invoices'),
    noteAttachments: nested.noteAttachments,
    clientHubUri: hubUri,
    lineItems: related('InvoiceLineItem', 'invoiceId'),
    notes: nested.notes('id'),
    visits: related('Visit', 'invoiceId'),
    jobs: jobsOf((job) => job.jobStatus !== 'archived'),
    archivedJobs: jobsOf((job) => job.jobStatus === 'archived'),
    properties: (invoice, args, store) =>
      connect(found(invoice.propertyIds, 'Property', store), args),
    paymentRecords: (invoice, args, store, asking) =>
      connect(
        select(
          lists.paymentRecords,
          store.related('PaymentRecord', 'invoiceId', invoice.id),
          args,
          store,
          asking,
        ),
        args,
      ),
    customFieldValues: (invoice) => invoice.customFields,
    taxDetails: (invoice, _, store) =>
      taxDetails(invoice.amounts.taxAmount, invoice.taxRateId, store),
    taxRateName: (invoice, _, store) => store.find('TaxRate', invoice.taxRateId)?.name,
    total: (invoice) => units(invoice.amounts.total),
    subtotal: (invoice) => units(invoice.amounts.subtotal),
    tax: (invoice) => units(invoice.amounts.taxAmount),
    taxAmount: (invoice) => units(invoice.amounts.taxAmount),
    nonTaxAmount: (invoice) => units(invoice.amounts.nonTaxAmount),
    paymentsTotal: (invoice) => units(invoice.amounts.paymentsTotal),
    depositAmount: (invoice) => units(invoice.amounts.depositAmount),
  }),
  InvoiceLineItem: fields<InvoiceLineItem>({
    taxRate: (line, _, store) =>
      store.find('TaxRate', store.get('Invoice', line.invoiceId).taxRateId) ?? noTax,
  }),
  LineItemInterface: fields<LineItem & { unitCost?: number | null }>({
    qty: (line) => line.quantity,
    cost: (line) => units(line.unitPrice),
    totalCost: ({ unitCost, quantity }) =>
      typeof unitCost === 'number' ? units(unitCost * quantity) : null,
  }),
  PaymentRecordInterface: fields<PaymentRecord>({ canEdit: () => false, refunds: refunds() }),
  PaymentRecord: fields<PaymentRecord>({ refunds: refunds() }),
  ClientNote: note(),
  JobNote: note(),
  QuoteNote: note(),
  RequestNote: note(),
  InvoiceNote: note(),
  ProductOrService: fields<ProductOrService>({ durationMinutes: (item) => item.durationMinutes }),
  TimeSheetEntry: fields<TimeSheetEntry>({
    ticking: (entry) => entry.endAt === null,
    duration: (entry) => entry.finalDuration,
  }),
  TaxRate: fields<{ tax: number; name: string }>({
    tax: (rate) => rate.tax,
    components: () => [],
  }),
  ...Object.fromEntries(
    ['Text', 'Numeric', 'TrueFalse', 'Dropdown', 'Link', 'Area'].map((kind) => [
      `CustomField${kind}`,
      customField(),
    ]),
  ),
};

function fields<S>(resolvers: { [field: string]: Resolve<S> }): {
  [field: string]: Resolve<never>;
} {
  return resolvers;
}

type Related = 'Property' | 'Quote' | 'Request' | 'Invoice' | 'Note' | 'Job' | 'PaymentRecord';
type RelatedToJob = 'JobLineItem' | 'Expense' | 'TimeSheetEntry' | 'InvoiceLineItem' | 'Visit';

function related(type: Related | RelatedToJob, field: string): Resolve<{ id: string }> {
  return (source, args, store) =>
    connect(store.related(type, field as never, source.id) as readonly { id: string }[], args);
}

function found<T extends 'Tag' | 'User' | 'Property' | 'Job'>(
  ids: readonly string[],
  type: T,
  store: AccountStore,
) {
  return ids.flatMap((id) => store.find(type, id) ?? []);
}

function webUri(path: string): Resolve<{ id: string }> {
  return ({ id }) => `https://secure.getjobber.com/${path}/${readId(id)?.number ?? ''}`;
}

function hubUri({ id }: { id: string }, _: Args, store: AccountStore): string {
  const kind = readId(id);
  return `https://clienthub.getjobber.com/client_hubs/${store.account.slug}/${kind?.type.toLowerCase()}s/${kind?.number}`;
}

function jobsOf(keep: (job: Job) => boolean): Resolve<Invoice> {
  return (invoice, args, store) => connect(found(invoice.jobIds, 'Job', store).filter(keep), args);
}

function scheduled() {
  return fields<Scheduled>({
    assignedUsers: (item, args, store) => connect(found(item.assignedUserIds, 'User', store), args),
    isComplete: (item) => item.completedAt !== null,
    duration: ({ startAt, endAt }) =>
      startAt === null || endAt === null ? null : Math.round((endAt - startAt) / 60_000),
  });
}

function note() {
  return fields<Note>({
    fileAttachments: nested.fileAttachments,
    createdBy: ({ createdBy }, _, store, asking) => noteAuthor(createdBy, store, asking),
  });
}

function noteAuthor(author: Note['createdBy'], store: AccountStore, asking: Asking) {
  if (author.type === 'Application')
    return { __typename: 'Application', id: asking.state.app.clientId, name: author.name };
  return store.find(author.type, author.id);
}

function isUnallocated(record: PaymentRecord): boolean {
  return record.adjustmentType === 'DEPOSIT' && record.invoiceId === null;
}

function refunds(): Resolve<PaymentRecord> {
  return (record, args, store) =>
    connect(store.related('PaymentRecord', 'refundedPaymentId', record.id), args);
}

function taxDetails(taxAmount: number, taxRateId: string | null, store: AccountStore) {
  const rate = store.find('TaxRate', taxRateId);
  return rate && { totalTaxAmount: units(taxAmount), totalTaxRate: rate };
}

function customField() {
  return fields<CustomFieldValue>({
    customFieldConfiguration: (field, _, store) =>
      store.get('CustomFieldConfiguration', field.configurationId),
    label: (field, _, store) => store.get('CustomFieldConfiguration', field.configurationId).name,
    unit: (field, _, store) => store.get('CustomFieldConfiguration', field.configurationId).unit,
    dropdownOptions: (field, _, store) =>
      store.get('CustomFieldConfiguration', field.configurationId).dropdownOptions,
    valueText: ({ value }) => (value.type === 'TEXT' ? value.valueText : ''),
    valueNumeric: ({ value }) => (value.type === 'NUMERIC' ? value.valueNumeric : 0),
    valueTrueFalse: ({ value }) => value.type === 'TRUE_FALSE' && value.valueTrueFalse,
    valueDropdown: ({ value }) => (value.type === 'DROPDOWN' ? value.valueDropdown : ''),
    valueLink: ({ value }) => (value.type === 'LINK' ? value.valueLink : null),
    valueArea: ({ value }) => (value.type === 'AREA' ? value.valueArea : null),
  });
}

/** The schema promises a rate on every invoice line, also where nothing is taxed. */
const noTax = {
  id: Buffer.from('gid://Jobber/TaxRate/0').toString('base64'),
  name: 'No tax',
  tax: 0,
};

function joined(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(', ');
}
