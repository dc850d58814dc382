/**
 * The raw records that the sandbox Jobber keeps. Names are those of Jobber's schema wherever Jobber has the field;
 * a reference is `<name>Id`; what the schema derives from other records is not stored unless `Derived` lists it.
 */

/**
 * Integer cents of the account's currency. Jobber's API shows them as Float units (divide by 100).
 * @public
 */
export type Cents = number;
/**
 * Epoch milliseconds, UTC. Jobber's API shows ISO 8601 strings.
 * @public
 */
export type Millis = number;
/**
 * base64 of `gid://Jobber/<Type>/<number>`, unique over all accounts of a world.
 * @public
 */
export type Id = string;

/**
 * Every record has these. Jobber hides some `createdAt`/`updatedAt` (Property, Visit, Task): the server decides.
 * @public
 */
export interface Stored {
  readonly id: Id;
  createdAt: Millis;
  updatedAt: Millis;
}

/** @public */
export interface Account extends Stored {
  name: string;
  phone: string;
  industry: string;
  signupName: string;
  countryCode: string;
  features: string[];
  /** Not in Jobber's schema on Account; each User carries it. Statuses are derived in it. */
  timezone: string;
  /** A short name, not in Jobber's schema; the staff's e-mail addresses carry it. */
  slug: string;
}

/** @public */
export type UserStatus =
  | 'ACTIVATED'
  | 'DEACTIVATED'
  | 'NOT_INVITED'
  | 'SEND_INVITE'
  | 'RESEND_INVITE';
/** @public */
export interface User extends Stored {
  uuid: string;
  name: { first: string; last: string; full: string };
  email: { raw: string; isValid: boolean };
  phone: { raw: string; friendly: string; isValid: boolean } | null;
  status: UserStatus;
  isAccountAdmin: boolean;
  isAccountOwner: boolean;
  availableForScheduling: boolean;
  assignedColor: string;
  timezone: string;
  firstDayOfTheWeek: 'SUNDAY' | 'MONDAY';
  lastLoginAt: Millis | null;
  /** Per hour; Jobber shows it on TimeSheetEntry only (`labourRate`). */
  labourRate: Cents;
}

/** @public */
export interface Email {
  id: Id;
  address: string;
  description: 'MAIN' | 'WORK' | 'PERSONAL' | 'OTHER';
  primary: boolean;
}
/**
 * `number` is as a person typed it.
 * @public
 */
export interface ClientPhoneNumber {
  id: Id;
  number: string;
  friendly: string;
  normalizedPhoneNumber: string | null;
  description: string;
  primary: boolean;
  smsAllowed: boolean;
}
/**
 * All strings, empty when unknown, as in Jobber's ClientAddress.
 * @public
 */
export interface ClientAddress {
  street1: string;
  street2: string;
  city: string;
  province: string;
  postalCode: string;
  country: string;
  latitude: string;
  longitude: string;
}
/** @public */
export interface PropertyAddress {
  id: Id;
  street1: string | null;
  street2: string | null;
  city: string | null;
  province: string | null;
  postalCode: string | null;
  country: string | null;
  coordinates: { latitude: number; longitude: number } | null;
  geoStatus: 'FOUND' | 'NOT_FOUND' | 'NOT_STARTED';
}
/** @public */
export interface ContactModel {
  id: Id;
  firstName: string | null;
  lastName: string | null;
  role: string | null;
  isBillingContact: boolean;
  emails: Email[];
  phones: ClientPhoneNumber[];
}
/**
 * The value of one custom field; the configuration names its label, type and unit.
 * @public
 */
export interface CustomFieldValue {
  id: Id;
  configurationId: Id;
  value:
    | { type: 'TEXT'; valueText: string }
    | { type: 'NUMERIC'; valueNumeric: number }
    | { type: 'TRUE_FALSE'; valueTrueFalse: boolean }
    | { type: 'DROPDOWN'; valueDropdown: string }
    | { type: 'LINK'; valueLink: { text: string; url: string } }
    | { type: 'AREA'; valueArea: { length: number; width: number } };
}
/** @public */
export interface WithCustomFields {
  customFields: CustomFieldValue[];
}

/** @public */
export interface Client extends Stored, WithCustomFields {
  firstName: string;
  lastName: string;
  companyName: string | null;
  /** Derived: the company's or the person's name, never empty when either exists. */
  name: string;
  secondaryName: string | null;
  title: 'MR' | 'MS' | 'MRS' | 'MISS' | 'DR' | null;
  isCompany: boolean;
  isLead: boolean;
  isArchived: boolean;
  emails: Email[];
  phones: ClientPhoneNumber[];
  billingAddress: ClientAddress | null;
  tagIds: Id[];
  contacts: ContactModel[];
  sourceAttribution: { sourceText: string; displayLeadSource: string } | null;
  receivesFollowUps: boolean;
  receivesInvoiceFollowUps: boolean;
  receivesQuoteFollowUps: boolean;
  receivesReminders: boolean;
  receivesReviewRequests: boolean;
  sampleData: boolean;
  /** Derived: open invoices' balances less deposits and payments not on an invoice; bad debt and drafts excluded. */
  balance: Cents;
}

/** @public */
export interface Property extends Stored, WithCustomFields {
  clientId: Id;
  name: string | null;
  address: PropertyAddress;
  isBillingAddress: boolean;
  routingOrder: number | null;
  taxRateId: Id | null;
}

/** @public */
export type RequestStatus =
  | 'new'
  | 'completed'
  | 'converted'
  | 'archived'
  | 'upcoming'
  | 'overdue'
  | 'unscheduled'
  | 'assessment_completed'
  | 'today';
/** @public */
export interface Request extends Stored {
  clientId: Id;
  propertyId: Id | null;
  title: string | null;
  contactName: string | null;
  companyName: string | null;
  email: string | null;
  phone: string | null;
  source: string;
  salespersonId: Id | null;
  referringClientId: Id | null;
  completedAt: Millis | null;
  archivedAt: Millis | null;
  /** Derived from archivedAt, quotes and jobs, completedAt and the assessment, at the world's clock. */
  requestStatus: RequestStatus;
}

/**
 * What every thing on the schedule has. Both times null = unscheduled.
 * @public
 */
export interface Scheduled extends Stored {
  title: string | null;
  instructions: string | null;
  startAt: Millis | null;
  endAt: Millis | null;
  allDay: boolean;
  completedAt: Millis | null;
  assignedUserIds: Id[];
  createdById: Id | null;
  clientConfirmed: boolean;
}
/** @public */
export interface Assessment extends Scheduled {
  requestId: Id;
  clientId: Id;
  propertyId: Id | null;
}
/**
 * A basic task; client and property are optional.
 * @public
 */
export interface Task extends Scheduled {
  clientId: Id | null;
  propertyId: Id | null;
}
/** @public */
export type VisitStatus = 'ACTIVE' | 'COMPLETED' | 'LATE' | 'TODAY' | 'UNSCHEDULED' | 'UPCOMING';
/** @public */
export interface Visit extends Scheduled {
  jobId: Id;
  clientId: Id;
  propertyId: Id;
  invoiceId: Id | null;
  completedBy: string | null;
  routingOrder: number | null;
  /** Derived at the world's clock in the account's time zone. */
  visitStatus: VisitStatus;
}

/** @public */
export interface LineItem extends Stored {
  name: string;
  description: string;
  category: 'PRODUCT' | 'SERVICE';
  quantity: number;
  unitPrice: Cents;
  /** Derived: quantity × unitPrice, rounded to the cent. */
  totalPrice: Cents;
  taxable: boolean;
  linkedProductOrServiceId: Id | null;
  sortOrder: number;
}
/** @public */
export interface QuoteLineItem extends LineItem {
  quoteId: Id;
  unitCost: Cents | null;
  optional: boolean;
  /** Of an optional line: the client chose it. Lines that are not optional count always. */
  selected: boolean;
  recommended: boolean;
  textOnly: boolean;
}
/** @public */
export interface JobLineItem extends LineItem {
  jobId: Id;
  unitCost: Cents | null;
}
/** @public */
export interface InvoiceLineItem extends LineItem {
  invoiceId: Id;
  jobLineItemId: Id | null;
  jobId: Id | null;
  visitId: Id | null;
  date: Millis | null;
}

/** @public */
export interface QuoteAmounts {
  subtotal: Cents;
  discountAmount: Cents;
  nonTaxAmount: Cents;
  taxAmount: Cents;
  total: Cents;
  depositAmount: Cents;
  outstandingDepositAmount: Cents;
}
/** @public */
export type QuoteStatus =
  | 'draft'
  | 'awaiting_response'
  | 'archived'
  | 'approved'
  | 'converted'
  | 'changes_requested';
/** @public */
export interface Quote extends Stored, WithCustomFields {
  quoteNumber: string;
  title: string | null;
  message: string | null;
  contractDisclaimer: string | null;
  clientId: Id;
  propertyId: Id | null;
  requestId: Id | null;
  salespersonId: Id | null;
  quoteStatus: QuoteStatus;
  sentAt: Millis | null;
  transitionedAt: Millis;
  lastTransitioned: {
    approvedAt: Millis | null;
    changesRequestedAt: Millis | null;
    convertedAt: Millis | null;
    archivedAt: Millis | null;
  };
  clientHubViewedAt: Millis | null;
  taxRateId: Id | null;
  discountAmount: Cents;
  depositAmount: Cents;
  /** Derived from the lines, discount, tax rate and deposit records. */
  amounts: QuoteAmounts;
}

/** @public */
export type JobStatus =
  | 'requires_invoicing'
  | 'archived'
  | 'late'
  | 'today'
  | 'upcoming'
  | 'action_required'
  | 'on_hold'
  | 'unscheduled'
  | 'active'
  | 'expiring_within_30_days';
/**
 * Weekly means every `interval` weeks; `friendly` is what people read.
 * @public
 */
export interface Recurrence {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  interval: number;
  friendly: string;
}
/** @public */
export interface Job extends Stored, WithCustomFields {
  jobNumber: number;
  title: string | null;
  instructions: string | null;
  clientId: Id;
  propertyId: Id;
  quoteId: Id | null;
  requestId: Id | null;
  salespersonId: Id | null;
  jobType: 'ONE_OFF' | 'RECURRING';
  billingType: 'FIXED_PRICE' | 'VISIT_BASED';
  invoiceSchedule: {
    billingFrequency: 'ON_COMPLETION' | 'PERIODIC' | 'PER_VISIT' | 'NEVER';
    scheduleSummary: string;
  };
  recurrence: Recurrence | null;
  source: string;
  startAt: Millis | null;
  endAt: Millis | null;
  /** When somebody closed the job; a closed job is `archived`. */
  closedAt: Millis | null;
  /** Derived: when the job was closed, or when its last uninvoiced work was invoiced after all visits were done. */
  completedAt: Millis | null;
  /** Derived at the world's clock. */
  jobStatus: JobStatus;
  /** Derived: the sum of the line items (one visit's or one billing period's price when recurring). */
  total: Cents;
  /** Derived: what invoice lines name this job, before discount and tax. */
  invoicedTotal: Cents;
  /** Derived, never negative: one-off total − invoiced; recurring: completed visits without invoice (per month if fixed). */
  uninvoicedTotal: Cents;
  /** Derived. */
  completedAndUninvoicedVisitsCount: number;
  /** Derived. */
  completedAndUninvoicedVisitsTotal: Cents;
}

/** @public */
export interface InvoiceAmounts {
  subtotal: Cents;
  discountAmount: Cents;
  legacyDiscountAmount: Cents;
  nonTaxAmount: Cents;
  taxAmount: Cents;
  total: Cents;
  /** Deposits put towards this invoice. */
  depositAmount: Cents;
  /** Payments less refunds; without deposits and tips. */
  paymentsTotal: Cents;
  tipsTotal: Cents;
  /** total − depositAmount − paymentsTotal. A bad debt keeps its balance. */
  invoiceBalance: Cents;
}
/** @public */
export type InvoiceStatus =
  | 'draft'
  | 'awaiting_payment'
  | 'paid'
  | 'past_due'
  | 'bad_debt'
  | 'sent_not_due';
/** @public */
export interface Invoice extends Stored, WithCustomFields {
  invoiceNumber: string;
  subject: string;
  message: string | null;
  clientId: Id;
  /** All jobs ever billed here; archived ones show in `archivedJobs`, the others in `jobs`. */
  jobIds: Id[];
  propertyIds: Id[];
  salespersonId: Id | null;
  /** Null while a draft. */
  issuedDate: Millis | null;
  dueDate: Millis | null;
  /** Days allowed to pay; 0 = due upon receipt. */
  invoiceNet: number;
  /** Sent by e-mail or text; null when only marked as sent. Not in Jobber's schema. */
  sentAt: Millis | null;
  dateViewedInClientHub: Millis | null;
  badDebtAt: Millis | null;
  taxRateId: Id | null;
  discountAmount: Cents;
  billingAddress: ClientAddress | null;
  /** Derived: the day of the payment that brought the balance to zero. */
  receivedDate: Millis | null;
  /** Derived at the world's clock. */
  invoiceStatus: InvoiceStatus;
  /** Derived. */
  amounts: InvoiceAmounts;
}

/** @public */
export type PaymentType =
  | 'CASH'
  | 'CHEQUE'
  | 'CREDIT_CARD'
  | 'BANK_TRANSFER'
  | 'MONEY_ORDER'
  | 'OTHER'
  | 'ZELLE'
  | 'CASH_APP'
  | 'PAYPAL'
  | 'VENMO'
  | 'E_TRANSFER'
  | 'ACH_BANK_PAYMENT'
  | 'JOBBER_PAYMENTS'
  | 'EPAYMENT'
  | 'CONSUMER_FINANCING';
/**
 * Jobber's `IncomeAdjustmentType`, the members that the world uses.
 * @public
 */
export type AdjustmentType =
  | 'PAYMENT'
  | 'DEPOSIT'
  | 'REFUND'
  | 'CORRECTION'
  | 'FAILED_ACH_PAYMENT'
  | 'INITIAL_BALANCE';
/** @public */
export interface PaymentRecord extends Stored {
  clientId: Id;
  invoiceId: Id | null;
  /** Of a deposit: the quote that asked for it. It is unallocated while `invoiceId` is null. */
  quoteId: Id | null;
  refundedPaymentId: Id | null;
  adjustmentType: AdjustmentType;
  paymentType: PaymentType;
  paymentOrigin: string | null;
  entryDate: Millis;
  /** Derived: the absolute value of rawAmount. */
  amount: Cents;
  /** Signed: a refund or a failed payment is negative. Without the tip. */
  rawAmount: Cents;
  tipAmount: Cents;
  details: string | null;
  jobberPaymentLast4: string | null;
  jobberPaymentPaymentMethod: 'CREDIT_CARD' | 'BANK_ACCOUNT' | null;
  jobberPaymentTransactionStatus:
    | 'SUCCEEDED'
    | 'PENDING'
    | 'FAILED'
    | 'REFUNDED'
    | 'PARTIALLY_REFUNDED'
    | null;
  payoutId: Id | null;
}

/** @public */
export interface PayoutRecord extends Stored {
  identifier: string;
  arrivalDate: Millis;
  currency: string;
  status: 'PAID' | 'IN_TRANSIT' | 'PENDING' | 'FAILED' | 'CANCELED';
  payoutMethod: 'INSTANT' | 'STANDARD';
  grossAmount: Cents;
  feeAmount: Cents;
  netAmount: Cents;
}

/** @public */
export interface TimeSheetEntry extends Stored {
  userId: Id;
  jobId: Id | null;
  visitId: Id | null;
  clientId: Id | null;
  startAt: Millis;
  /** Null while it runs (`ticking`). */
  endAt: Millis | null;
  /** Derived: seconds, 0 while running. */
  finalDuration: number;
  approved: boolean;
  approvedById: Id | null;
  paidById: Id | null;
  label: string | null;
  labourRate: Cents | null;
  note: string | null;
  payable: boolean;
  timeSheetCategory: 'BREAK' | 'GENERAL' | null;
}

/** @public */
export interface Expense extends Stored {
  title: string;
  description: string | null;
  date: Millis;
  total: Cents | null;
  linkedJobId: Id | null;
  enteredById: Id | null;
  paidById: Id | null;
  reimbursableToId: Id | null;
}

/**
 * `defaultUnitCost` is the selling price, `internalUnitCost` the cost.
 * @public
 */
export interface ProductOrService extends Stored, WithCustomFields {
  name: string;
  description: string | null;
  category: 'PRODUCT' | 'SERVICE';
  defaultUnitCost: Cents;
  internalUnitCost: Cents | null;
  markup: number | null;
  taxable: boolean;
  visible: boolean;
  durationMinutes: number | null;
}

/** @public */
export interface NoteFile {
  id: Id;
  fileName: string;
  url: string;
  thumbnailUrl: string;
  contentType: string;
  fileSize: number;
  status: 'READY' | 'PROCESSING';
  createdAt: Millis;
}
/**
 * One of ClientNote, JobNote, QuoteNote, RequestNote, InvoiceNote: `kind` says which and `subjectId` names what it hangs on.
 * @public
 */
export interface Note extends Stored {
  kind: 'ClientNote' | 'JobNote' | 'QuoteNote' | 'RequestNote' | 'InvoiceNote';
  subjectId: Id;
  clientId: Id;
  message: string;
  pinned: boolean;
  createdBy:
    | { type: 'User'; id: Id }
    | { type: 'Client'; id: Id }
    | { type: 'Application'; name: string };
  lastEditedAt: Millis | null;
  lastEditedById: Id | null;
  linkedTo: { invoices: boolean; jobs: boolean; quotes: boolean; requests: boolean };
  fileAttachments: NoteFile[];
}

/** @public */
export interface Tag extends Stored {
  label: string;
}
/** @public */
export interface TaxRate extends Stored {
  name: string;
  label: string;
  description: string | null;
  default: boolean;
  /** Per cent: 8.25 means 8.25 %. */
  tax: number;
}
/** @public */
export interface CustomFieldConfiguration extends Stored {
  name: string;
  appliesTo:
    | 'ALL_PROPERTIES'
    | 'ALL_CLIENTS'
    | 'ALL_QUOTES'
    | 'ALL_JOBS'
    | 'ALL_INVOICES'
    | 'ALL_PRODUCTS_AND_SERVICES'
    | 'TEAM';
  valueType: 'TEXT' | 'LINK' | 'AREA' | 'TRUE_FALSE' | 'NUMERIC' | 'DROPDOWN';
  unit: string | null;
  dropdownOptions: string[];
  defaultValue: string;
  archived: boolean;
  readOnly: boolean;
  transferable: boolean;
  sortOrder: number;
}

/** @public */
export interface Records {
  User: User;
  Client: Client;
  Property: Property;
  Request: Request;
  Assessment: Assessment;
  Quote: Quote;
  QuoteLineItem: QuoteLineItem;
  Job: Job;
  JobLineItem: JobLineItem;
  Visit: Visit;
  Invoice: Invoice;
  InvoiceLineItem: InvoiceLineItem;
  PaymentRecord: PaymentRecord;
  PayoutRecord: PayoutRecord;
  TimeSheetEntry: TimeSheetEntry;
  Expense: Expense;
  ProductOrService: ProductOrService;
  Note: Note;
  Tag: Tag;
  TaxRate: TaxRate;
  CustomFieldConfiguration: CustomFieldConfiguration;
  Task: Task;
}
/** @public */
export type RecordType = keyof Records;

/**
 * The fields that the world computes; nobody passes them in.
 * @public
 */
export interface Derived {
  User: never;
  Client: 'name' | 'balance';
  Property: never;
  Request: 'requestStatus';
  Assessment: never;
  Quote: 'amounts';
  QuoteLineItem: 'totalPrice';
  Job:
    | 'completedAt'
    | 'jobStatus'
    | 'total'
    | 'invoicedTotal'
    | 'uninvoicedTotal'
    | 'completedAndUninvoicedVisitsCount'
    | 'completedAndUninvoicedVisitsTotal';
  JobLineItem: 'totalPrice';
  Visit: 'visitStatus';
  Invoice: 'amounts' | 'invoiceStatus' | 'receivedDate';
  InvoiceLineItem: 'totalPrice';
  PaymentRecord: 'amount';
  PayoutRecord: never;
  TimeSheetEntry: 'finalDuration';
  Expense: never;
  ProductOrService: never;
  Note: never;
  Tag: never;
  TaxRate: never;
  CustomFieldConfiguration: never;
  Task: never;
}

/**
 * What `update` takes.
 * @public
 */
export type Patch<T extends RecordType> = Partial<
  Omit<Records[T], Derived[T] | 'id' | 'createdAt' | 'updatedAt'>
>;
