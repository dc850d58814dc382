import { z } from 'zod';
import { assessments, quotes, requests } from '@/db/schema/read-model-work';
import {
  quoteDetail,
  quoteLean,
  requestDetail,
  requestLean,
} from '@/lib/jobber/documents/sync-work';
import { customFieldChildren, customFields } from './custom-fields';
import {
  type Entity,
  moment,
  money,
  numberSort,
  optionalMoment,
  optionalMoney,
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
  timedStatus: 'requestStatus',
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
