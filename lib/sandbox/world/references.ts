import type { Records, RecordType } from './records';

/** What happens to a record when the one it names is destroyed. */
type OnDestroy = 'destroy' | 'clear';
interface Reference {
  to: readonly RecordType[];
  onDestroy: OnDestroy;
}
type References = { [T in RecordType]?: { [K in keyof Records[T] & string]?: Reference } };

const destroyedWith = (...to: RecordType[]): Reference => ({ to, onDestroy: 'destroy' });
const clearedWith = (...to: RecordType[]): Reference => ({ to, onDestroy: 'clear' });

/** Every indexed reference. Users are not indexed: Jobber deactivates people, it does not delete them. */
export const references: References = {
  Client: { tagIds: clearedWith('Tag') },
  Property: { clientId: destroyedWith('Client'), taxRateId: clearedWith('TaxRate') },
  Request: {
    clientId: destroyedWith('Client'),
    propertyId: clearedWith('Property'),
    referringClientId: clearedWith('Client'),
  },
  Assessment: {
    requestId: destroyedWith('Request'),
    clientId: destroyedWith('Client'),
    propertyId: clearedWith('Property'),
  },
  Quote: {
    clientId: destroyedWith('Client'),
    propertyId: clearedWith('Property'),
    requestId: clearedWith('Request'),
    taxRateId: clearedWith('TaxRate'),
  },
  QuoteLineItem: {
    quoteId: destroyedWith('Quote'),
    linkedProductOrServiceId: clearedWith('ProductOrService'),
  },
  Job: {
    clientId: destroyedWith('Client'),
    propertyId: destroyedWith('Property'),
    quoteId: clearedWith('Quote'),
    requestId: clearedWith('Request'),
  },
  JobLineItem: {
    jobId: destroyedWith('Job'),
    linkedProductOrServiceId: clearedWith('ProductOrService'),
  },
  Visit: {
    jobId: destroyedWith('Job'),
    clientId: destroyedWith('Client'),
    propertyId: destroyedWith('Property'),
    invoiceId: clearedWith('Invoice'),
  },
  Invoice: {
    clientId: destroyedWith('Client'),
    jobIds: clearedWith('Job'),
    propertyIds: clearedWith('Property'),
    taxRateId: clearedWith('TaxRate'),
  },
  InvoiceLineItem: {
    invoiceId: destroyedWith('Invoice'),
    jobId: clearedWith('Job'),
    jobLineItemId: clearedWith('JobLineItem'),
    visitId: clearedWith('Visit'),
    linkedProductOrServiceId: clearedWith('ProductOrService'),
  },
  PaymentRecord: {
    clientId: destroyedWith('Client'),
    invoiceId: clearedWith('Invoice'),
    quoteId: clearedWith('Quote'),
    refundedPaymentId: destroyedWith('PaymentRecord'),
    payoutId: clearedWith('PayoutRecord'),
  },
  TimeSheetEntry: {
    jobId: clearedWith('Job'),
    visitId: clearedWith('Visit'),
    clientId: clearedWith('Client'),
  },
  Expense: { linkedJobId: clearedWith('Job') },
  Note: {
    subjectId: destroyedWith('Client', 'Job', 'Quote', 'Request', 'Invoice'),
    clientId: destroyedWith('Client'),
  },
  Task: { clientId: clearedWith('Client'), propertyId: clearedWith('Property') },
};

/** `[type, field, rule]` of everything that may name a record of type `target`. */
export function referrersOf(target: RecordType): [RecordType, string, OnDestroy][] {
  return entries().flatMap(([type, field, reference]) =>
    reference.to.includes(target) ? [[type, field, reference.onDestroy]] : [],
  );
}

/** The indexed fields of a type. */
export function referenceFields(type: RecordType): string[] {
  return Object.keys(references[type] ?? {});
}

function entries(): [RecordType, string, Reference][] {
  return (Object.keys(references) as RecordType[]).flatMap((type) =>
    Object.entries(references[type] ?? {}).map(
      ([field, reference]): [RecordType, string, Reference] => [type, field, reference],
    ),
  );
}
