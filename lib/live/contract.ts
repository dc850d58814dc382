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

type Address = {
  street: string | null;
  street2: string | null;
  city: string | null;
  province: string | null;
  postalCode: string | null;
  country: string | null;
};

/**
 * A file at a note. `url` is Jobber's own and may end soon; null when it is no web address. `bytes` null: not told.
 * @public
 */
export type NoteFile = { id: string; name: string; url: string | null; bytes: number | null };

/** @public */
export type NoteRow = {
  id: string;
  message: string;
  pinned: boolean;
  createdAt: string | null;
  createdBy: string | null;
  files: NoteFile[];
};

/**
 * The latest notes on a record. `notes` null: withheld by Jobber; `areFilesHidden`: their files are. `otherFiles` hang
 * on notes older than those that came.
 * @public
 */
export type RecordNotes = {
  notes: SubList<NoteRow>;
  otherFiles: NoteFile[];
  hasMoreFiles: boolean;
  areFilesHidden: boolean;
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
