/**
 * What lists and records read from the read model give to screens: plain JSON, safe to import from the browser. Money is
 * numeric cents of the row's account, moments are ISO 8601 in UTC, days are `YYYY-MM-DD` in the account's time zone.
 * `null` means that Jobber has no value or that it has not been read yet, never 0.
 */

/** @public */
export const listNames = ['clients', 'jobs', 'quotes', 'invoices', 'requests', 'visits'] as const;
/** @public */
export type ListName = (typeof listNames)[number];

type RowBase = { accountId: number; id: string; jobberUri: string | null };

/** The client of a record as its row shows it. */
type OfClient = {
  clientId: string | null;
  clientName: string | null;
  clientPhone: string | null;
  clientIsLead: boolean;
};

/** Where the work is: the property; of an invoice the billing address of the client. */
type AtPlace = { street: string | null; city: string | null };

/**
 * `overdueCents` is what open invoices past their due day still ask for, `nextVisitAt` the next visit not yet done.
 * @public
 */
export type ClientListRow = RowBase & {
  name: string;
  companyName: string | null;
  isCompany: boolean;
  isLead: boolean;
  isArchived: boolean;
  email: string | null;
  phone: string | null;
  city: string | null;
  province: string | null;
  tags: string[];
  balanceCents: number;
  overdueCents: number;
  nextVisitAt: string | null;
  createdAt: string;
  updatedAt: string;
};

/** @public */
export type JobListRow = RowBase &
  OfClient &
  AtPlace & {
    jobNumber: number;
    title: string | null;
    status: string;
    jobType: string;
    salespersonName: string | null;
    totalCents: number;
    invoicedCents: number | null;
    uninvoicedCents: number;
    startAt: string | null;
    endAt: string | null;
    nextVisitAt: string | null;
    completedAt: string | null;
    createdAt: string;
    updatedAt: string;
  };

/** @public */
export type QuoteListRow = RowBase &
  OfClient &
  AtPlace & {
    quoteNumber: string;
    title: string | null;
    status: string;
    salespersonName: string | null;
    totalCents: number;
    sentAt: string | null;
    viewedAt: string | null;
    approvedAt: string | null;
    createdAt: string;
    updatedAt: string;
  };

/**
 * `daysOverdue` is set while the invoice is open, has a balance and its due day is over.
 * @public
 */
export type InvoiceListRow = RowBase &
  OfClient &
  AtPlace & {
    invoiceNumber: string;
    subject: string | null;
    status: string;
    salespersonName: string | null;
    totalCents: number;
    balanceCents: number;
    issuedAt: string | null;
    dueAt: string | null;
    daysOverdue: number | null;
    viewedAt: string | null;
    receivedAt: string | null;
    createdAt: string;
    updatedAt: string;
  };

/** @public */
export type RequestListRow = RowBase &
  OfClient &
  AtPlace & {
    title: string | null;
    status: string;
    source: string | null;
    contactName: string | null;
    email: string | null;
    phone: string | null;
    salespersonName: string | null;
    assessmentAt: string | null;
    createdAt: string;
    updatedAt: string;
  };

/**
 * `isLate`: its end is over and it is not complete. Both times null: unscheduled. The Jobber link is that of its job.
 * @public
 */
export type VisitListRow = RowBase &
  OfClient &
  AtPlace & {
    title: string | null;
    status: string;
    jobId: string;
    jobNumber: number | null;
    startAt: string | null;
    endAt: string | null;
    isAllDay: boolean;
    isComplete: boolean;
    isLate: boolean;
    isConfirmed: boolean | null;
    completedAt: string | null;
    assignees: string[];
  };

/** @public */
export type ListRows = {
  clients: ClientListRow;
  jobs: JobListRow;
  quotes: QuoteListRow;
  invoices: InvoiceListRow;
  requests: RequestListRow;
  visits: VisitListRow;
};

/**
 * What each list can be sorted by; each has an index. Rows without the value come last in both directions.
 * @public
 */
export const sortKeys = {
  clients: ['name', 'city', 'balance', 'created', 'updated'],
  jobs: [
    'number',
    'client',
    'title',
    'status',
    'start',
    'completed',
    'total',
    'uninvoiced',
    'created',
    'updated',
  ],
  quotes: ['number', 'client', 'title', 'status', 'sent', 'total', 'created', 'updated'],
  invoices: [
    'number',
    'client',
    'status',
    'issued',
    'due',
    'total',
    'balance',
    'created',
    'updated',
  ],
  requests: ['client', 'title', 'status', 'created', 'updated'],
  visits: ['start', 'completed', 'client', 'status', 'created'],
} as const satisfies Record<ListName, readonly string[]>;
/** @public */
export type SortKey<List extends ListName> = (typeof sortKeys)[List][number];

/**
 * Which moment of a record a period and an age speak of; the first is the default.
 * @public
 */
export const dateFields = {
  clients: ['created', 'updated'],
  jobs: ['start', 'completed', 'created', 'updated'],
  quotes: ['sent', 'approved', 'created', 'updated'],
  invoices: ['issued', 'due', 'received', 'created', 'updated'],
  requests: ['created', 'updated'],
  visits: ['start', 'completed', 'created'],
} as const satisfies Record<ListName, readonly string[]>;
/** @public */
export type DateField<List extends ListName> = (typeof dateFields)[List][number];

/**
 * Conditions that follow from several columns and the clock, defined as the reports of the same name define them.
 *   jobs      unbilled (done, not billed), unscheduled (nothing ahead), late (a visit is past its end)
 *   quotes    open (sent, no decision)
 *   invoices  open (sent, not paid), overdue (open and past the due day)
 *   visits    unscheduled, unassigned, unconfirmed, late, open
 * @public
 */
export const states = {
  clients: [],
  jobs: ['unbilled', 'unscheduled', 'late'],
  quotes: ['open'],
  invoices: ['open', 'overdue'],
  requests: ['open'],
  visits: ['open', 'unscheduled', 'unassigned', 'unconfirmed', 'late'],
} as const satisfies Record<ListName, readonly string[]>;
/** @public */
export type StateName<List extends ListName> = (typeof states)[List][number];

/**
 * Whole days of the account, both ends included; an open end is absent.
 * @public
 */
export type DayRange = { from?: string; to?: string };

/**
 * Filters combine: a row satisfies all of them. Absent means no condition.
 * @public
 */
export type ListFilters<List extends ListName> = {
  /** Any fragment of name, company, e-mail, phone, street or number; every word must be found. */
  search?: string;
  /** Jobber's words, any of them; of clients `active`, `lead` and `archived`. */
  status?: string[];
  state?: StateName<List>;
  /** What `period`, `olderThanDays` and `newerThanDays` speak of. Default: the first of `dateFields`. */
  date?: DateField<List>;
  period?: DayRange;
  /** More than this many days ago, in days of the account. */
  olderThanDays?: number;
  /** At most this many days ago, or ahead. */
  newerThanDays?: number;
  /** A user id, or `none`. Jobs and visits: who is on a visit. */
  assignee?: string;
  /** A user id, or `none`. Quotes, jobs, invoices, requests. */
  salesperson?: string;
  /** A tag of the client, by its label. */
  tag?: string;
  city?: string;
  /** The total; of clients the balance. */
  minCents?: number;
  maxCents?: number;
  /** Of invoices the invoice's own balance, else the client's. */
  balance?: 'owing' | 'settled' | 'credit';
  /** Whether the client has an invoice past its due day; of invoices: is one. */
  hasOverdue?: boolean;
  /** Whether the client is a lead. */
  lead?: boolean;
  /** Clients, jobs, quotes and requests themselves; else the client. */
  archived?: boolean;
  /** Clients, jobs, quotes, invoices. Without `value`: has any. */
  customField?: { label: string; value?: string };
  client?: string;
  property?: string;
  /** Visits and invoices of a job. */
  job?: string;
};

/** @public */
export type Direction = 'ASCENDING' | 'DESCENDING';

/**
 * `limit` is 1 to 200; `after` is `next` of the page before, for the same sort.
 * @public
 */
export type ListQuery<List extends ListName> = {
  filters: ListFilters<List>;
  sort: { key: SortKey<List>; direction: Direction };
  limit: number;
  after?: string;
};

/**
 * `next` is null on the last page.
 * @public
 */
export type ListPage<Row> = { rows: Row[]; next: string | null };

/** @public */
export type SumKey = 'total' | 'balance' | 'uninvoiced';

/**
 * The whole result, not the page. Currencies stand side by side and are never added up. `too_slow`: this combination
 * has no index and took over half a second; fewer filters or a shorter period help.
 * @public
 */
export type ListTotals =
  | { kind: 'totals'; count: number; sums: CurrencySums[] }
  | { kind: 'too_slow' };

/** @public */
export type CurrencySums = {
  currency: string;
  count: number;
  cents: Partial<Record<SumKey, number>>;
};
