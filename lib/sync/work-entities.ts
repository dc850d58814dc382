import { z } from 'zod';
import { jobs, visitAssignees, visits } from '@/db/schema/read-model-work';
import { jobDetail, jobLean, visitDetail, visitLean } from '@/lib/jobber/documents/sync-work';
import { customFieldChildren, customFields } from './custom-fields';
import {
  type Entity,
  moment,
  money,
  nodes,
  optionalBoolean,
  optionalMoment,
  optionalMoney,
  optionalNumber,
  optionalText,
  reference,
  text,
} from './entity';
import { lineItemChildren, lines } from './line-items';

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
  timedStatus: 'jobStatus',
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
  startAt: optionalMoment,
  endAt: optionalMoment,
  completedAt: optionalMoment,
  job: z.object({ id: z.string() }),
});

const detailVisit = z.object({
  id: z.string(),
  title: optionalText,
  allDay: z.boolean(),
  createdAt: optionalMoment,
  instructions: optionalText,
  completedBy: optionalText,
  clientConfirmed: optionalBoolean,
  duration: optionalNumber,
  client: reference,
  property: reference,
  invoice: reference,
  assignedUsers: nodes(z.object({ id: z.string() })),
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
  nested: [{ field: 'assignedUsers', selection: 'detail' }],
  sortedByClient: true,
  clientOfJob: true,
  isDated: false,
  mapLean: (node) => {
    const visit = leanVisit.parse(node);
    const isComplete = visit.completedAt !== null;
    return {
      id: visit.id,
      updatedAt: null,
      values: {
        startAt: visit.startAt,
        endAt: visit.endAt,
        completedAt: visit.completedAt,
        isComplete,
        status: isComplete ? 'COMPLETED' : visit.startAt ? 'ACTIVE' : 'UNSCHEDULED',
        jobId: visit.job.id,
      },
      children: [],
    };
  },
  mapDetail: (node) => {
    const visit = detailVisit.parse(node);
    return {
      id: visit.id,
      updatedAt: null,
      values: {
        title: visit.title,
        allDay: visit.allDay,
        createdAt: visit.createdAt,
        instructions: visit.instructions,
        completedBy: visit.completedBy,
        clientConfirmed: visit.clientConfirmed,
        durationMinutes: visit.duration,
        clientId: visit.client,
        propertyId: visit.property,
        invoiceId: visit.invoice,
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
};
