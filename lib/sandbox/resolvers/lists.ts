import type { AccountStore } from '../world/account-store';
import { localDay } from '../world/local-time';
import type {
  Assessment,
  Client,
  CustomFieldConfiguration,
  Expense,
  Invoice,
  Job,
  PaymentRecord,
  PayoutRecord,
  ProductOrService,
  Property,
  Quote,
  Request,
  Task,
  TaxRate,
  TimeSheetEntry,
  User,
  Visit,
} from '../world/records';
import { visitStatusAt } from '../world/schedules';
import { units } from './asking';
import { inRange, inTime, isOneOf, type ListSpec } from './list-spec';

type WithClient = { clientId: string | null };
const clientOf = (row: WithClient, store: AccountStore) => store.find('Client', row.clientId);
const clientName = (row: WithClient, store: AccountStore) => clientOf(row, store)?.name ?? null;
const clientFirst = (row: WithClient, store: AccountStore) =>
  clientOf(row, store)?.firstName ?? null;
const clientLast = (row: WithClient, store: AccountStore) => clientOf(row, store)?.lastName ?? null;
const text = (...parts: (string | number | null | undefined)[]) => parts.join(' ');
const street = (id: string | null, store: AccountStore) =>
  store.find('Property', id)?.address.street1 ?? null;

const created = <R extends { createdAt: number }>(row: R, value: unknown) =>
  inTime(row.createdAt, value);
const updated = <R extends { updatedAt: number }>(row: R, value: unknown) =>
  inTime(row.updatedAt, value);
const ids = <R extends { id: string }>(row: R, value: unknown) => isOneOf(row.id, value);
const starts = <R extends { startAt: number | null }>(row: R, value: unknown) =>
  inTime(row.startAt, value);
const ends = <R extends { endAt: number | null }>(row: R, value: unknown) =>
  inTime(row.endAt, value);
const completes = <R extends { completedAt: number | null }>(row: R, value: unknown) =>
  inTime(row.completedAt, value);
const assigned = <R extends { assignedUserIds: string[] }>(row: R, value: unknown) =>
  row.assignedUserIds.includes(String(value));

export const clients: ListSpec<Client> = {
  rows: (store) => store.all('Client'),
  filters: {
    isCompany: (row, value) => row.isCompany === value,
    isLead: (row, value) => row.isLead === value,
    isArchived: (row, value) => row.isArchived === value,
    createdAt: created,
    updatedAt: updated,
    tags: (row, value, store) =>
      row.tagIds.some((id) => isOneOf(store.find('Tag', id)?.label ?? '', value)),
  },
  sorts: {
    PRIMARY_NAME: (row) => row.name,
    FIRST_NAME: (row) => row.firstName,
    LAST_NAME: (row) => row.lastName,
    UPDATED_AT: (row) => row.updatedAt,
  },
  search: (row, store, fields) => {
    const wanted = (field: string) => !Array.isArray(fields) || fields.includes(field);
    const parts: (string | null)[] = [];
    if (wanted('NAMES'))
      parts.push(row.name, row.firstName, row.lastName, row.companyName, row.secondaryName);
    if (wanted('EMAILS')) parts.push(...row.emails.map((email) => email.address));
    if (wanted('PRIMARY_EMAIL'))
      parts.push(row.emails.find((email) => email.primary)?.address ?? null);
    if (wanted('PHONES'))
      parts.push(
        ...row.phones.flatMap((one) => [one.number, one.friendly, one.normalizedPhoneNumber]),
      );
    if (wanted('NOTES'))
      parts.push(...store.related('Note', 'subjectId', row.id).map((note) => note.message));
    if (wanted('CUSTOM_FIELDS'))
      parts.push(...row.customFields.map((field) => String(Object.values(field.value).at(-1))));
    if (wanted('PROPERTIES'))
      parts.push(
        ...store
          .related('Property', 'clientId', row.id)
          .map(({ address }) => text(address.street1, address.city, address.postalCode)),
      );
    return parts.filter((part) => part !== null).join('\n');
  },
};

export const jobs: ListSpec<Job> = {
  rows: (store) => store.all('Job'),
  filters: {
    status: (row, value) => hasJobStatus(row, String(value)),
    jobType: (row, value) => row.jobType === value,
    createdAt: created,
    startAt: starts,
    endAt: ends,
    completedAt: completes,
    ids,
    includeUnscheduled: (row, value) => value === true || row.startAt !== null,
    onlyInvoiceable: (row, value) => value === false || row.uninvoicedTotal > 0,
    visitsScheduledBetween: (row, value, store) =>
      store.related('Visit', 'jobId', row.id).some((visit) => inTime(visit.startAt, value)),
    visitsAssignedToUserId: (row, value, store) =>
      store.related('Visit', 'jobId', row.id).some((visit) => assigned(visit, value)),
  },
  sorts: {
    JOB_NUMBER: (row) => row.jobNumber,
    JOB_STATUS: (row) => row.jobStatus,
    TOTAL_COST: (row) => row.total,
    SCHEDULE: (row) => row.startAt,
    VISIT_START_DATE: (row, store) => nextVisitAt(row, store),
    UPDATED_AT: (row) => row.updatedAt,
    CLIENT_PRIMARY_NAME: clientName,
    CLIENT_FIRST_NAME: clientFirst,
  },
  search: (row, store) =>
    text(row.jobNumber, row.title, clientName(row, store), street(row.propertyId, store)),
};

/** `active` is any open job; `action_required` and `on_hold` are one (facts section 6). */
function hasJobStatus(job: Job, status: string): boolean {
  if (status === 'active') return job.jobStatus !== 'archived';
  if (status === 'on_hold' || status === 'action_required')
    return job.jobStatus === 'on_hold' || job.jobStatus === 'action_required';
  return job.jobStatus === status;
}

function nextVisitAt(job: Job, store: AccountStore): number | null {
  let next: number | null = null;
  for (const { startAt, completedAt } of store.related('Visit', 'jobId', job.id))
    if (completedAt === null && startAt !== null && (next === null || startAt < next))
      next = startAt;
  return next;
}

export const quotes: ListSpec<Quote> = {
  rows: (store) => store.all('Quote'),
  filters: {
    clientId: (row, value) => row.clientId === value,
    salespersonId: (row, value) => row.salespersonId === value,
    status: (row, value) => row.quoteStatus === value,
    quoteNumber: (row, value) => inRange(Number(row.quoteNumber), value),
    cost: (row, value) => inRange(units(row.amounts.total), value),
    sentAt: (row, value) => inTime(row.sentAt, value),
    createdAt: created,
    updatedAt: updated,
  },
  sorts: {
    PROPERTY_STREET1: (row, store) => street(row.propertyId, store),
    CLIENT_PRIMARY_NAME: clientName,
    CLIENT_FIRST_NAME: clientFirst,
    CLIENT_LAST_NAME: clientLast,
    CREATED_AT: (row) => row.createdAt,
    LAST_SENT_AT: (row) => row.sentAt,
    LAST_CHANGES_REQUESTED_AT: (row) => row.lastTransitioned.changesRequestedAt,
    APPROVED_AT: (row) => row.lastTransitioned.approvedAt,
    CONVERTED_AT: (row) => row.lastTransitioned.convertedAt,
    ARCHIVED_AT: (row) => row.lastTransitioned.archivedAt,
    QUOTE_NUMBER: (row) => Number(row.quoteNumber),
    QUOTE_STATUS: (row) => row.quoteStatus,
    QUOTE_TOTAL: (row) => row.amounts.total,
  },
  search: (row, store) => text(row.quoteNumber, row.title, clientName(row, store)),
};

export const invoices: ListSpec<Invoice> = {
  rows: (store) => store.all('Invoice'),
  filters: {
    clientId: (row, value) => row.clientId === value,
    invoiceNumber: (row, value) => row.invoiceNumber === value,
    total: (row, value) => inRange(units(row.amounts.total), value),
    issuedDate: (row, value) => inTime(row.issuedDate, value),
    dueDate: (row, value) => inTime(row.dueDate, value),
    createdAt: created,
    updatedAt: updated,
    status: (row, value) => row.invoiceStatus === value,
  },
  sorts: {
    INVOICE_NUMBER: (row) => Number(row.invoiceNumber),
    INVOICE_STATUS: (row) => row.invoiceStatus,
    CLIENT_PRIMARY_NAME: clientName,
    CLIENT_FIRST_NAME: clientFirst,
    CLIENT_LAST_NAME: clientLast,
    CREATED_AT: (row) => row.createdAt,
    UPDATED_AT: (row) => row.updatedAt,
    ISSUED_DATE: (row) => row.issuedDate,
    RECEIVED_DATE: (row) => row.receivedDate,
    DUE_DATE: (row) => row.dueDate,
    INVOICE_TOTAL: (row) => row.amounts.total,
    INVOICE_BALANCE: (row) => row.amounts.invoiceBalance,
    INVOICE_TIP_TOTAL: (row) => row.amounts.tipsTotal,
    INVOICE_TAX_PERCENT: (row, store) => store.find('TaxRate', row.taxRateId)?.tax ?? null,
    INVOICE_TAX_AMOUNT: (row) => row.amounts.taxAmount,
    INVOICE_DEPOSIT_AMOUNT: (row) => row.amounts.depositAmount,
    INVOICE_DISCOUNT_AMOUNT: (row) => row.amounts.discountAmount,
    INVOICE_STATUS_AND_DUE_DATE_AND_NUMBER: (row) =>
      `${row.invoiceStatus} ${String(row.dueDate ?? 0).padStart(15, '0')} ${row.invoiceNumber.padStart(9, '0')}`,
  },
  search: (row, store) => text(row.invoiceNumber, row.subject, clientName(row, store)),
};

export const requests: ListSpec<Request> = {
  rows: (store) => store.all('Request'),
  filters: {
    clientId: (row, value) => row.clientId === value,
    propertyId: (row, value) => row.propertyId === value,
    status: (row, value) => row.requestStatus === value,
    createdAt: created,
    updatedAt: updated,
    assignedTo: (row, value, store) =>
      store.related('Assessment', 'requestId', row.id).some((one) => assigned(one, value)),
  },
  sorts: {
    TITLE: (row) => row.title,
    REQUESTED_AT: (row) => row.createdAt,
    STATUS: (row) => row.requestStatus,
    STATUS_AND_REQUESTED_AT: (row) =>
      `${row.requestStatus} ${String(row.createdAt).padStart(15, '0')}`,
    PRIMARY_NAME: clientName,
    FIRST_NAME: clientFirst,
    LAST_NAME: clientLast,
  },
  search: (row, store) => text(row.title, row.contactName, row.email, clientName(row, store)),
};

export const visits: ListSpec<Visit> = {
  rows: (store) => store.all('Visit'),
  filters: {
    // ACTIVE means any visit that is still to be done.
    status: (row, value, store, { timezone }) => {
      if (value === 'ACTIVE') return row.completedAt === null;
      return value === (timezone ? visitStatusAt(row, store.now, timezone) : row.visitStatus);
    },
    createdAt: created,
    startAt: starts,
    endAt: ends,
    completedAt: completes,
    invoiceStatus: (row, value) => (row.invoiceId !== null) === (value === 'INVOICED_ONLY'),
    assignedTo: assigned,
    productOrServiceId: (row, value, store) =>
      store
        .related('JobLineItem', 'jobId', row.jobId)
        .some((line) => line.linkedProductOrServiceId === value),
    ids,
  },
  sorts: {
    CREATED_AT: (row) => row.createdAt,
    START_AT: (row) => row.startAt,
    CLIENT_PRIMARY_NAME: clientName,
    STATUS: (row) => row.visitStatus,
  },
};

export const tasks: ListSpec<Task> = {
  rows: (store) => store.all('Task'),
  filters: {
    createdAt: created,
    startAt: starts,
    endAt: ends,
    completedAt: completes,
    assignedTo: assigned,
    ids,
  },
  sorts: { START_AT: (row) => row.startAt },
};

export const properties: ListSpec<Property> = {
  rows: (store) => store.all('Property'),
  filters: {
    clientId: (row, value) => row.clientId === value,
    primary: (row, value) => row.isBillingAddress === value,
  },
  sorts: {},
  search: ({ name, address, clientId }, store) =>
    text(name, address.street1, address.city, address.postalCode, clientName({ clientId }, store)),
};

export const users: ListSpec<User> = {
  rows: (store) => store.all('User'),
  filters: {
    status: (row, value) => row.status === value,
    userIds: (row, value) => isOneOf(row.id, value),
  },
  sorts: { NAME: (row) => row.name.full },
  search: (row) => text(row.name.full, row.email.raw),
};

export const timeSheetEntries: ListSpec<TimeSheetEntry> = {
  rows: (store) => store.all('TimeSheetEntry'),
  filters: {
    activeOnDate: (row, value, store) =>
      localDay(row.startAt, store.account.timezone) ===
      localDay(Number(value), store.account.timezone),
    assignedTo: (row, value) => row.userId === value,
    isApproved: (row, value) => row.approved === value,
    ticking: (row, value) => (row.endAt === null) === value,
    createdAt: created,
    updatedAt: updated,
    startAt: (row, value) => inTime(row.startAt, value),
    currentUserOnly: (row, value, _, asking) =>
      value === false || row.userId === asking.grant?.userId,
  },
  sorts: { START_AT: (row) => row.startAt },
};

export const expenses: ListSpec<Expense> = {
  rows: (store) => store.all('Expense'),
  filters: {
    createdAt: created,
    updatedAt: updated,
    date: (row, value) => inTime(row.date, value),
    enteredById: (row, value) => row.enteredById === value,
    reimbursableToId: (row, value) => row.reimbursableToId === value,
  },
  sorts: {
    CREATED_AT: (row) => row.createdAt,
    UPDATED_AT: (row) => row.updatedAt,
    DATE: (row) => row.date,
  },
};

export const paymentRecords: ListSpec<PaymentRecord> = {
  rows: (store) => store.all('PaymentRecord'),
  filters: {
    entryDate: (row, value) => inTime(row.entryDate, value),
    adjustmentType: (row, value) => row.adjustmentType === value,
    paymentType: (row, value) => row.paymentType === value,
    refundable: (row, value) =>
      (row.paymentType === 'JOBBER_PAYMENTS' && row.rawAmount > 0) === value,
    clientId: (row, value) => row.clientId === value,
  },
  sorts: {
    ENTRY_DATE: (row) => row.entryDate,
    CREATED_AT: (row) => row.createdAt,
    UPDATED_AT: (row) => row.updatedAt,
    LIST_ORDER: (row) => row.entryDate,
  },
};

export const payoutRecords: ListSpec<PayoutRecord> = {
  rows: (store) => store.all('PayoutRecord'),
  filters: {
    createdAt: created,
    updatedAt: updated,
    arrivalDateRange: (row, value) => inTime(row.arrivalDate, value),
    status: (row, value) => row.status === value,
    payoutMethod: (row, value) => row.payoutMethod === value,
  },
  sorts: { NET_AMOUNT: (row) => row.netAmount, ARRIVAL_DATE: (row) => row.arrivalDate },
};

export const products: ListSpec<ProductOrService> = {
  rows: (store) => store.all('ProductOrService'),
  filters: {
    category: (row, value) => isOneOf(row.category === 'PRODUCT' ? 'Product' : 'Service', value),
    ids,
  },
  sorts: { NAME: (row) => row.name, CATEGORY: (row) => row.category },
  search: (row) => text(row.name, row.description),
};

export const taxRates: ListSpec<TaxRate> = {
  rows: (store) => store.all('TaxRate'),
  filters: {},
  sorts: {},
  search: (row) => text(row.name, row.label),
};

export const customFieldConfigurations: ListSpec<CustomFieldConfiguration> = {
  rows: (store) => store.all('CustomFieldConfiguration'),
  filters: {
    appliesTo: (row, value) => row.appliesTo === value,
    valueType: (row, value) => row.valueType === value,
    createdByThisApp: (_, value) => value === false,
  },
  sorts: { SORT_ORDER: (row) => row.sortOrder, CREATED_AT: (row) => row.createdAt },
};

type Item = Visit | Task | Assessment;
interface ScheduledFilter {
  scheduleItemType?: string | null;
  status?: string | null;
  assignedTo?: string[] | null;
  includeUnassigned: boolean;
  includeUnscheduled: boolean;
  occursWithin: { startAt: number; endAt: number };
  schedulingAspects: string[];
}

/** Visits, tasks and assessments inside a range; without aspects only the asking user's own (facts section 5). */
export function scheduledItems(
  store: AccountStore,
  filter: ScheduledFilter,
  userId: string,
): Item[] {
  const { occursWithin, assignedTo, schedulingAspects: aspects, status } = filter;
  const everyone =
    aspects.some((aspect) => aspect !== 'ASSIGNMENTS') || Boolean(assignedTo?.length);
  const sources = {
    VISIT: () => store.all('Visit'),
    BASIC_TASK: () => store.all('Task'),
    ASSESSMENT: () => store.all('Assessment'),
  };
  const rows: Item[] = Object.entries(sources).flatMap(([type, all]): Item[] =>
    !filter.scheduleItemType || filter.scheduleItemType === type ? all() : [],
  );
  const fits = ({ startAt, endAt, completedAt, assignedUserIds }: Item) => {
    if (startAt === null) {
      if (!filter.includeUnscheduled && !aspects.includes('UNSCHEDULED')) return false;
    } else if (startAt > occursWithin.endAt || (endAt ?? startAt) < occursWithin.startAt)
      return false;
    if (status === 'COMPLETED' && completedAt === null) return false;
    if ((status === 'ACTIVE' || status === 'REMAINING') && completedAt !== null) return false;
    if (status === 'OVERDUE' && (completedAt !== null || (endAt ?? store.now) >= store.now))
      return false;
    if (assignedUserIds.length === 0) return filter.includeUnassigned || everyone;
    if (aspects.includes('UNASSIGNED_ONLY')) return false;
    if (assignedTo?.length) return assignedUserIds.some((id) => assignedTo.includes(id));
    return everyone || assignedUserIds.includes(userId);
  };
  return rows.filter(fits).sort((a, b) => (a.startAt ?? Infinity) - (b.startAt ?? Infinity));
}
