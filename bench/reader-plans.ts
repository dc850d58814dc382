/** One list of a plan: its field, the selection of a row and how many rows a page asks for. */
export type PlanList = { many: string; row: string; first: number };

/**
 * How others read Jobber, made small again from public code: what they select, how much at once, and how long they wait.
 * `pauseMs` after each request; `backoffMs` after the n-th THROTTLED in a row.
 */
export type ReaderPlan = {
  name: string;
  lists: PlanList[];
  pauseMs: number;
  backoffMs: (attempt: number) => number;
  /** One request per job for its line items. */
  perJob?: string;
};

const address = 'street1 street2 city province postalCode country';
const doubling = (attempt: number) => Math.min(60_000, 1_000 * 2 ** attempt);

/** About 22 to 26 points a row: what a home-grown sync of the four lists asks for, 50 rows a page. */
export const typical: ReaderPlan = {
  name: 'typical',
  pauseMs: 0,
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
  pauseMs: 0,
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

/** Clients with their jobs with their visits, and their invoices, six clients a page: one query for everything. */
export const nested: ReaderPlan = {
  name: 'nested',
  pauseMs: 0,
  backoffMs: doubling,
  lists: [
    {
      many: 'clients',
      first: 6,
      row: `${typical.lists[0]?.row}
        jobs(first: 10) { nodes { ${typical.lists[1]?.row} visits(first: 5) { nodes { ${typical.lists[2]?.row} } } } }
        invoices(first: 10) { nodes { ${typical.lists[3]?.row} } }`,
    },
  ],
};

/** Line items by one request per job, eight seconds apart, as one public sync does. */
export const onePerJob: ReaderPlan = {
  name: 'one per job',
  pauseMs: 8_000,
  backoffMs: doubling,
  lists: typical.lists,
  perJob: 'id lineItems { nodes { id name description quantity unitPrice totalPrice } }',
};

export function listText({ many, row }: PlanList): string {
  return `query Plan($first: Int!, $after: String) { ${many}(first: $first, after: $after) { nodes { ${row} } pageInfo { hasNextPage endCursor } totalCount } }`;
}
