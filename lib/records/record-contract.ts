/**
 * Single records read from the read model: plain JSON, safe to import from the browser. Money is numeric cents of the
 * record's account, moments ISO 8601. `null`: Jobber has no value, or the record's detail has not been read yet
 * (`detailAt` null says so). Nested lists are whole; what can grow without end (visits, work of a client) is asked of
 * the lists with a `client`, `property` or `job` filter, and `counts` says how much there is.
 */

type RecordBase = {
  accountId: number;
  id: string;
  jobberUri: string | null;
  createdAt: string;
  updatedAt: string;
  /** When Jobber was asked for what stands here, and for what goes beyond the list columns. */
  readAt: string;
  detailAt: string | null;
};

/** @public */
export type RecordClient = {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  isLead: boolean;
};
/** @public */
export type RecordProperty = {
  id: string;
  name: string | null;
  street: string | null;
  city: string | null;
  province: string | null;
  postalCode: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
};
/** @public */
export type RecordField = { label: string; type: string; value: string };
/** @public */
export type RecordLine = {
  id: string;
  name: string;
  description: string | null;
  category: string | null;
  quantity: number;
  unitPriceCents: number;
  totalCents: number;
  unitCostCents: number | null;
  totalCostCents: number | null;
  isOptional: boolean | null;
  isTextOnly: boolean | null;
  servedAt: string | null;
};
/**
 * Another document of the same business: `number` is null for requests.
 * @public
 */
export type RecordDocument = {
  id: string;
  number: string | null;
  title: string | null;
  status: string;
  totalCents: number | null;
  at: string | null;
};
/** @public */
export type RecordPayment = {
  id: string;
  adjustmentType: string;
  paymentType: string | null;
  /** Signed: refunds are negative. */
  amountCents: number;
  tipCents: number | null;
  at: string;
  details: string | null;
};

/**
 * Open invoices by days past the due day; a bad debt stands apart from all of them.
 * @public
 */
export type Ageing = {
  notDueCents: number;
  days1To30Cents: number;
  days31To60Cents: number;
  days61To90Cents: number;
  over90Cents: number;
  badDebtCents: number;
};

/**
 * `lifetimeCents` and `twelveMonthCents` are revenue invoiced before tax (subtotal less discount, drafts left out).
 * `usualIntervalDays` is the median of days between days with a completed visit, from three such days on.
 * `lastContactAt` is the last thing that happened between us: request, quote sent, visit done, invoice, payment.
 * @public
 */
export type ClientRecord = RecordBase & {
  name: string;
  firstName: string | null;
  lastName: string | null;
  companyName: string | null;
  secondaryName: string | null;
  title: string | null;
  isCompany: boolean;
  isLead: boolean;
  isArchived: boolean;
  email: string | null;
  phone: string | null;
  emails: { address: string; description: string | null; isPrimary: boolean }[];
  phones: {
    number: string;
    description: string | null;
    isPrimary: boolean;
    smsAllowed: boolean | null;
  }[];
  billingStreet: string | null;
  billingCity: string | null;
  billingProvince: string | null;
  billingPostalCode: string | null;
  billingCountry: string | null;
  leadSource: string | null;
  tags: string[];
  customFields: RecordField[];
  properties: RecordProperty[];
  balanceCents: number;
  ageing: Ageing;
  lifetimeCents: number;
  twelveMonthCents: number;
  usualIntervalDays: number | null;
  lastContactAt: string | null;
  nextVisitAt: string | null;
  counts: RecordCounts;
};

/** @public */
export type RecordCounts = {
  jobs: number;
  quotes: number;
  invoices: number;
  requests: number;
  visits: number;
};

/**
 * `costCents` is lines + labour + expenses as Jobber's job costing gives them, null where it gives none;
 * `marginCents` is what was invoiced less that cost, unknown while nothing is invoiced: planned costs alone are no loss.
 * @public
 */
export type JobRecord = RecordBase & {
  jobNumber: number;
  title: string | null;
  instructions: string | null;
  status: string;
  jobType: string;
  billingType: string | null;
  billingFrequency: string | null;
  scheduleSummary: string | null;
  client: RecordClient | null;
  property: RecordProperty | null;
  quote: RecordDocument | null;
  request: RecordDocument | null;
  salespersonName: string | null;
  startAt: string | null;
  endAt: string | null;
  completedAt: string | null;
  nextVisitAt: string | null;
  totalCents: number;
  invoicedCents: number | null;
  uninvoicedCents: number;
  /** What is paid of the invoices that bill this job alone or with others. */
  paidCents: number;
  lineItemCostCents: number | null;
  labourCostCents: number | null;
  expenseCostCents: number | null;
  costCents: number | null;
  marginCents: number | null;
  labourSeconds: number | null;
  crew: string[];
  visitCounts: {
    total: number;
    complete: number;
    late: number;
    ahead: number;
    unscheduled: number;
  };
  lineItems: RecordLine[];
  invoices: (RecordDocument & { balanceCents: number; dueAt: string | null })[];
  customFields: RecordField[];
};

/** @public */
export type QuoteRecord = RecordBase & {
  quoteNumber: string;
  title: string | null;
  message: string | null;
  status: string;
  client: RecordClient | null;
  property: RecordProperty | null;
  request: RecordDocument | null;
  salespersonName: string | null;
  subtotalCents: number | null;
  discountCents: number | null;
  taxCents: number | null;
  totalCents: number;
  depositCents: number | null;
  outstandingDepositCents: number | null;
  unallocatedDepositCents: number | null;
  sentAt: string | null;
  viewedAt: string | null;
  approvedAt: string | null;
  changesRequestedAt: string | null;
  convertedAt: string | null;
  clientHubUri: string | null;
  lineItems: RecordLine[];
  jobs: RecordDocument[];
  payments: RecordPayment[];
  customFields: RecordField[];
};

/** @public */
export type InvoiceRecord = RecordBase & {
  invoiceNumber: string;
  subject: string | null;
  message: string | null;
  status: string;
  client: RecordClient | null;
  salespersonName: string | null;
  subtotalCents: number;
  discountCents: number;
  taxCents: number | null;
  totalCents: number;
  balanceCents: number;
  paymentsCents: number | null;
  depositCents: number | null;
  tipsCents: number | null;
  issuedAt: string | null;
  dueAt: string | null;
  daysOverdue: number | null;
  receivedAt: string | null;
  viewedAt: string | null;
  netDays: number | null;
  clientHubUri: string | null;
  lineItems: RecordLine[];
  jobs: RecordDocument[];
  payments: RecordPayment[];
  customFields: RecordField[];
};

/** @public */
export type RequestRecord = RecordBase & {
  title: string | null;
  status: string;
  source: string | null;
  contactName: string | null;
  companyName: string | null;
  email: string | null;
  phone: string | null;
  client: RecordClient | null;
  property: RecordProperty | null;
  salespersonName: string | null;
  assessment: {
    title: string | null;
    instructions: string | null;
    startAt: string | null;
    endAt: string | null;
    isAllDay: boolean;
    isComplete: boolean;
    completedAt: string | null;
  } | null;
  lineItems: RecordLine[];
  quotes: RecordDocument[];
  jobs: RecordDocument[];
};

/**
 * One thing that happened with a client, or will: visits ahead come first.
 * @public
 */
export type TimelineEvent = {
  kind:
    | 'client_created'
    | 'request_created'
    | 'quote_created'
    | 'quote_sent'
    | 'quote_approved'
    | 'job_created'
    | 'job_completed'
    | 'visit'
    | 'invoice_issued'
    | 'payment';
  /** The record that opens: of a visit its job, of a payment its invoice or quote. */
  recordKind: 'client' | 'request' | 'quote' | 'job' | 'invoice' | null;
  recordId: string | null;
  id: string;
  at: string;
  number: string | null;
  title: string | null;
  /** Status of a document, `complete` or `open` of a visit, the adjustment type of a payment. */
  status: string | null;
  amountCents: number | null;
};
/** @public */
export type TimelinePage = { events: TimelineEvent[]; next: string | null };
