import { startOfNextDay } from './local-time';
import type {
  Cents,
  Invoice,
  InvoiceAmounts,
  InvoiceLineItem,
  InvoiceStatus,
  Millis,
  PaymentRecord,
  Quote,
  QuoteAmounts,
  QuoteLineItem,
} from './records';

/** Amounts of a quote. Optional lines count once the client selected them; text lines never do. */
export function quoteAmounts(
  quote: Quote,
  lines: readonly QuoteLineItem[],
  deposits: readonly PaymentRecord[],
  taxPercent: number,
): QuoteAmounts {
  const counted = lines.filter((line) => !line.textOnly && (!line.optional || line.selected));
  const priced = priceOf(counted, quote.discountAmount, taxPercent);
  const collected = deposits.reduce((sum, deposit) => sum + deposit.rawAmount, 0);
  return {
    ...priced,
    depositAmount: quote.depositAmount,
    outstandingDepositAmount: Math.max(0, quote.depositAmount - collected),
  };
}

/** Amounts of an invoice: total − deposits put towards it − payments less refunds = balance. Tips stay apart. */
export function invoiceAmounts(
  invoice: Invoice,
  lines: readonly InvoiceLineItem[],
  payments: readonly PaymentRecord[],
  taxPercent: number,
): InvoiceAmounts {
  const priced = priceOf(lines, invoice.discountAmount, taxPercent);
  let depositAmount = 0;
  let paymentsTotal = 0;
  let tipsTotal = 0;
  for (const payment of payments) {
    if (payment.adjustmentType === 'DEPOSIT') depositAmount += payment.rawAmount;
    else paymentsTotal += payment.rawAmount;
    tipsTotal += payment.tipAmount;
  }
  return {
    ...priced,
    legacyDiscountAmount: 0,
    depositAmount,
    paymentsTotal,
    tipsTotal,
    invoiceBalance: priced.total - depositAmount - paymentsTotal,
  };
}

/**
 * Status of an invoice at `now`, and when time alone changes it next. Due dates end with the account's local day.
 * How Jobber tells `awaiting_payment` from `sent_not_due` is not documented; here: marked as sent or sent by e-mail.
 */
export function invoiceStatus(
  invoice: Invoice,
  balance: Cents,
  now: Millis,
  timezone: string,
): { status: InvoiceStatus; changesAt: Millis } {
  const settled = (status: InvoiceStatus) => ({ status, changesAt: Number.POSITIVE_INFINITY });
  if (invoice.badDebtAt !== null) return settled('bad_debt');
  if (invoice.issuedDate === null) return settled('draft');
  if (balance <= 0) return settled('paid');
  if (invoice.dueDate === null) return settled('awaiting_payment');
  const pastDueAt = startOfNextDay(invoice.dueDate, timezone);
  if (pastDueAt <= now) return settled('past_due');
  return {
    status: invoice.sentAt === null ? 'awaiting_payment' : 'sent_not_due',
    changesAt: pastDueAt,
  };
}

/** The day of the last money received, once nothing is owed. */
export function receivedDate(
  status: InvoiceStatus,
  payments: readonly PaymentRecord[],
): Millis | null {
  if (status !== 'paid') return null;
  const received = payments.filter((payment) => payment.rawAmount > 0);
  return received.length === 0 ? null : Math.max(...received.map((payment) => payment.entryDate));
}

function priceOf(
  lines: readonly { totalPrice: Cents; taxable: boolean }[],
  discount: Cents,
  taxPercent: number,
) {
  let subtotal = 0;
  let taxable = 0;
  for (const line of lines) {
    subtotal += line.totalPrice;
    if (line.taxable) taxable += line.totalPrice;
  }
  const discountAmount = Math.min(discount, subtotal);
  const taxed = subtotal === 0 ? 0 : taxable - (discountAmount * taxable) / subtotal;
  const taxAmount = Math.round((taxed * taxPercent) / 100);
  return {
    subtotal,
    discountAmount,
    nonTaxAmount: subtotal - taxable,
    taxAmount,
    total: subtotal - discountAmount + taxAmount,
  };
}
