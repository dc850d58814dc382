import type { Records } from '@/lib/sandbox/world/records';
import { dayNumber, grouped, middle, type Raw, sum } from './raw';
import {
  type Asked,
  ageBandOf,
  isWithin,
  perAccount,
  stepKey,
  sumOfAmounts,
  type Truth,
  totalWithout,
} from './truth';

type Invoice = Records['Invoice'];
type Payment = Records['PaymentRecord'];

const openStatuses = ['awaiting_payment', 'past_due', 'sent_not_due'];
const cashTypes = ['PAYMENT', 'DEPOSIT', 'REFUND', 'FAILED_ACH_PAYMENT'];

export const netOf = (invoice: Invoice): number =>
  invoice.amounts.subtotal - invoice.amounts.discountAmount;

export function issuedWithin(raw: Raw, asked: Asked): (Invoice & { issuedDate: number })[] {
  return raw.all('Invoice').filter((invoice): invoice is Invoice & { issuedDate: number } => {
    const { issuedDate, invoiceStatus } = invoice;
    return issuedDate !== null && invoiceStatus !== 'draft' && isWithin(raw, issuedDate, asked);
  });
}

export const revenueInvoiced: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw, asked) =>
    issuedWithin(raw, asked).map((invoice) => ({
      id: invoice.id,
      part: stepKey(raw.day(invoice.issuedDate), asked),
      amount: netOf(invoice),
      value: null,
      weight: 1,
    })),
  ),
};

export const groupRollup: Truth = {
  figure: sumOfAmounts,
  rows: (raws, asked) =>
    raws.flatMap((raw) =>
      revenueInvoiced.rows([raw], asked).map((row) => ({ ...row, part: raw.name })),
    ),
};

export const cashCollected: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw, asked) =>
    raw
      .all('PaymentRecord')
      .filter((payment) => cashTypes.includes(payment.adjustmentType))
      .filter((payment) => isWithin(raw, payment.entryDate, asked))
      .map((payment) => ({
        id: payment.id,
        part: stepKey(raw.day(payment.entryDate), asked),
        amount: payment.rawAmount,
        value: null,
        weight: 1,
      })),
  ),
};

export const receivables: Truth = {
  figure: totalWithout('bad-debt'),
  rows: perAccount((raw, asked) => {
    const on = Math.min(dayNumber(asked.asOf), raw.today);
    const payments = grouped(raw.all('PaymentRecord'), (payment) => payment.invoiceId ?? '');
    return raw.all('Invoice').flatMap((invoice) => {
      const open = openOn(raw, invoice, payments.get(invoice.id) ?? [], on);
      if (open <= 0) return [];
      const due = invoice.dueDate ?? invoice.issuedDate;
      const overdue = due === null ? 0 : on - raw.day(due);
      const part =
        invoice.invoiceStatus === 'bad_debt'
          ? 'bad-debt'
          : overdue <= 0
            ? 'not-due'
            : overdue <= 30
              ? '1-30'
              : ageBandOf(overdue);
      return [{ id: invoice.id, part, amount: open, value: overdue, weight: 1 }];
    });
  }),
};

/** What was open at the end of a day: the balance, with every later payment put back. */
function openOn(raw: Raw, invoice: Invoice, payments: Payment[], on: number): number {
  const { invoiceBalance } = invoice.amounts;
  const isOpen = openStatuses.includes(invoice.invoiceStatus);
  if (on === raw.today) {
    return isOpen || invoice.invoiceStatus === 'bad_debt' ? invoiceBalance : 0;
  }
  if (invoice.issuedDate === null || invoice.invoiceStatus === 'draft') return 0;
  if (raw.day(invoice.issuedDate) > on) return 0;
  const later = payments.filter((payment) => raw.day(payment.entryDate) > on);
  return invoiceBalance + sum(later.map((payment) => payment.rawAmount));
}

export const collectList: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw) => {
    const overdue = raw.all('Invoice').filter((invoice) => {
      const { dueDate, amounts, invoiceStatus } = invoice;
      if (dueDate === null || amounts.invoiceBalance <= 0) return false;
      return openStatuses.includes(invoiceStatus) && raw.day(dueDate) < raw.today;
    });
    return [...grouped(overdue, (invoice) => invoice.clientId)].map(([clientId, invoices]) => {
      const oldest = Math.max(...invoices.map(({ dueDate }) => raw.today - raw.day(dueDate ?? 0)));
      return {
        id: clientId,
        part: ageBandOf(oldest),
        amount: sum(invoices.map((invoice) => invoice.amounts.invoiceBalance)),
        value: oldest,
        weight: 1,
      };
    });
  }),
};

export const daysToGetPaid: Truth = {
  figure: (rows) => middle(rows.map((row) => row.value ?? 0)),
  rows: perAccount((raw, asked) => {
    const payments = grouped(raw.all('PaymentRecord'), (payment) => payment.invoiceId ?? '');
    return raw.all('Invoice').flatMap((invoice) => {
      if (invoice.invoiceStatus !== 'paid' || invoice.issuedDate === null) return [];
      const received = (payments.get(invoice.id) ?? []).filter((payment) =>
        ['PAYMENT', 'DEPOSIT'].includes(payment.adjustmentType),
      );
      if (received.length === 0) return [];
      const paidAt = Math.max(...received.map((payment) => payment.entryDate));
      if (!isWithin(raw, paidAt, asked)) return [];
      const days = Math.max(0, raw.day(paidAt) - raw.day(invoice.issuedDate));
      const part = stepKey(raw.day(paidAt), asked);
      return [{ id: invoice.id, part, amount: invoice.amounts.total, value: days, weight: 1 }];
    });
  }),
};

export const averageTicket: Truth = {
  figure: (rows) => (rows.length === 0 ? null : Math.round(sumOfAmounts(rows) / rows.length)),
  rows: perAccount((raw, asked) => {
    const shares = issuedWithin(raw, asked).flatMap((invoice) => billedShares(invoice));
    return [...grouped(shares, (share) => share.jobId)].map(([jobId, own]) => {
      const amount = sum(own.map((share) => share.cents));
      return { id: jobId, part: sizeOf(amount), amount, value: null, weight: 1 };
    });
  }),
};

/** What an invoice brings to each of its jobs: even shares, the cents that remain to the first job. */
export function billedShares(invoice: Invoice): { jobId: string; cents: number }[] {
  const jobIds = [...new Set(invoice.jobIds)].sort();
  const net = netOf(invoice);
  return jobIds.map((jobId, position) => ({
    jobId,
    cents: Math.trunc(net / jobIds.length) + (position === 0 ? net % jobIds.length : 0),
  }));
}

function sizeOf(cents: number): string {
  if (cents < 25_000) return 'under-250';
  if (cents < 100_000) return '250-999';
  return cents < 500_000 ? '1000-4999' : '5000+';
}
