import { z } from 'zod';
import {
  assessments,
  jobs,
  quotes,
  requests,
  visitAssignees,
  visits,
} from '@/db/schema/read-model-work';
import {
  jobDetail,
  jobLean,
  quoteDetail,
  quoteLean,
  requestDetail,
  requestLean,
  visitDetail,
  visitLean,
} from '@/lib/jobber/documents/sync-work';
import { customFieldChildren, customFields } from './custom-fields';
import {
  type Entity,
  moment,
  money,
  nodes,
  numberSort,
  optionalBoolean,
  optionalMoment,
  optionalMoney,
  optionalNumber,
  optionalText,
  reference,
  text,
} from './entity';
import { lineItemChildren, lines } from './line-items';

const leanRequest = z.object({
  id: z.string(),
  title: optionalText,
  requestStatus: text,
  createdAt: moment,
  updatedAt: moment,
  client: reference,
  property: reference,
});

const detailRequest = z.object({
  id: z.string(),
  updatedAt: moment,
  source: optionalText,
  contactName: optionalText,
  companyName: optionalText,
  email: optionalText,
  phone: optionalText,
  jobberWebUri: optionalText,
  salesperson: reference,
  assessment: z
    .object({
      id: z.string(),
      title: optionalText,
      instructions: optionalText,
      startAt: optionalMoment,
      endAt: optionalMoment,
      allDay: z.boolean(),
      isComplete: z.boolean(),
      completedAt: optionalMoment,
    })
    .nullish(),
  lineItems: lines,
});

export const requestEntity: Entity = {
  kind: 'request',
  table: requests,
  many: 'requests',
  one: 'request',
  filterType: 'RequestFilterAttributes',
  sortType: '[RequestsSortInput!]',
  lean: requestLean,
  detail: requestDetail,
  nested: [{ field: 'lineItems', selection: 'detail' }],
  sortedByClient: true,
  isDated: true,
  mapLean: (node) => {
    const request = leanRequest.parse(node);
    return {
      id: request.id,
      updatedAt: request.updatedAt,
      values: {
        title: request.title,
        status: request.requestStatus,
        createdAt: request.createdAt,
        clientId: request.client,
        propertyId: request.property,
      },
      children: [],
    };
  },
  mapDetail: (node) => {
    const { id, updatedAt, assessment, ...request } = detailRequest.parse(node);
    return {
      id,
      updatedAt,
      values: {
        source: request.source,
        contactName: request.contactName,
        companyName: request.companyName,
        email: request.email,
        phone: request.phone,
        jobberUri: request.jobberWebUri,
        salespersonId: request.salesperson,
      },
      children: [
        {
          table: assessments,
          owner: (requestId) => ({ requestId }),
          rows: assessment ? [{ requestId: id, ...assessment }] : [],
        },
        lineItemChildren('request', id, request.lineItems),
      ],
    };
  },
};

const leanQuote = z.object({
  id: z.string(),
  quoteNumber: text,
  title: optionalText,
  quoteStatus: text,
  amounts: z.object({ total: money }),
  sentAt: optionalMoment,
  createdAt: moment,
  updatedAt: moment,
  client: reference,
});

const detailQuote = z.object({
  id: z.string(),
  updatedAt: moment,
  amounts: z
    .object({
      subtotal: optionalMoney,
      discountAmount: optionalMoney,
      taxAmount: optionalMoney,
      depositAmount: optionalMoney,
      outstandingDepositAmount: optionalMoney,
    })
    .nullish(),
  depositAmountUnallocated: optionalMoney,
  transitionedAt: optionalMoment,
  lastTransitioned: z
    .object({
      approvedAt: optionalMoment,
      changesRequestedAt: optionalMoment,
      convertedAt: optionalMoment,
    })
    .nullish(),
  clientHubViewedAt: optionalMoment,
  clientHubUri: optionalText,
  jobberWebUri: optionalText,
  message: optionalText,
  property: reference,
  request: reference,
  salesperson: reference,
  lineItems: lines,
  customFields,
});

export const quoteEntity: Entity = {
  kind: 'quote',
  table: quotes,
  many: 'quotes',
  one: 'quote',
  filterType: 'QuoteFilterAttributes',
  sortType: '[QuotesSortInput!]',
  lean: quoteLean,
  detail: quoteDetail,
  nested: [{ field: 'lineItems', selection: 'detail' }],
  sortedByClient: true,
  isDated: true,
  mapLean: (node) => {
    const quote = leanQuote.parse(node);
    return {
      id: quote.id,
      updatedAt: quote.updatedAt,
      values: {
        quoteNumber: quote.quoteNumber,
        numberSort: numberSort(quote.quoteNumber),
        title: quote.title,
        status: quote.quoteStatus,
        totalCents: quote.amounts.total,
        sentAt: quote.sentAt,
        createdAt: quote.createdAt,
        clientId: quote.client,
      },
      children: [],
    };
  },
  mapDetail: (node) => {
    const { id, updatedAt, amounts, lastTransitioned, ...quote } = detailQuote.parse(node);
    return {
      id,
      updatedAt,
      values: {
        subtotalCents: amounts?.subtotal ?? null,
        discountCents: amounts?.discountAmount ?? null,
        taxCents: amounts?.taxAmount ?? null,
        depositCents: amounts?.depositAmount ?? null,
        outstandingDepositCents: amounts?.outstandingDepositAmount ?? null,
        unallocatedDepositCents: quote.depositAmountUnallocated,
        transitionedAt: quote.transitionedAt,
        approvedAt: lastTransitioned?.approvedAt ?? null,
        changesRequestedAt: lastTransitioned?.changesRequestedAt ?? null,
        convertedAt: lastTransitioned?.convertedAt ?? null,
        viewedAt: quote.clientHubViewedAt,
        clientHubUri: quote.clientHubUri,
        jobberUri: quote.jobberWebUri,
        message: quote.message,
        propertyId: quote.property,
        requestId: quote.request,
        salespersonId: quote.salesperson,
      },
      children: [
        lineItemChildren('quote', id, quote.lineItems),
        customFieldChildren('quote', id, quote.customFields),
      ],
    };
  },
};

const leanJob = z.object({
  id: z.string(),
  jobNumber: z.number(),
  title: optionalText,
  jobStatus: text,
  jobType: text,
  total: money,
  uninvoicedTotal: money,
  startAt: optionalMoment,
  createdAt: moment,
  updatedAt: moment,
  client: reference,
});

const detailJob = z.object({
  id: z.string(),
  updatedAt: moment,
  instructions: optionalText,
  billingType: optionalText,
  invoiceSchedule: z
    .object({ billingFrequency: optionalText, scheduleSummary: optionalText })
    .nullish(),
  source: optionalText,
  invoicedTotal: optionalMoney,
  endAt: optionalMoment,
  completedAt: optionalMoment,
  jobberWebUri: optionalText,
  property: reference,
  quote: reference,
  request: reference,
  salesperson: reference,
  jobCosting: z
    .object({
      labourCost: optionalMoney,
      labourDuration: optionalNumber,
      expenseCost: optionalMoney,
      lineItemCost: optionalMoney,
    })
    .nullish(),
  lineItems: lines,
  customFields,
});

export const jobEntity: Entity = {
  kind: 'job',
  table: jobs,
  many: 'jobs',
  one: 'job',
  filterType: 'JobFilterAttributes',
  sortType: '[JobsSortInput!]',
  lean: jobLean,
  detail: jobDetail,
  nested: [{ field: 'lineItems', selection: 'detail' }],
  sortedByClient: true,
  isDated: true,
  mapLean: (node) => {
    const job = leanJob.parse(node);
    return {
      id: job.id,
      updatedAt: job.updatedAt,
      values: {
        jobNumber: job.jobNumber,
        title: job.title,
        status: job.jobStatus,
        jobType: job.jobType,
        totalCents: job.total,
        uninvoicedCents: job.uninvoicedTotal,
        startAt: job.startAt,
        createdAt: job.createdAt,
        clientId: job.client,
      },
      children: [],
    };
  },
  mapDetail: (node) => {
    const { id, updatedAt, jobCosting: costing, ...job } = detailJob.parse(node);
    return {
      id,
      updatedAt,
      values: {
        instructions: job.instructions,
        billingType: job.billingType,
        billingFrequency: job.invoiceSchedule?.billingFrequency ?? null,
        scheduleSummary: job.invoiceSchedule?.scheduleSummary ?? null,
        source: job.source,
        invoicedCents: job.invoicedTotal,
        endAt: job.endAt,
        completedAt: job.completedAt,
        jobberUri: job.jobberWebUri,
        propertyId: job.property,
        quoteId: job.quote,
        requestId: job.request,
        salespersonId: job.salesperson,
        labourCostCents: costing?.labourCost ?? null,
        labourSeconds: costing?.labourDuration ?? null,
        expenseCostCents: costing?.expenseCost ?? null,
        lineItemCostCents: costing?.lineItemCost ?? null,
      },
      children: [
        lineItemChildren('job', id, job.lineItems),
        customFieldChildren('job', id, job.customFields),
      ],
    };
  },
};

const leanVisit = z.object({
  id: z.string(),
  title: optionalText,
  startAt: optionalMoment,
  endAt: optionalMoment,
  allDay: z.boolean(),
  completedAt: optionalMoment,
  client: reference,
  job: z.object({ id: z.string() }),
  assignedUsers: nodes(z.object({ id: z.string() })),
});

const detailVisit = z.object({
  id: z.string(),
  createdAt: optionalMoment,
  instructions: optionalText,
  completedBy: optionalText,
  clientConfirmed: optionalBoolean,
  duration: optionalNumber,
  property: reference,
  invoice: reference,
});

export const visitEntity: Entity = {
  kind: 'visit',
  table: visits,
  many: 'visits',
  one: 'visit',
  filterType: 'VisitFilterAttributes',
  sortType: '[VisitsSortInput!]',
  lean: visitLean,
  detail: visitDetail,
  nested: [{ field: 'assignedUsers', selection: 'lean' }],
  sortedByClient: true,
  isDated: false,
  mapLean: (node) => {
    const visit = leanVisit.parse(node);
    const isComplete = visit.completedAt !== null;
    return {
      id: visit.id,
      updatedAt: null,
      values: {
        title: visit.title,
        startAt: visit.startAt,
        endAt: visit.endAt,
        allDay: visit.allDay,
        completedAt: visit.completedAt,
        isComplete,
        status: isComplete ? 'COMPLETED' : visit.startAt ? 'ACTIVE' : 'UNSCHEDULED',
        clientId: visit.client,
        jobId: visit.job.id,
      },
      children: [
        {
          table: visitAssignees,
          owner: (visitId) => ({ visitId }),
          rows: visit.assignedUsers.map((user) => ({ visitId: visit.id, userId: user.id })),
        },
      ],
    };
  },
  mapDetail: (node) => {
    const visit = detailVisit.parse(node);
    return {
      id: visit.id,
      updatedAt: null,
      values: {
        createdAt: visit.createdAt,
        instructions: visit.instructions,
        completedBy: visit.completedBy,
        clientConfirmed: visit.clientConfirmed,
        durationMinutes: visit.duration,
        propertyId: visit.property,
        invoiceId: visit.invoice,
      },
      children: [],
    };
  },
};
