import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, graphql } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/errors';
import { createJobberClient } from '@/lib/jobber/client';
import { liveClient } from './client';
import { liveClients } from './clients';
import { createClient, similarClients } from './create-client';
import { liveInvoice } from './invoice';
import { liveJob } from './job';
import { liveJobs } from './jobs';
import { liveQuote } from './quote';
import { liveRequest } from './request';

const schema = buildSchema(
  readFileSync(new URL('../sandbox/schema.graphql', import.meta.url), 'utf8'),
);
const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Asked = { operationName: string; variables: Record<string, unknown> };

/** Runs every operation for real over the schema, with `root` as the data. */
async function jobberWith(root: Record<string, unknown>) {
  const asked: Asked[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', async () => {
      const { query, variables, operationName } = JSON.parse(text) as Asked & { query: string };
      asked.push({ operationName, variables });
      const result = await graphql({
        schema,
        source: query,
        rootValue: root,
        variableValues: variables,
        operationName,
      });
      response.writeHead(200).end(JSON.stringify(result));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const client = createJobberClient({
    apiUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
    apiVersion: '2026-09-25',
    token: async () => ({ token: 't', version: 1 }),
    onRejected: async () => undefined,
  });
  return { client, asked };
}

function hidden(name: string) {
  return () => {
    throw new Error(`The field ${name} was hidden due to permissions`);
  };
}

const list = (nodes: unknown[], hasNextPage = false) => ({
  nodes,
  pageInfo: { endCursor: hasNextPage ? 'next' : null, hasNextPage },
});

const address = {
  street: '1 High St',
  street1: '1 High St',
  street2: '',
  city: 'Édmonton',
  province: 'AB',
  postalCode: 'T5A',
  country: 'Canada',
};

const ada = {
  id: 'Y2xpZW50',
  name: 'Ada Ltd',
  firstName: '',
  lastName: '',
  companyName: 'Ada Ltd',
  isCompany: true,
  isLead: false,
  isArchived: false,
  email: null,
  phone: '555-0100',
  balance: 1_234.56,
  createdAt: '2025-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  jobberWebUri: 'https://secure.getjobber.com/clients/1',
  billingAddress: address,
  emails: [{ address: 'a@example.com', description: 'MAIN', primary: true }],
  phones: [{ friendly: '555-0100', description: 'WORK', primary: false }],
  tags: list([{ label: 'vip' }], true),
  customFields: [
    {
      __typename: 'CustomFieldArea',
      label: 'Lawn',
      valueArea: { length: 3, width: 4 },
      unit: 'm²',
    },
    { __typename: 'CustomFieldTrueFalse', label: 'Dog', valueTrueFalse: false },
    {
      __typename: 'CustomFieldLink',
      label: 'Map',
      valueLink: { text: 'map', url: 'javascript:alert(1)' },
    },
  ],
  clientProperties: list([{ id: 'p', name: null, address }]),
  jobs: list([
    { id: 'j', jobNumber: 7, title: 'Mow', jobStatus: 'late', total: 0.29, startAt: null },
  ]),
  notes: list([
    {
      id: 'n',
      message: 'Gate code 12',
      pinned: true,
      createdAt: '2026-01-01T00:00:00Z',
      createdBy: { __typename: 'User', name: { full: 'Sam Lee' } },
    },
  ]),
};

const mow = {
  id: 'job',
  jobNumber: 7,
  title: 'Mow',
  instructions: null,
  jobStatus: 'requires_invoicing',
  jobType: 'ONE_OFF',
  billingType: 'FIXED_PRICE',
  total: 100.1,
  invoicedTotal: 40,
  uninvoicedTotal: 60.1,
  startAt: '2026-01-01T09:00:00Z',
  endAt: null,
  completedAt: null,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-02T00:00:00Z',
  jobberWebUri: 'https://secure.getjobber.com/jobs/7',
  client: { id: 'c', name: 'Ada Ltd' },
  property: { id: 'p', name: 'Home', address },
  quote: { id: 'q', quoteNumber: '12' },
  request: null,
  salesperson: { name: { full: 'Sam Lee' } },
  visitsInfo: { pastCount: 3_000, futureCount: 982, unscheduledCount: 0, incompleteTotal: 982 },
  jobCosting: {
    totalRevenue: 100,
    totalCost: 130,
    profitAmount: -30,
    profitPercentage: null,
    labourDuration: 3_600,
  },
  customFields: [],
  lineItems: list([
    { id: 'l', name: 'Mowing', description: '', quantity: 1.5, unitPrice: 10, totalPrice: 15 },
  ]),
  visits: list([], true),
  invoices: list([]),
  notes: list([]),
};

async function codeOf(promise: Promise<unknown>) {
  const error = await promise.catch((reason: unknown) => reason);
  return isAppError(error) ? error.code : error;
}

describe('lists', () => {
  it('gives a client row in cents, text and plain flags', async () => {
    const { client, asked } = await jobberWith({ clients: list([ada], true) });
    const page = await liveClients(client, { search: ' ada ', status: 'leads', after: 'c0' });
    expect(asked[0]?.variables).toEqual({
      first: 25,
      after: 'c0',
      searchTerm: 'ada',
      filter: { isLead: true, isArchived: false },
      sort: { key: 'PRIMARY_NAME', direction: 'ASCENDING' },
    });
    expect(page).toMatchObject({ endCursor: 'next', hasNextPage: true, hidden: [] });
    expect(page.rows).toEqual([
      {
        id: ada.id,
        name: 'Ada Ltd',
        companyName: 'Ada Ltd',
        isCompany: true,
        isLead: false,
        isArchived: false,
        email: null,
        phone: '555-0100',
        city: 'Édmonton',
        province: 'AB',
        balanceCents: 123_456,
        tags: ['vip'],
        hasMoreTags: true,
        updatedAt: '2026-01-01T00:00:00Z',
        jobberUrl: 'https://secure.getjobber.com/clients/1',
      },
    ]);
  });

  it('keeps the rows and names the balance when balances are withheld', async () => {
    const clients = list([{ ...ada, balance: hidden('balance') }]);
    const { client } = await jobberWith({ clients });
    const page = await liveClients(client, {});
    expect(page.rows[0]).toMatchObject({ name: 'Ada Ltd', balanceCents: null });
    expect(page.hidden).toEqual(['balance']);
  });

  it('fails as hidden when the whole list is withheld', async () => {
    const { client } = await jobberWith({ clients: hidden('clients') });
    expect(await codeOf(liveClients(client, {}))).toBe('jobber_hidden');
  });

  it('asks jobs by status and sort, and gives client and address', async () => {
    const { client, asked } = await jobberWith({ jobs: list([mow]) });
    const sort = { key: 'TOTAL_COST', direction: 'ASCENDING' } as const;
    const page = await liveJobs(client, { status: 'late', sort, first: 5 });
    expect(asked[0]?.variables).toMatchObject({
      first: 5,
      filter: { status: 'late' },
      sort: [sort],
    });
    expect(page.rows[0]).toMatchObject({
      jobNumber: 7,
      status: 'requires_invoicing',
      totalCents: 10_010,
      client: { id: 'c', name: 'Ada Ltd' },
      street: '1 High St',
      city: 'Édmonton',
    });
  });
});

describe('a client', () => {
  const root = {
    client: ada,
    quotes: list([]),
    invoices: list([
      {
        id: 'i',
        invoiceNumber: '40',
        subject: 'May',
        invoiceStatus: 'past_due',
        issuedDate: null,
        amounts: { total: 12 },
      },
    ]),
    requests: list([]),
  };

  it('comes with its parts, custom fields ready to show and no script in a link', async () => {
    const { client } = await jobberWith(root);
    const detail = await liveClient(client, ada.id);
    expect(detail).toMatchObject({
      name: 'Ada Ltd',
      firstName: null,
      balanceCents: 123_456,
      billingAddress: { street: '1 High St', street2: null },
      customFields: [
        { label: 'Lawn', value: '3 × 4 m²', url: null },
        { label: 'Dog', value: 'No', url: null },
        { label: 'Map', value: 'map', url: null },
      ],
      jobs: { rows: [{ number: '7', totalCents: 29, status: 'late' }], hasMore: false },
      invoices: { rows: [{ number: '40', totalCents: 1_200, status: 'past_due' }] },
      notes: { rows: [{ message: 'Gate code 12', pinned: true, createdBy: 'Sam Lee' }] },
      hidden: [],
    });
  });

  it('stays whole when one part is withheld, and says which', async () => {
    const { client } = await jobberWith({ ...root, quotes: hidden('quotes') });
    const detail = await liveClient(client, ada.id);
    expect(detail.quotes).toBeNull();
    expect(detail.hidden).toEqual(['quotes']);
    expect(detail.jobs?.rows).toHaveLength(1);
  });

  it('is asked once when two callers want it at the same time', async () => {
    const { client, asked } = await jobberWith(root);
    await Promise.all([liveClient(client, ada.id), liveClient(client, ada.id)]);
    expect(asked.map((one) => one.operationName).sort()).toEqual([
      'Client',
      'ClientInvoices',
      'ClientJobs',
      'ClientNotes',
      'ClientProperties',
      'ClientQuotes',
      'ClientRequests',
    ]);
    await liveClient(client, ada.id);
    expect(asked).toHaveLength(14);
  });

  it('that Jobber does not know is not found', async () => {
    const { client } = await jobberWith({ ...root, client: null });
    expect(await codeOf(liveClient(client, 'bm9uZQ'))).toBe('not_found');
  });
});

describe('other records', () => {
  it('give a job with money in cents and all visits counted, however many are listed', async () => {
    const { client } = await jobberWith({ job: mow });
    expect(await liveJob(client, 'job')).toMatchObject({
      status: 'requires_invoicing',
      totalCents: 10_010,
      uninvoicedCents: 6_010,
      quote: { id: 'q', name: '12' },
      salesperson: 'Sam Lee',
      costing: { profitCents: -3_000, profitPercentage: null, labourSeconds: 3_600 },
      visitCounts: { past: 3_000, future: 982 },
      visits: { rows: [], hasMore: true },
      lineItems: { rows: [{ quantity: 1.5, unitPriceCents: 1_000, totalCents: 1_500 }] },
    });
  });

  it('give a job without costing when the costs are withheld', async () => {
    const { client } = await jobberWith({ job: { ...mow, jobCosting: hidden('jobCosting') } });
    const job = await liveJob(client, 'job');
    expect(job).toMatchObject({ costing: null, hidden: ['jobCosting'], totalCents: 10_010 });
  });

  it('give a quote with optional lines', async () => {
    const line = { id: 'l', name: 'Hedge', description: '', quantity: 1, unitPrice: 5 };
    const quote = {
      ...mow,
      quoteNumber: '12',
      quoteStatus: 'awaiting_response',
      message: null,
      sentAt: null,
      lastTransitioned: { approvedAt: '2026-02-01T00:00:00Z' },
      amounts: { subtotal: 5, discountAmount: 0, taxAmount: 0.25, total: 5.25, depositAmount: 1 },
      lineItems: list([{ ...line, totalPrice: 5, optional: true, textOnly: false }]),
      jobs: list([mow]),
    };
    const { client } = await jobberWith({ quote });
    expect(await liveQuote(client, 'quote')).toMatchObject({
      quoteNumber: '12',
      approvedAt: '2026-02-01T00:00:00Z',
      convertedAt: null,
      taxCents: 25,
      totalCents: 525,
      lineItems: { rows: [{ name: 'Hedge', description: null, isOptional: true }] },
      jobs: { rows: [{ number: '7' }] },
    });
  });

  it('give an invoice with the balance that Jobber says and its archived jobs too', async () => {
    const invoice = {
      ...mow,
      invoiceNumber: '40',
      subject: 'May',
      message: null,
      invoiceStatus: 'bad_debt',
      issuedDate: '2026-05-01T00:00:00Z',
      dueDate: null,
      receivedDate: null,
      amounts: {
        subtotal: 100,
        discountAmount: 0,
        taxAmount: 5,
        total: 105,
        paymentsTotal: 100,
        invoiceBalance: 0,
      },
      paymentRecords: list([
        { id: 'r', amount: 100, adjustmentType: 'PAYMENT', entryDate: '2026-05-02T00:00:00Z' },
      ]),
      jobs: list([mow]),
      archivedJobs: list([{ ...mow, id: 'old', jobNumber: 3 }]),
    };
    const { client } = await jobberWith({ invoice });
    expect(await liveInvoice(client, 'invoice')).toMatchObject({
      totalCents: 10_500,
      paidCents: 10_000,
      balanceCents: 0,
      payments: { rows: [{ amountCents: 10_000, kind: 'PAYMENT' }] },
      jobs: { rows: [{ number: '7' }, { number: '3' }], hasMore: false },
    });
  });

  it('give a request with its assessment', async () => {
    const request = {
      ...mow,
      requestStatus: 'new',
      source: 'web',
      contactName: 'Ada',
      companyName: null,
      email: null,
      phone: null,
      assessment: { startAt: '2026-03-01T10:00:00Z', endAt: null, completedAt: null },
      quotes: list([]),
      jobs: list([]),
    };
    const { client } = await jobberWith({ request });
    expect(await liveRequest(client, 'request')).toMatchObject({
      status: 'new',
      assessment: { startAt: '2026-03-01T10:00:00Z' },
      quotes: { rows: [], hasMore: false },
    });
  });
});

describe('creating a client', () => {
  it('sends what the form holds and gives the new record', async () => {
    const created = { id: 'new', name: 'Bo Ek', jobberWebUri: 'https://secure.getjobber.com/c/2' };
    const { client, asked } = await jobberWith({
      clientCreate: { client: created, userErrors: [] },
    });
    const answer = await createClient(client, {
      firstName: 'Bo',
      lastName: 'Ek',
      emails: [{ address: 'bo@example.com', kind: 'MAIN' }],
      property: { street: '2 Low St', city: 'Ystad' },
    });
    expect(answer).toEqual({
      kind: 'created',
      client: { id: 'new', name: 'Bo Ek', jobberUrl: created.jobberWebUri },
    });
    expect(asked[0]?.variables.input).toMatchObject({
      firstName: 'Bo',
      emails: [{ address: 'bo@example.com', description: 'MAIN', primary: true }],
      properties: [{ address: { street1: '2 Low St', city: 'Ystad' } }],
    });
  });

  it("puts each of Jobber's objections on its field, and what has none on the form", async () => {
    const userErrors = [
      { message: 'Email is invalid.', path: ['input', 'emails', '0', 'address'] },
      { message: 'Street is too long.', path: ['input', 'properties', '0', 'address', 'street1'] },
      { message: 'First name is too long.', path: ['firstName'] },
      { message: 'The plan is full.', path: ['base'] },
      { message: 'Really.', path: [] },
    ];
    const { client } = await jobberWith({ clientCreate: { client: null, userErrors } });
    expect(await createClient(client, { firstName: 'Bo' })).toEqual({
      kind: 'refused',
      fieldErrors: {
        'emails.0.address': 'Email is invalid.',
        'property.street': 'Street is too long.',
        firstName: 'First name is too long.',
        '': 'The plan is full. Really.',
      },
    });
  });

  it('tells to look first when Jobber does not confirm, and sends nothing twice', async () => {
    let requests = 0;
    const server = http.createServer((request) => {
      requests += 1;
      request.resume().on('end', () => request.socket.resetAndDestroy());
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const client = createJobberClient({
      apiUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
      apiVersion: '2026-09-25',
      token: async () => ({ token: 't', version: 1 }),
      onRejected: async () => undefined,
    });
    await expect(createClient(client, { firstName: 'Bo' })).rejects.toMatchObject({
      code: 'jobber_unreachable',
      safeMessage: expect.stringContaining('Look for it in the client list'),
    });
    expect(requests).toBe(1);
  });

  it('finds similar clients, and asks nothing when there is nothing to compare', async () => {
    const { client, asked } = await jobberWith({ similarClients: list([ada]) });
    expect(await similarClients(client, {})).toEqual([]);
    expect(asked).toEqual([]);
    expect(await similarClients(client, { companyName: 'Ada' })).toEqual([
      { id: ada.id, name: 'Ada Ltd', email: null, phone: '555-0100', isArchived: false },
    ]);
  });
});
