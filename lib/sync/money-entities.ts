import { z } from 'zod';
import { invoiceJobs, invoices, paymentRecords } from '@/db/schema/read-model-money';
import { invoiceDetail, invoiceLean, paymentLean } from '@/lib/jobber/documents/sync-money';
import { customFieldChildren, customFields } from './custom-fields';
import {
  type Entity,
  moment,
  money,
  nodes,
  numberSort,
  optionalMoment,
  optionalMoney,
  optionalNumber,
  optionalText,
  reference,
  text,
} from './entity';
import { lineItemChildren, lines } from './line-items';

const leanInvoice = z.object({
  id: z.string(),
  invoiceNumber: text,
  invoiceStatus: text,
  amounts: z.object({
    subtotal: money,
    discountAmount: money,
    total: money,
    invoiceBalance: money,
  }),
  issuedDate: optionalMoment,
  dueDate: optionalMoment,
  createdAt: moment,
  updatedAt: moment,
  client: reference,
});

const identified = z.object({ id: z.string() });

const detailInvoice = z.object({
  id: z.string(),
  updatedAt: moment,
  subject: optionalText,
  message: optionalText,
  amounts: z
    .object({
      taxAmount: optionalMoney,
      paymentsTotal: optionalMoney,
      depositAmount: optionalMoney,
      tipsTotal: optionalMoney,
    })
    .nullish(),
  receivedDate: optionalMoment,
  invoiceNet: optionalNumber,
  dateViewedInClientHub: optionalMoment,
  clientHubUri: optionalText,
  jobberWebUri: optionalText,
  salesperson: reference,
  jobs: nodes(identified),
  archivedJobs: nodes(identified),
  lineItems: lines,
  customFields,
});

export const invoiceEntity: Entity = {
  kind: 'invoice',
  table: invoices,
  many: 'invoices',
  one: 'invoice',
  filterType: 'InvoiceFilterAttributes',
  sortType: '[InvoiceSortInput!]',
  lean: invoiceLean,
  detail: invoiceDetail,
  nested: [
    { field: 'lineItems', selection: 'detail' },
    { field: 'jobs', selection: 'detail' },
    { field: 'archivedJobs', selection: 'detail' },
  ],
  sortedByClient: true,
  isDated: true,
  timedStatus: 'invoiceStatus',
  mapLean: (node) => {
    const { amounts, ...invoice } = leanInvoice.parse(node);
    return {
      id: invoice.id,
      updatedAt: invoice.updatedAt,
      values: {
        invoiceNumber: invoice.invoiceNumber,
        numberSort: numberSort(invoice.invoiceNumber),
        status: invoice.invoiceStatus,
        subtotalCents: amounts.subtotal,
        discountCents: amounts.discountAmount,
        totalCents: amounts.total,
        balanceCents: amounts.invoiceBalance,
        issuedAt: invoice.issuedDate,
        dueAt: invoice.dueDate,
        createdAt: invoice.createdAt,
        clientId: invoice.client,
      },
      children: [],
    };
  },
  mapDetail: (node) => {
    const { id, updatedAt, amounts, ...invoice } = detailInvoice.parse(node);
    const billed = new Map([
      ...invoice.jobs.map((job) => [job.id, false] as const),
      ...invoice.archivedJobs.map((job) => [job.id, true] as const),
    ]);
    return {
      id,
      updatedAt,
      values: {
        subject: invoice.subject,
        message: invoice.message,
        taxCents: amounts?.taxAmount ?? null,
        paymentsCents: amounts?.paymentsTotal ?? null,
        depositCents: amounts?.depositAmount ?? null,
        tipsCents: amounts?.tipsTotal ?? null,
        receivedAt: invoice.receivedDate,
        netDays: invoice.invoiceNet,
        viewedAt: invoice.dateViewedInClientHub,
        clientHubUri: invoice.clientHubUri,
        jobberUri: invoice.jobberWebUri,
        salespersonId: invoice.salesperson,
      },
      children: [
        {
          table: invoiceJobs,
          owner: (invoiceId) => ({ invoiceId }),
          rows: [...billed].map(([jobId, isArchived]) => ({ invoiceId: id, jobId, isArchived })),
        },
        lineItemChildren('invoice', id, invoice.lineItems),
        customFieldChildren('invoice', id, invoice.customFields),
      ],
    };
  },
};

const leanPayment = z.object({
  id: z.string(),
  adjustmentType: text,
  paymentType: optionalText,
  amount: money,
  rawAmount: money,
  tipAmount: optionalMoney,
  entryDate: moment,
  details: optionalText,
  client: reference,
  invoice: reference,
  quote: reference,
});

export const paymentEntity: Entity = {
  kind: 'payment',
  table: paymentRecords,
  many: 'paymentRecords',
  one: 'paymentRecord',
  filterType: 'PaymentRecordFilterAttributes',
  sortType: 'PaymentRecordSortAttributes',
  lean: paymentLean,
  detail: null,
  nested: [],
  sortedByClient: false,
  isDated: false,
  mapLean: (node) => {
    const payment = leanPayment.parse(node);
    return {
      id: payment.id,
      updatedAt: null,
      values: {
        adjustmentType: payment.adjustmentType,
        paymentType: payment.paymentType,
        amountCents: payment.amount,
        rawCents: payment.rawAmount,
        tipCents: payment.tipAmount,
        entryAt: payment.entryDate,
        details: payment.details,
        clientId: payment.client,
        invoiceId: payment.invoice,
        quoteId: payment.quote,
      },
      children: [],
    };
  },
  mapDetail: null,
};
