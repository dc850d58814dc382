import { dayMs } from './local-time';
import type { Client, Invoice, Job, Millis, PaymentRecord, Visit } from './records';
import { later, type Setting } from './setting';

interface Billing {
  client: Client;
  job: Job;
  visits: readonly Visit[];
  /** How many times each job line is charged. */
  units: number;
  at: Millis;
}

/** Bills a job's visits and plays out how the client pays. Returns nothing when the bill is not due to be written yet. */
export function billWork(setting: Setting, billing: Billing): Invoice | null {
  const { client, job, visits } = billing;
  if (billing.at > setting.now) return null;
  const invoice = writeInvoice(setting, billing);
  for (const visit of visits) setting.store.update('Visit', visit.id, { invoiceId: invoice.id });
  applyDeposits(setting, job, invoice);
  if (invoice.issuedDate !== null) playPayments(setting, client, invoice);
  return invoice;
}

function writeInvoice(setting: Setting, { client, job, visits, units, at }: Billing): Invoice {
  const { store, rng, now } = setting;
  const isDraft = now - at < 20 * dayMs && rng.chance(0.12);
  const invoiceNet = client.isCompany
    ? 30
    : rng.weighted([
        [0, 3],
        [15, 3],
        [30, 4],
      ] as const);
  const wasSent = !isDraft && rng.chance(0.9);
  const viewedAt = wasSent && rng.chance(0.7) ? later(setting, at, 0, 4) : null;
  const poNumber = setting.customFields.get('PO number');
  const invoice = store.create('Invoice', {
    clientId: client.id,
    subject: job.title ?? 'For Services Rendered',
    message: rng.chance(0.6)
      ? 'Thank you for your business. Please contact us with any questions.'
      : null,
    jobIds: [job.id],
    propertyIds: [job.propertyId],
    salespersonId: job.salespersonId,
    issuedDate: isDraft ? null : at,
    dueDate: isDraft ? null : at + invoiceNet * dayMs,
    invoiceNet,
    sentAt: wasSent ? at : null,
    dateViewedInClientHub: viewedAt !== null && viewedAt <= now ? viewedAt : null,
    taxRateId: setting.taxRate.id,
    discountAmount: rng.chance(0.04) ? rng.pick([1000, 2000, 2500, 5000]) : 0,
    billingAddress: client.billingAddress,
    customFields:
      poNumber && client.isCompany && rng.chance(0.3)
        ? [
            {
              id: store.newId('CustomFieldText'),
              configurationId: poNumber.id,
              value: { type: 'TEXT', valueText: `PO-${rng.int(2100, 9800)}` },
            },
          ]
        : [],
    createdAt: at,
  });
  for (const line of store.related('JobLineItem', 'jobId', job.id)) {
    store.create('InvoiceLineItem', {
      invoiceId: invoice.id,
      jobLineItemId: line.id,
      jobId: job.id,
      visitId: visits.length === 1 ? (visits[0]?.id ?? null) : null,
      name: line.name,
      description: line.description,
      category: line.category,
      quantity: line.quantity * units,
      unitPrice: line.unitPrice,
      taxable: line.taxable,
      linkedProductOrServiceId: line.linkedProductOrServiceId,
      sortOrder: line.sortOrder,
      date: visits[0]?.startAt ?? null,
      createdAt: at,
    });
  }
  return invoice;
}

function applyDeposits({ store }: Setting, job: Job, invoice: Invoice): void {
  if (job.quoteId === null) return;
  for (const deposit of store.related('PaymentRecord', 'quoteId', job.quoteId)) {
    if (deposit.invoiceId === null)
      store.update('PaymentRecord', deposit.id, { invoiceId: invoice.id });
  }
}

/** Most pay within weeks, some in parts, a few late, hardly anybody never; a written-off bill is a bad debt. */
function playPayments(setting: Setting, client: Client, invoice: Invoice): void {
  const { rng, now } = setting;
  const issued = invoice.issuedDate ?? now;
  const owed = outstanding(setting, invoice);
  if (owed <= 0) return;
  const [low, high] = rng.weighted([
    [[0, 3], 46],
    [[4, 14], 33],
    [[15, 35], 16],
    [[36, 75], 3.8],
    [[0, 0], 1.2],
  ] as const);
  if (high === 0) {
    neverPaid(setting, client, invoice, owed);
    return;
  }
  const paidAt = later(setting, issued, low, high);
  if (paidAt > now) return;
  const isPartial = rng.chance(0.05);
  const first = isPartial ? Math.round((owed * rng.pick([0.25, 0.5, 0.6])) / 100) * 100 : owed;
  const payment = receive(setting, client, invoice, first, paidAt);
  const restAt = later(setting, paidAt, 10, 50);
  if (isPartial && restAt <= now && rng.chance(0.9))
    receive(setting, client, invoice, owed - first, restAt);
  if (!isPartial && rng.chance(0.012)) refund(setting, payment, later(setting, paidAt, 2, 20));
  const touched = isPartial && restAt <= now ? restAt : paidAt;
  invoice.updatedAt = Math.max(invoice.updatedAt, touched);
}

function neverPaid(setting: Setting, client: Client, invoice: Invoice, owed: number): void {
  const { store, rng, now } = setting;
  const age = now - (invoice.issuedDate ?? now);
  if (age > 150 * dayMs && rng.chance(0.6)) {
    const badDebtAt = Math.min(now, (invoice.issuedDate ?? now) + 150 * dayMs);
    store.update('Invoice', invoice.id, { badDebtAt });
    invoice.updatedAt = badDebtAt;
    return;
  }
  if (age > 40 * dayMs && rng.chance(0.35)) {
    const paidAt = later(setting, invoice.issuedDate ?? now, 20, 38);
    receive(setting, client, invoice, Math.round(owed / 300) * 100, paidAt);
  }
}

/** Records a payment the way people pay this business. */
export function receive(
  setting: Setting,
  client: Client,
  invoice: Invoice | null,
  rawAmount: number,
  entryDate: Millis,
  given: Partial<Pick<PaymentRecord, 'adjustmentType' | 'quoteId'>> = {},
): PaymentRecord {
  const { store, rng, trade } = setting;
  const paymentType = rng.weighted([
    ['JOBBER_PAYMENTS', 52],
    ['CHEQUE', 22],
    ['CASH', 7],
    ['CREDIT_CARD', 5],
    ['BANK_TRANSFER', 4],
    ['ZELLE', 4],
    ['VENMO', 3],
    ['ACH_BANK_PAYMENT', 2],
    ['OTHER', 1],
  ] as const);
  const isCard = paymentType === 'JOBBER_PAYMENTS';
  return store.create('PaymentRecord', {
    clientId: client.id,
    invoiceId: invoice?.id ?? null,
    paymentType,
    paymentOrigin: isCard
      ? rng.pick(['CLIENT_ONLINE_ORIGIN', 'CLIENT_ONLINE_ORIGIN', 'EMPLOYEE_ONLINE_ORIGIN'])
      : null,
    entryDate,
    rawAmount,
    tipAmount: isCard && rng.chance(trade.tipChance) ? rng.pick([500, 1000, 1500, 2000]) : 0,
    details: paymentType === 'CHEQUE' ? `Check #${rng.int(1001, 9870)}` : null,
    jobberPaymentLast4: isCard ? String(rng.int(0, 9999)).padStart(4, '0') : null,
    jobberPaymentPaymentMethod: isCard ? 'CREDIT_CARD' : null,
    jobberPaymentTransactionStatus: isCard ? 'SUCCEEDED' : null,
    ...given,
    createdAt: entryDate,
  });
}

function refund(setting: Setting, payment: PaymentRecord, entryDate: Millis): void {
  const { store, rng, now } = setting;
  if (entryDate > now) return;
  const amount = Math.min(payment.rawAmount, rng.pick([2000, 3500, 5000]));
  // A refund alone would reopen the bill: the price comes down by the same amount.
  const invoice = store.find('Invoice', payment.invoiceId);
  if (!invoice) return;
  store.create('PaymentRecord', {
    clientId: payment.clientId,
    invoiceId: payment.invoiceId,
    refundedPaymentId: payment.id,
    adjustmentType: 'REFUND',
    paymentType: payment.paymentType,
    entryDate,
    rawAmount: -amount,
    details: rng.pick(['Missed spot, goodwill', 'Charged twice', 'Price adjusted by phone']),
    createdAt: entryDate,
  });
  const credit = store.create('InvoiceLineItem', {
    invoiceId: invoice.id,
    name: 'Adjustment',
    description: 'Goodwill credit',
    unitPrice: -amount,
    taxable: false,
    sortOrder: 99,
    createdAt: entryDate,
  });
  // The credit moves the discount's share of the tax by a cent or two; twice is enough to settle it.
  for (let round = 0; round < 2; round += 1) {
    const left = outstanding(setting, invoice);
    store.update('InvoiceLineItem', credit.id, { unitPrice: credit.unitPrice - left });
  }
  invoice.updatedAt = Math.max(invoice.updatedAt, entryDate);
}

/** What is owed on an invoice now, also in the middle of a bulk write. */
function outstanding(setting: Setting, invoice: Invoice): number {
  return setting.store.settled('Invoice', invoice.id).amounts.invoiceBalance;
}
