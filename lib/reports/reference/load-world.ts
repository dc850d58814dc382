import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { goals } from '@/db/schema/goals';
import { labourRates } from '@/db/schema/rates';
import type { Records, RecordType } from '@/lib/sandbox/world/records';
import type { Kind } from '@/lib/sync/entity';
import { ingest } from '@/lib/sync/ingest';
import { dayText, grouped, type Raw } from './raw';

/** Writes the raw records of an account into the read model, as the sync writes what Jobber answers. */
export async function loadRaw(db: Database, raw: Raw): Promise<void> {
  const { accountId } = raw;
  const workingDays = sql.param(raw.workingDays);
  // First, because the daily sums are counted in the zone of the account.
  await db.execute(sql`
    insert into account_formats (account_id, time_zone, working_days) values (${accountId}, ${raw.zone}, ${workingDays}::int[])
    on conflict do nothing`);
  const readAt = new Date(raw.now);
  const context = contextOf(raw);
  for (const [kind, nodes] of nodesOf(raw, context)) {
    await ingest(db, accountId, kind, nodes, { readAt, part: 'full' });
  }
  for (const { userId, from, hourlyCents, burdenPercent } of raw.rates) {
    const fromDay = dayText(from);
    await db.insert(labourRates).values({ accountId, userId, fromDay, hourlyCents, burdenPercent });
  }
  for (const { span, from, cents } of raw.goals) {
    await db.insert(goals).values({ accountId, span, fromDay: dayText(from), amountCents: cents });
  }
  // Without statistics the planner takes tables just filled for empty ones.
  await db.execute(sql`analyze`);
}

type Context = ReturnType<typeof contextOf>;

function contextOf(raw: Raw) {
  return {
    quoteLines: grouped(raw.all('QuoteLineItem'), (line) => line.quoteId),
    jobLines: grouped(raw.all('JobLineItem'), (line) => line.jobId),
    invoiceLines: grouped(raw.all('InvoiceLineItem'), (line) => line.invoiceId),
    assessments: grouped(raw.all('Assessment'), (assessment) => assessment.requestId),
    deposits: grouped(raw.all('PaymentRecord'), (payment) => payment.quoteId ?? ''),
  };
}

function nodesOf(raw: Raw, context: Context): [Kind, object[]][] {
  const map = <T extends RecordType>(type: T, node: (record: Records[T]) => object) =>
    raw.all(type).map((record) => ({ ...dated(record), ...node(record) }));
  return [
    ['user', map('User', userNode)],
    ['product', map('ProductOrService', productNode)],
    ['client', map('Client', clientNode)],
    ['property', map('Property', propertyNode)],
    ['request', map('Request', (request) => requestNode(request, context))],
    ['quote', map('Quote', (quote) => quoteNode(quote, context))],
    ['job', map('Job', (job) => jobNode(job, context))],
    ['visit', map('Visit', visitNode)],
    ['invoice', map('Invoice', (invoice) => invoiceNode(raw, invoice, context))],
    ['payment', map('PaymentRecord', paymentNode)],
    ['time_sheet', map('TimeSheetEntry', timeSheetNode)],
    ['expense', map('Expense', expenseNode)],
  ];
}

const units = (cents: number): number => cents / 100;
const optionalUnits = (cents: number | null): number | null =>
  cents === null ? null : units(cents);
const at = (millis: number): string => new Date(millis).toISOString();
const optionalAt = (millis: number | null): string | null => (millis === null ? null : at(millis));
const ref = (id: string | null): { id: string } | null => (id === null ? null : { id });
const uri = (id: string): string => `https://secure.getjobber.com/${encodeURIComponent(id)}`;

function dated(record: { id: string; createdAt: number; updatedAt: number }) {
  return {
    id: record.id,
    createdAt: at(record.createdAt),
    updatedAt: at(record.updatedAt),
    jobberWebUri: uri(record.id),
  };
}

const userNode = (user: Records['User']) => ({
  name: user.name,
  email: user.email,
  phone: user.phone,
  status: user.status,
  isAccountAdmin: user.isAccountAdmin,
  isAccountOwner: user.isAccountOwner,
  availableForScheduling: user.availableForScheduling,
  timezone: user.timezone,
});

const productNode = (product: Records['ProductOrService']) => ({
  name: product.name,
  description: product.description,
  category: product.category,
  defaultUnitCost: units(product.defaultUnitCost),
  internalUnitCost: optionalUnits(product.internalUnitCost),
  taxable: product.taxable,
  visible: product.visible,
  durationMinutes: product.durationMinutes,
});

const clientNode = (client: Records['Client']) => ({
  name: client.name,
  isLead: client.isLead,
  isArchived: client.isArchived,
  isCompany: client.isCompany,
  balance: units(client.balance),
  email: client.emails[0]?.address ?? null,
  phone: client.phones[0]?.number ?? null,
  firstName: client.firstName,
  lastName: client.lastName,
  companyName: client.companyName,
  sourceAttribution: client.sourceAttribution,
  emails: client.emails,
  phones: client.phones,
});

const propertyNode = (property: Records['Property']) => ({
  client: ref(property.clientId),
  address: { ...property.address, street: property.address.street1 },
});

const requestNode = (request: Records['Request'], { assessments }: Context) => {
  const [assessment] = assessments.get(request.id) ?? [];
  return {
    title: request.title,
    requestStatus: request.requestStatus,
    client: ref(request.clientId),
    property: ref(request.propertyId),
    salesperson: ref(request.salespersonId),
    source: request.source,
    assessment: assessment
      ? {
          id: assessment.id,
          allDay: assessment.allDay,
          isComplete: assessment.completedAt !== null,
          startAt: optionalAt(assessment.startAt),
          endAt: optionalAt(assessment.endAt),
          completedAt: optionalAt(assessment.completedAt),
        }
      : null,
  };
};

const quoteNode = (quote: Records['Quote'], { quoteLines, deposits }: Context) => {
  const loose = (deposits.get(quote.id) ?? []).filter((payment) => payment.invoiceId === null);
  const { approvedAt, changesRequestedAt, convertedAt } = quote.lastTransitioned;
  return {
    quoteNumber: quote.quoteNumber,
    title: quote.title,
    quoteStatus: quote.quoteStatus,
    amounts: unitsOf(quote.amounts),
    depositAmountUnallocated: units(loose.reduce((sum, payment) => sum + payment.rawAmount, 0)),
    sentAt: optionalAt(quote.sentAt),
    transitionedAt: at(quote.transitionedAt),
    lastTransitioned: {
      approvedAt: optionalAt(approvedAt),
      changesRequestedAt: optionalAt(changesRequestedAt),
      convertedAt: optionalAt(convertedAt),
    },
    clientHubViewedAt: optionalAt(quote.clientHubViewedAt),
    client: ref(quote.clientId),
    property: ref(quote.propertyId),
    request: ref(quote.requestId),
    salesperson: ref(quote.salespersonId),
    lineItems: { nodes: (quoteLines.get(quote.id) ?? []).map(costedLineNode) },
  };
};

const jobNode = (job: Records['Job'], { jobLines }: Context) => ({
  jobNumber: job.jobNumber,
  title: job.title,
  jobStatus: job.jobStatus,
  jobType: job.jobType,
  billingType: job.billingType,
  invoiceSchedule: job.invoiceSchedule,
  source: job.source,
  total: units(job.total),
  invoicedTotal: units(job.invoicedTotal),
  uninvoicedTotal: units(job.uninvoicedTotal),
  startAt: optionalAt(job.startAt),
  endAt: optionalAt(job.endAt),
  completedAt: optionalAt(job.completedAt),
  client: ref(job.clientId),
  property: ref(job.propertyId),
  quote: ref(job.quoteId),
  request: ref(job.requestId),
  salesperson: ref(job.salespersonId),
  lineItems: { nodes: (jobLines.get(job.id) ?? []).map(costedLineNode) },
});

const visitNode = (visit: Records['Visit']) => ({
  title: visit.title,
  startAt: optionalAt(visit.startAt),
  endAt: optionalAt(visit.endAt),
  allDay: visit.allDay,
  completedAt: optionalAt(visit.completedAt),
  client: ref(visit.clientId),
  job: { id: visit.jobId },
  property: ref(visit.propertyId),
  invoice: ref(visit.invoiceId),
  assignedUsers: { nodes: visit.assignedUserIds.map((id) => ({ id })) },
});

const invoiceNode = (raw: Raw, invoice: Records['Invoice'], { invoiceLines }: Context) => {
  const isArchived = (id: string) => raw.find('Job', id)?.jobStatus === 'archived';
  return {
    invoiceNumber: invoice.invoiceNumber,
    invoiceStatus: invoice.invoiceStatus,
    subject: invoice.subject,
    amounts: unitsOf(invoice.amounts),
    issuedDate: optionalAt(invoice.issuedDate),
    dueDate: optionalAt(invoice.dueDate),
    receivedDate: optionalAt(invoice.receivedDate),
    dateViewedInClientHub: optionalAt(invoice.dateViewedInClientHub),
    client: ref(invoice.clientId),
    salesperson: ref(invoice.salespersonId),
    jobs: { nodes: invoice.jobIds.filter((id) => !isArchived(id)).map((id) => ({ id })) },
    archivedJobs: { nodes: invoice.jobIds.filter(isArchived).map((id) => ({ id })) },
    lineItems: {
      nodes: (invoiceLines.get(invoice.id) ?? []).map((line) => ({
        ...lineNode(line),
        jobLineItem: ref(line.jobLineItemId),
        date: optionalAt(line.date),
      })),
    },
  };
};

const paymentNode = (payment: Records['PaymentRecord']) => ({
  adjustmentType: payment.adjustmentType,
  paymentType: payment.paymentType,
  amount: units(payment.amount),
  rawAmount: units(payment.rawAmount),
  tipAmount: units(payment.tipAmount),
  entryDate: at(payment.entryDate),
  details: payment.details,
  client: ref(payment.clientId),
  invoice: ref(payment.invoiceId),
  quote: ref(payment.quoteId),
});

const timeSheetNode = (entry: Records['TimeSheetEntry']) => ({
  startAt: at(entry.startAt),
  endAt: optionalAt(entry.endAt),
  finalDuration: entry.finalDuration,
  ticking: entry.endAt === null,
  approved: entry.approved,
  payable: entry.payable,
  timeSheetCategory: entry.timeSheetCategory,
  label: entry.label,
  labourRate: optionalUnits(entry.labourRate),
  user: ref(entry.userId),
  client: ref(entry.clientId),
  job: ref(entry.jobId),
  visit: ref(entry.visitId),
});

const expenseNode = (expense: Records['Expense']) => ({
  title: expense.title,
  date: at(expense.date),
  total: optionalUnits(expense.total),
  linkedJob: ref(expense.linkedJobId),
});

function costedLineNode(line: Records['JobLineItem'] | Records['QuoteLineItem']) {
  const { unitCost, quantity } = line;
  return {
    ...lineNode(line),
    unitCost: optionalUnits(unitCost),
    totalCost: unitCost === null ? null : units(Math.round(unitCost * quantity)),
    ...('optional' in line ? { optional: line.optional, textOnly: line.textOnly } : {}),
  };
}

function lineNode(line: Records['InvoiceLineItem' | 'JobLineItem' | 'QuoteLineItem']) {
  return {
    id: line.id,
    name: line.name,
    description: line.description,
    category: line.category,
    quantity: line.quantity,
    unitPrice: units(line.unitPrice),
    totalPrice: units(line.totalPrice),
    taxable: line.taxable,
    linkedProductOrService: ref(line.linkedProductOrServiceId),
  };
}

const unitsOf = (amounts: object): object =>
  Object.fromEntries(Object.entries(amounts).map(([name, cents]) => [name, units(Number(cents))]));
