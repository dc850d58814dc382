/**
 * What live reads give to screens: plain JSON, safe to import from the browser. Money is integer cents in the account's
 * currency, times are ISO 8601 strings as Jobber sent them. A status is text: Jobber adds values without notice.
 * `hidden` names what Jobber did not permit, e.g. `balance` or `jobs`; those values are null, never zero.
 */

/**
 * Sort keys that Jobber's `clients` list really has.
 * @public
 */
export const clientSortKeys = ['PRIMARY_NAME', 'FIRST_NAME', 'LAST_NAME', 'UPDATED_AT'] as const;
/** @public */
export type ClientSortKey = (typeof clientSortKeys)[number];

/**
 * Sort keys that Jobber's `jobs` list really has.
 */
const jobSortKeys = [
  'JOB_NUMBER',
  'JOB_STATUS',
  'TOTAL_COST',
  'SCHEDULE',
  'UPDATED_AT',
  'CLIENT_PRIMARY_NAME',
  'CLIENT_FIRST_NAME',
  'VISIT_START_DATE',
] as const;
/** @public */
export type JobSortKey = (typeof jobSortKeys)[number];

/**
 * Values of Jobber's job status filter; `on_hold` is an alias of `action_required`.
 * @public
 */
export const jobStatuses = [
  'active',
  'today',
  'upcoming',
  'late',
  'action_required',
  'requires_invoicing',
  'unscheduled',
  'expiring_within_30_days',
  'archived',
] as const;
/** @public */
export type JobStatus = (typeof jobStatuses)[number];

/**
 * `current` is neither a lead nor archived.
 * @public
 */
export const clientStatuses = ['all', 'current', 'leads', 'archived'] as const;
/** @public */
export type ClientStatus = (typeof clientStatuses)[number];

/** @public */
export type SortDirection = 'ASCENDING' | 'DESCENDING';

/**
 * `after` is the `endCursor` of the page before; `first` is 1 to 100, 25 when absent.
 * @public
 */
export type ClientsQuery = {
  search?: string | undefined;
  status?: ClientStatus | undefined;
  sort?: { key: ClientSortKey; direction: SortDirection } | undefined;
  after?: string | undefined;
  first?: number | undefined;
};

/** @public */
export type JobsQuery = {
  search?: string | undefined;
  status?: JobStatus | undefined;
  sort?: { key: JobSortKey; direction: SortDirection } | undefined;
  after?: string | undefined;
  first?: number | undefined;
};

/**
 * Jobber has no page numbers: only forward by cursor.
 * @public
 */
export type Page<Row> = {
  rows: Row[];
  endCursor: string | null;
  hasNextPage: boolean;
  hidden: string[];
  checkedAt: string;
};

/** @public */
export type ClientRow = {
  id: string;
  name: string;
  companyName: string | null;
  isCompany: boolean;
  isLead: boolean;
  isArchived: boolean;
  email: string | null;
  phone: string | null;
  city: string | null;
  province: string | null;
  balanceCents: number | null;
  tags: string[];
  /** Only the first three tags are asked for. */
  hasMoreTags: boolean;
  updatedAt: string | null;
  jobberUrl: string | null;
};

/** @public */
export type JobRow = {
  id: string;
  jobNumber: number | null;
  title: string | null;
  status: string | null;
  type: string | null;
  client: RecordLink | null;
  street: string | null;
  city: string | null;
  startAt: string | null;
  endAt: string | null;
  totalCents: number | null;
  updatedAt: string | null;
  jobberUrl: string | null;
};

/**
 * A record that another one points to, e.g. the client of a job.
 * @public
 */
export type RecordLink = { id: string; name: string };

/**
 * The first rows of a nested list; `hasMore` when Jobber holds further ones. Null when hidden.
 * @public
 */
export type SubList<Row> = { rows: Row[]; hasMore: boolean } | null;

/** @public */
export type Address = {
  street: string | null;
  street2: string | null;
  city: string | null;
  province: string | null;
  postalCode: string | null;
  country: string | null;
};

/**
 * `value` is ready to show; `url` is set for link fields with an http(s) address.
 * @public
 */
export type CustomField = { label: string; value: string; url: string | null };

/** @public */
export type NoteRow = {
  id: string;
  message: string;
  pinned: boolean;
  createdAt: string | null;
  createdBy: string | null;
};

/**
 * One document in a sub-list: a quote, an invoice, a request or a job beside another record.
 * @public
 */
export type DocumentRow = {
  id: string;
  number: string | null;
  title: string | null;
  status: string | null;
  totalCents: number | null;
  /** Job: start; quote and request: created; invoice: issued. */
  date: string | null;
};

/** @public */
export type PropertyRow = { id: string; name: string | null; address: Address };

/** @public */
export type LineItemRow = {
  id: string;
  name: string;
  description: string | null;
  quantity: number | null;
  unitPriceCents: number | null;
  totalCents: number | null;
};

/** @public */
export type VisitRow = {
  id: string;
  title: string | null;
  status: string | null;
  startAt: string | null;
  endAt: string | null;
  isAllDay: boolean;
  completedAt: string | null;
};

/** @public */
export type PaymentRow = {
  id: string;
  amountCents: number | null;
  kind: string | null;
  date: string | null;
};

/**
 * What every record answer carries.
 * @public
 */
export type RecordAnswer = {
  id: string;
  jobberUrl: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  hidden: string[];
  /** When Jobber answered. */
  checkedAt: string;
};

/** @public */
export type ClientDetail = RecordAnswer & {
  name: string;
  firstName: string | null;
  lastName: string | null;
  companyName: string | null;
  isCompany: boolean;
  isLead: boolean;
  isArchived: boolean;
  balanceCents: number | null;
  emails: { address: string; description: string | null; isPrimary: boolean }[];
  phones: { number: string; description: string | null; isPrimary: boolean }[];
  billingAddress: Address | null;
  tags: string[];
  hasMoreTags: boolean;
  customFields: CustomField[] | null;
  properties: SubList<PropertyRow>;
  jobs: SubList<DocumentRow>;
  quotes: SubList<DocumentRow>;
  invoices: SubList<DocumentRow>;
  requests: SubList<DocumentRow>;
  notes: SubList<NoteRow>;
};

/**
 * `visitCounts` is Jobber's own count, so it is right however many visits the job has.
 * @public
 */
export type JobDetail = RecordAnswer & {
  jobNumber: number | null;
  title: string | null;
  instructions: string | null;
  status: string | null;
  type: string | null;
  billingType: string | null;
  client: RecordLink | null;
  property: PropertyRow | null;
  quote: RecordLink | null;
  request: RecordLink | null;
  salesperson: string | null;
  startAt: string | null;
  endAt: string | null;
  completedAt: string | null;
  totalCents: number | null;
  invoicedCents: number | null;
  uninvoicedCents: number | null;
  costing: JobCosting | null;
  visitCounts: { past: number; future: number; unscheduled: number; incomplete: number } | null;
  customFields: CustomField[] | null;
  lineItems: SubList<LineItemRow>;
  visits: SubList<VisitRow>;
  invoices: SubList<DocumentRow>;
  notes: SubList<NoteRow>;
};

/** @public */
export type JobCosting = {
  revenueCents: number;
  costCents: number;
  profitCents: number;
  profitPercentage: number | null;
  labourSeconds: number;
};

/** @public */
export type QuoteDetail = RecordAnswer & {
  quoteNumber: string | null;
  title: string | null;
  status: string | null;
  message: string | null;
  client: RecordLink | null;
  property: PropertyRow | null;
  request: RecordLink | null;
  salesperson: string | null;
  sentAt: string | null;
  approvedAt: string | null;
  convertedAt: string | null;
  changesRequestedAt: string | null;
  subtotalCents: number | null;
  discountCents: number | null;
  taxCents: number | null;
  totalCents: number | null;
  depositCents: number | null;
  lineItems: SubList<LineItemRow & { isOptional: boolean; isTextOnly: boolean }>;
  jobs: SubList<DocumentRow>;
  notes: SubList<NoteRow>;
};

/** @public */
export type InvoiceDetail = RecordAnswer & {
  invoiceNumber: string | null;
  subject: string | null;
  status: string | null;
  message: string | null;
  client: RecordLink | null;
  salesperson: string | null;
  issuedAt: string | null;
  dueAt: string | null;
  receivedAt: string | null;
  subtotalCents: number | null;
  discountCents: number | null;
  taxCents: number | null;
  totalCents: number | null;
  paidCents: number | null;
  /** Jobber's own balance decides what is owed: deposits and tips disturb the difference of total and payments. */
  balanceCents: number | null;
  lineItems: SubList<LineItemRow>;
  payments: SubList<PaymentRow>;
  /** Open and archived jobs of the invoice together. */
  jobs: SubList<DocumentRow>;
  notes: SubList<NoteRow>;
};

/** @public */
export type RequestDetail = RecordAnswer & {
  title: string | null;
  status: string | null;
  source: string | null;
  contactName: string | null;
  companyName: string | null;
  email: string | null;
  phone: string | null;
  client: RecordLink | null;
  property: PropertyRow | null;
  salesperson: string | null;
  assessment: { startAt: string | null; endAt: string | null; completedAt: string | null } | null;
  quotes: SubList<DocumentRow>;
  jobs: SubList<DocumentRow>;
  notes: SubList<NoteRow>;
};

/**
 * Values of Jobber's e-mail and phone descriptions.
 * @public
 */
export const emailKinds = ['MAIN', 'WORK', 'PERSONAL', 'OTHER'] as const;
/** @public */
export const phoneKinds = ['MAIN', 'WORK', 'MOBILE', 'HOME', 'FAX', 'OTHER'] as const;

/** @public */
export type NewAddress = { [Line in keyof Address]?: string | undefined };

/**
 * A client to create. A company needs `companyName`, a person a first or last name.
 * @public
 */
export type NewClient = {
  firstName?: string | undefined;
  lastName?: string | undefined;
  companyName?: string | undefined;
  isCompany?: boolean | undefined;
  emails?: { address: string; kind: (typeof emailKinds)[number] }[] | undefined;
  phones?: { number: string; kind: (typeof phoneKinds)[number] }[] | undefined;
  billingAddress?: NewAddress | undefined;
  property?: NewAddress | undefined;
};

/**
 * A client that Jobber finds similar to the one about to be created.
 * @public
 */
export type SimilarClient = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  isArchived: boolean;
};

/**
 * `fieldErrors` maps a path such as `emails.0.address` to Jobber's sentence; the empty path concerns the whole form.
 * @public
 */
export type CreateClientAnswer =
  | { kind: 'created'; client: { id: string; name: string; jobberUrl: string | null } }
  | { kind: 'refused'; fieldErrors: Record<string, string> };
