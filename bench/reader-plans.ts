/** One list of a plan: its field, the selection of a row and how many rows a page asks for. */
export type PlanList = { many: string; row: string; first: number };

/**
 * How others read Jobber, made small again from public code: what they select, how much at once, and how long they wait.
 * `backoffMs` after the n-th THROTTLED in a row.
 */
export type ReaderPlan = {
  name: string;
  lists: PlanList[];
  backoffMs: (attempt: number) => number;
  /** Nested lists that are longer than their page are read on, so many rows at once, parent by parent. */
  overflow?: Overflow;
  /** One request per job for its line items, with waits before each request, between two jobs and after so many jobs. */
  perJob?: { row: string; beforeMs: number; betweenMs: number; batch: number; batchMs: number };
};

/** The nested list `field` of each `parent`, the selection of its rows, and what is nested in those. */
export type Overflow = { first: number; lists: { parent: string; field: string; row: string }[] };

const address = 'street1 street2 city province postalCode country';
// As the public code that names its back-off does: 2 s, doubled each time.
const doubling = (attempt: number) => Math.min(60_000, 2_000 * 2 ** attempt);

/** About 22 to 26 points a row: what a home-grown sync of the four lists asks for, 50 rows a page. */
export const typical: ReaderPlan = {
  name: 'typical',
  backoffMs: doubling,
  lists: [
    {
      many: 'clients',
      first: 50,
      row: `id firstName lastName companyName name isCompany isLead isArchived balance email phone createdAt updatedAt jobberWebUri title
        billingAddress { ${address} }`,
    },
    {
      many: 'jobs',
      first: 50,
      row: `id jobNumber title instructions jobStatus jobType billingType total invoicedTotal uninvoicedTotal startAt endAt completedAt createdAt
        updatedAt jobberWebUri source client { id name } property { id } quote { id } request { id }`,
    },
    {
      many: 'visits',
      first: 50,
      row: `id title instructions startAt endAt allDay completedAt completedBy createdAt duration clientConfirmed client { id name }
        job { id jobNumber title } property { id } invoice { id }`,
    },
    {
      many: 'invoices',
      first: 50,
      row: `id invoiceNumber invoiceStatus subject message issuedDate dueDate receivedDate createdAt updatedAt jobberWebUri clientHubUri
        amounts { subtotal discountAmount taxAmount total invoiceBalance paymentsTotal depositAmount } client { id name } salesperson { id }`,
    },
  ],
};

/** All scalars and what hangs on a record, 50 rows a page, one list after the other: what a general connector does. */
export const connector: ReaderPlan = {
  name: 'connector',
  backoffMs: doubling,
  lists: [
    {
      many: 'clients',
      first: 50,
      row: `${typical.lists[0]?.row} secondaryName emails { id address description primary } phones { id number friendly description primary smsAllowed }
        sourceAttribution { sourceText }`,
    },
    {
      many: 'jobs',
      first: 50,
      row: `${typical.lists[1]?.row} invoiceSchedule { billingFrequency scheduleSummary } jobCosting { labourCost labourDuration expenseCost lineItemCost totalCost }
        clientAll: client { id name firstName lastName companyName isCompany isLead isArchived balance email phone createdAt updatedAt jobberWebUri title billingAddress { ${address} } }
        propertyAll: property { id name jobberWebUri routingOrder isBillingAddress address { ${address} coordinates { latitude longitude } } }
        quoteAll: quote { id quoteNumber title quoteStatus message createdAt updatedAt sentAt transitionedAt jobberWebUri amounts { subtotal discountAmount taxAmount depositAmount total } }
        requestAll: request { id title requestStatus source contactName companyName email phone createdAt updatedAt jobberWebUri }
        salesperson { id name { full first last } email { raw } phone { friendly } status isAccountAdmin isAccountOwner createdAt timezone }
        lineItems(first: 5) { nodes { id name description quantity unitPrice totalPrice unitCost totalCost taxable category createdAt updatedAt } }`,
    },
    {
      many: 'visits',
      first: 50,
      row: `${typical.lists[2]?.row}
        clientAll: client { id name firstName lastName companyName isCompany isLead isArchived balance email phone createdAt updatedAt jobberWebUri title billingAddress { ${address} } }
        jobAll: job { id jobNumber title instructions jobStatus jobType billingType total invoicedTotal uninvoicedTotal startAt endAt completedAt createdAt updatedAt jobberWebUri source }
        propertyAll: property { id name jobberWebUri routingOrder isBillingAddress address { ${address} coordinates { latitude longitude } } }
        invoiceAll: invoice { id invoiceNumber invoiceStatus subject message issuedDate dueDate createdAt updatedAt amounts { subtotal total invoiceBalance } }
        assignedUsers(first: 5) { nodes { id name { full first last } email { raw } phone { friendly } status isAccountAdmin createdAt } }`,
    },
    {
      many: 'invoices',
      first: 50,
      row: `${typical.lists[3]?.row} invoiceNet dateViewedInClientHub billingAddress { ${address} }
        clientAll: client { id name firstName lastName companyName isCompany isLead isArchived balance email phone createdAt updatedAt jobberWebUri title billingAddress { ${address} } }
        lineItems(first: 2) { nodes { id name description quantity unitPrice totalPrice taxable } }`,
    },
  ],
};

// Jobs and invoices do not name the client above them: with that six clients would not fit in a full bucket.
const [clientRow = '', jobRow = '', visitRow = '', invoiceRow = ''] = typical.lists.map(
  ({ many, row }) => (many === 'visits' ? row : row.replace('client { id name }', '')),
);
const more = 'pageInfo { hasNextPage endCursor }';
const jobWithVisits = `${jobRow} visits(first: 5) { nodes { ${visitRow} } ${more} }`;

/**
 * Clients with their jobs with their visits, and their invoices, six clients a page, which is all that a full bucket
 * admits. Jobs beyond ten, visits beyond five and invoices beyond ten of a parent follow one by one, 50 rows a page.
 */
export const nested: ReaderPlan = {
  name: 'nested',
  backoffMs: doubling,
  lists: [
    {
      many: 'clients',
      first: 6,
      row: `${clientRow}
        jobs(first: 10) { nodes { ${jobWithVisits} } ${more} }
        invoices(first: 10) { nodes { ${invoiceRow} } ${more} }`,
    },
  ],
  overflow: {
    first: 50,
    lists: [
      { parent: 'client', field: 'jobs', row: jobWithVisits },
      { parent: 'client', field: 'invoices', row: invoiceRow },
      { parent: 'job', field: 'visits', row: visitRow },
    ],
  },
};

/**
 * Line items by one request per job, as one public sync does: 5 s before each request, 8 s between two jobs and 15 s after
 * five of them ("all 4,132 jobs: 20 to 30 hours").
 */
export const onePerJob: ReaderPlan = {
  name: 'one per job',
  backoffMs: doubling,
  lists: typical.lists,
  perJob: {
    row: 'id jobNumber title lineItems { nodes { id name description quantity unitCost totalCost } }',
    beforeMs: 5_000,
    betweenMs: 8_000,
    batch: 5,
    batchMs: 15_000,
  },
};

export function listText({ many, row }: PlanList): string {
  return `query Plan($first: Int!, $after: String) { ${many}(first: $first, after: $after) { nodes { ${row} } pageInfo { hasNextPage endCursor } totalCount } }`;
}

export function overflowText(
  parent: string,
  { field, row }: { field: string; row: string },
): string {
  return `query More($id: EncodedId!, $first: Int!, $after: String) {
    ${parent}(id: $id) { ${field}(first: $first, after: $after) { nodes { ${row} } pageInfo { hasNextPage endCursor } } } }`;
}
