import type { CsvCell } from '@/lib/csv';
import type { ListName, ListRows } from './contract';

/** A column of an export: what it is called, where its value comes from, how it is written. */
export type ExportColumn<Row> = { title: string } & (
  | { kind: 'plain'; value: (row: Row) => CsvCell }
  | { kind: 'money'; value: (row: Row) => number | null }
  | { kind: 'moment'; value: (row: Row) => string | null }
);

type ClientColumns = { clientName: string | null; clientPhone: string | null };
type PlaceColumns = { street: string | null; city: string | null };

/** The columns of each export, in the order of the screen. */
export const csvColumns: { [List in ListName]: readonly ExportColumn<ListRows[List]>[] } = {
  clients: [
    plain('Name', (row) => row.name),
    plain('Company', (row) => row.companyName),
    plain('Kind', (row) => (row.isArchived ? 'archived' : row.isLead ? 'lead' : 'client')),
    plain('E-mail', (row) => row.email),
    plain('Phone', (row) => row.phone),
    plain('City', (row) => row.city),
    plain('Province', (row) => row.province),
    plain('Tags', (row) => row.tags.join(', ')),
    money('Balance', (row) => row.balanceCents),
    money('Overdue', (row) => row.overdueCents),
    moment('Next visit', (row) => row.nextVisitAt),
    moment('Created', (row) => row.createdAt),
    moment('Changed', (row) => row.updatedAt),
  ],
  jobs: [
    plain('Job', (row) => row.jobNumber),
    plain('Title', (row) => row.title),
    plain('Status', (row) => row.status),
    plain('Type', (row) => row.jobType),
    ...ofClient<ListRows['jobs']>(),
    ...atPlace<ListRows['jobs']>(),
    plain('Salesperson', (row) => row.salespersonName),
    money('Total', (row) => row.totalCents),
    money('Invoiced', (row) => row.invoicedCents),
    money('Not invoiced', (row) => row.uninvoicedCents),
    moment('Start', (row) => row.startAt),
    moment('End', (row) => row.endAt),
    moment('Next visit', (row) => row.nextVisitAt),
    moment('Completed', (row) => row.completedAt),
    moment('Created', (row) => row.createdAt),
  ],
  quotes: [
    plain('Quote', (row) => row.quoteNumber),
    plain('Title', (row) => row.title),
    plain('Status', (row) => row.status),
    ...ofClient<ListRows['quotes']>(),
    ...atPlace<ListRows['quotes']>(),
    plain('Salesperson', (row) => row.salespersonName),
    money('Total', (row) => row.totalCents),
    moment('Sent', (row) => row.sentAt),
    moment('Viewed', (row) => row.viewedAt),
    moment('Approved', (row) => row.approvedAt),
    moment('Created', (row) => row.createdAt),
  ],
  invoices: [
    plain('Invoice', (row) => row.invoiceNumber),
    plain('Subject', (row) => row.subject),
    plain('Status', (row) => row.status),
    ...ofClient<ListRows['invoices']>(),
    ...atPlace<ListRows['invoices']>(),
    plain('Salesperson', (row) => row.salespersonName),
    money('Total', (row) => row.totalCents),
    money('Balance', (row) => row.balanceCents),
    moment('Issued', (row) => row.issuedAt),
    moment('Due', (row) => row.dueAt),
    plain('Days overdue', (row) => row.daysOverdue),
    moment('Viewed', (row) => row.viewedAt),
    moment('Paid', (row) => row.receivedAt),
    moment('Created', (row) => row.createdAt),
  ],
  requests: [
    plain('Title', (row) => row.title),
    plain('Status', (row) => row.status),
    plain('Source', (row) => row.source),
    ...ofClient<ListRows['requests']>(),
    ...atPlace<ListRows['requests']>(),
    plain('Contact', (row) => row.contactName),
    plain('Contact e-mail', (row) => row.email),
    plain('Contact phone', (row) => row.phone),
    plain('Salesperson', (row) => row.salespersonName),
    moment('Assessment', (row) => row.assessmentAt),
    moment('Created', (row) => row.createdAt),
  ],
  visits: [
    plain('Title', (row) => row.title),
    plain('Job', (row) => row.jobNumber),
    plain('Status', (row) => row.status),
    ...ofClient<ListRows['visits']>(),
    ...atPlace<ListRows['visits']>(),
    plain('Assigned', (row) => row.assignees.join(', ')),
    moment('Start', (row) => row.startAt),
    moment('End', (row) => row.endAt),
    plain('All day', (row) => row.isAllDay),
    plain('Confirmed', (row) => row.isConfirmed),
    moment('Completed', (row) => row.completedAt),
  ],
};

function ofClient<Row extends ClientColumns>(): ExportColumn<Row>[] {
  return [
    plain('Client', (row) => row.clientName),
    plain('Client phone', (row) => row.clientPhone),
  ];
}

function atPlace<Row extends PlaceColumns>(): ExportColumn<Row>[] {
  return [plain('Street', (row) => row.street), plain('City', (row) => row.city)];
}

function plain<Row>(title: string, value: (row: Row) => CsvCell): ExportColumn<Row> {
  return { title, kind: 'plain', value };
}

function money<Row>(title: string, value: (row: Row) => number | null): ExportColumn<Row> {
  return { title, kind: 'money', value };
}

function moment<Row>(title: string, value: (row: Row) => string | null): ExportColumn<Row> {
  return { title, kind: 'moment', value };
}
