import type { Derived, Patch, Records, RecordType, Stored } from './records';

/** The fields that nobody can default: what the record hangs on and what gives it a meaning. */
interface Needed {
  User: 'name' | 'email';
  Client: never;
  Property: 'clientId' | 'address';
  Request: 'clientId';
  Assessment: 'requestId' | 'clientId';
  Quote: 'clientId';
  QuoteLineItem: 'quoteId' | 'name' | 'unitPrice';
  Job: 'clientId' | 'propertyId';
  JobLineItem: 'jobId' | 'name' | 'unitPrice';
  Visit: 'jobId' | 'clientId' | 'propertyId';
  Invoice: 'clientId';
  InvoiceLineItem: 'invoiceId' | 'name' | 'unitPrice';
  PaymentRecord: 'clientId' | 'rawAmount' | 'entryDate';
  PayoutRecord: 'identifier' | 'arrivalDate' | 'grossAmount' | 'feeAmount' | 'netAmount';
  TimeSheetEntry: 'userId' | 'startAt';
  Expense: 'title' | 'date';
  ProductOrService: 'name' | 'defaultUnitCost';
  Note: 'kind' | 'subjectId' | 'clientId' | 'message' | 'createdBy';
  Tag: 'label';
  TaxRate: 'name' | 'tax';
  CustomFieldConfiguration: 'name' | 'appliesTo' | 'valueType';
  Task: never;
}

/**
 * What `create` takes: the needed fields, any other stored field, and the times when history is written.
 * @public
 */
export type New<T extends RecordType> = Pick<Records[T], Needed[T] & keyof Records[T]> &
  Patch<T> & { createdAt?: number; updatedAt?: number };

type Defaults = {
  [T in RecordType]: () => Omit<Records[T], Derived[T] | Needed[T] | keyof Stored>;
};
type DerivedStart = { [T in RecordType]: () => Pick<Records[T], Derived[T] & keyof Records[T]> };

const schedule = () => ({
  title: null,
  instructions: null,
  startAt: null,
  endAt: null,
  allDay: false,
  completedAt: null,
  assignedUserIds: [],
  createdById: null,
  clientConfirmed: false,
});
const line = () => ({
  description: '',
  category: 'SERVICE' as const,
  quantity: 1,
  taxable: true,
  linkedProductOrServiceId: null,
  sortOrder: 0,
});
const nothing = () => ({});

/** What a record starts with when the caller says nothing. */
export const defaults: Defaults = {
  User: () => ({
    uuid: '',
    phone: null,
    status: 'ACTIVATED',
    isAccountAdmin: false,
    isAccountOwner: false,
    availableForScheduling: true,
    assignedColor: '#4a7c59',
    timezone: 'America/New_York',
    firstDayOfTheWeek: 'SUNDAY',
    lastLoginAt: null,
    labourRate: 0,
  }),
  Client: () => ({
    firstName: '',
    lastName: '',
    companyName: null,
    secondaryName: null,
    title: null,
    isCompany: false,
    isLead: false,
    isArchived: false,
    emails: [],
    phones: [],
    billingAddress: null,
    tagIds: [],
    contacts: [],
    sourceAttribution: null,
    receivesFollowUps: true,
    receivesInvoiceFollowUps: true,
    receivesQuoteFollowUps: true,
    receivesReminders: true,
    receivesReviewRequests: true,
    sampleData: false,
    customFields: [],
  }),
  Property: () => ({
    name: null,
    isBillingAddress: false,
    routingOrder: null,
    taxRateId: null,
    customFields: [],
  }),
  Request: () => ({
    propertyId: null,
    title: null,
    contactName: null,
    companyName: null,
    email: null,
    phone: null,
    source: 'internal',
    salespersonId: null,
    referringClientId: null,
    completedAt: null,
    archivedAt: null,
  }),
  Assessment: () => ({ ...schedule(), propertyId: null }),
  Quote: () => ({
    quoteNumber: '',
    title: null,
    message: null,
    contractDisclaimer: null,
    propertyId: null,
    requestId: null,
    salespersonId: null,
    quoteStatus: 'draft',
    sentAt: null,
    transitionedAt: 0,
    lastTransitioned: {
      approvedAt: null,
      changesRequestedAt: null,
      convertedAt: null,
      archivedAt: null,
    },
    clientHubViewedAt: null,
    taxRateId: null,
    discountAmount: 0,
    depositAmount: 0,
    customFields: [],
  }),
  QuoteLineItem: () => ({
    ...line(),
    unitCost: null,
    optional: false,
    selected: false,
    recommended: false,
    textOnly: false,
  }),
  Job: () => ({
    jobNumber: 0,
    title: null,
    instructions: null,
    quoteId: null,
    requestId: null,
    salespersonId: null,
    jobType: 'ONE_OFF',
    billingType: 'FIXED_PRICE',
    invoiceSchedule: { billingFrequency: 'ON_COMPLETION', scheduleSummary: 'Upon job completion' },
    recurrence: null,
    source: 'INTERNAL',
    startAt: null,
    endAt: null,
    closedAt: null,
    customFields: [],
  }),
  JobLineItem: () => ({ ...line(), unitCost: null }),
  Visit: () => ({ ...schedule(), invoiceId: null, completedBy: null, routingOrder: null }),
  Invoice: () => ({
    invoiceNumber: '',
    subject: 'For Services Rendered',
    message: null,
    jobIds: [],
    propertyIds: [],
    salespersonId: null,
    issuedDate: null,
    dueDate: null,
    invoiceNet: 30,
    sentAt: null,
    dateViewedInClientHub: null,
    badDebtAt: null,
    taxRateId: null,
    discountAmount: 0,
    billingAddress: null,
    customFields: [],
  }),
  InvoiceLineItem: () => ({
    ...line(),
    jobLineItemId: null,
    jobId: null,
    visitId: null,
    date: null,
  }),
  PaymentRecord: () => ({
    invoiceId: null,
    quoteId: null,
    refundedPaymentId: null,
    adjustmentType: 'PAYMENT',
    paymentType: 'CHEQUE',
    paymentOrigin: null,
    tipAmount: 0,
    details: null,
    jobberPaymentLast4: null,
    jobberPaymentPaymentMethod: null,
    jobberPaymentTransactionStatus: null,
    payoutId: null,
  }),
  PayoutRecord: () => ({ currency: 'usd', status: 'PAID', payoutMethod: 'STANDARD' }),
  TimeSheetEntry: () => ({
    jobId: null,
    visitId: null,
    clientId: null,
    endAt: null,
    approved: false,
    approvedById: null,
    paidById: null,
    label: null,
    labourRate: null,
    note: null,
    payable: true,
    timeSheetCategory: 'GENERAL',
  }),
  Expense: () => ({
    description: null,
    total: null,
    linkedJobId: null,
    enteredById: null,
    paidById: null,
    reimbursableToId: null,
  }),
  ProductOrService: () => ({
    description: null,
    category: 'SERVICE',
    internalUnitCost: null,
    markup: null,
    taxable: true,
    visible: true,
    durationMinutes: null,
    customFields: [],
  }),
  Note: () => ({
    pinned: false,
    lastEditedAt: null,
    lastEditedById: null,
    linkedTo: { invoices: false, jobs: false, quotes: false, requests: false },
    fileAttachments: [],
  }),
  Tag: () => ({}),
  TaxRate: () => ({ label: '', description: null, default: false }),
  CustomFieldConfiguration: () => ({
    unit: null,
    dropdownOptions: [],
    defaultValue: '',
    archived: false,
    readOnly: false,
    transferable: false,
    sortOrder: 0,
  }),
  Task: () => ({ ...schedule(), clientId: null, propertyId: null }),
};

/** Derived fields before their first computation. */
export const derivedStart: DerivedStart = {
  User: nothing,
  Client: () => ({ name: '', balance: 0 }),
  Property: nothing,
  Request: () => ({ requestStatus: 'new' }),
  Assessment: nothing,
  Quote: () => ({
    amounts: {
      subtotal: 0,
      discountAmount: 0,
      nonTaxAmount: 0,
      taxAmount: 0,
      total: 0,
      depositAmount: 0,
      outstandingDepositAmount: 0,
    },
  }),
  QuoteLineItem: () => ({ totalPrice: 0 }),
  Job: () => ({
    completedAt: null,
    jobStatus: 'unscheduled',
    total: 0,
    invoicedTotal: 0,
    uninvoicedTotal: 0,
    completedAndUninvoicedVisitsCount: 0,
    completedAndUninvoicedVisitsTotal: 0,
  }),
  JobLineItem: () => ({ totalPrice: 0 }),
  Visit: () => ({ visitStatus: 'UNSCHEDULED' }),
  Invoice: () => ({
    invoiceStatus: 'draft',
    receivedDate: null,
    amounts: {
      subtotal: 0,
      discountAmount: 0,
      legacyDiscountAmount: 0,
      nonTaxAmount: 0,
      taxAmount: 0,
      total: 0,
      depositAmount: 0,
      paymentsTotal: 0,
      tipsTotal: 0,
      invoiceBalance: 0,
    },
  }),
  InvoiceLineItem: () => ({ totalPrice: 0 }),
  PaymentRecord: () => ({ amount: 0 }),
  PayoutRecord: nothing,
  TimeSheetEntry: () => ({ finalDuration: 0 }),
  Expense: nothing,
  ProductOrService: nothing,
  Note: nothing,
  Tag: nothing,
  TaxRate: nothing,
  CustomFieldConfiguration: nothing,
  Task: nothing,
};
