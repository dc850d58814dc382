import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, graphql } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/errors';
import { createJobberClient } from '@/lib/jobber/client';
import { liveClients } from './clients';
import { createClient, similarClients } from './create-client';
import { liveJobs } from './jobs';
import { liveNotes } from './notes';

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
  tags: list([{ label: 'vip' }], true),
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

describe('notes', () => {
  const note = {
    id: 'n',
    message: 'Gate code 12',
    pinned: true,
    createdAt: '2026-01-01T00:00:00Z',
    createdBy: { __typename: 'User', name: { full: 'Sam Lee' } },
  };
  const file = (id: string, noteId: string, url: string) => ({
    id,
    fileName: `${id}.jpg`,
    fileSize: 81_000,
    url,
    note: { __typename: 'JobNote', id: noteId },
  });

  it('come with their files, those of older notes apart and no script as an address', async () => {
    const noteAttachments = list([
      file('f1', 'n', 'https://files.example.com/f1.jpg'),
      file('f2', 'n', 'javascript:alert(1)'),
      file('f3', 'older', 'https://files.example.com/f3.jpg'),
    ]);
    const onJob = { ...note, __typename: 'JobNote' };
    const { client } = await jobberWith({ job: { notes: list([onJob], true), noteAttachments } });
    expect(await liveNotes(client, 'job', 'j')).toEqual({
      notes: {
        rows: [
          {
            id: 'n',
            message: 'Gate code 12',
            pinned: true,
            createdAt: '2026-01-01T00:00:00Z',
            createdBy: 'Sam Lee',
            files: [
              { id: 'f1', name: 'f1.jpg', url: 'https://files.example.com/f1.jpg', bytes: 81_000 },
              { id: 'f2', name: 'f2.jpg', url: null, bytes: 81_000 },
            ],
          },
        ],
        hasMore: true,
      },
      otherFiles: [
        { id: 'f3', name: 'f3.jpg', url: 'https://files.example.com/f3.jpg', bytes: 81_000 },
      ],
      hasMoreFiles: false,
      areFilesHidden: false,
    });
  });

  it('stay readable when their files are withheld, and are null when they are withheld', async () => {
    const record = { notes: list([note]), noteAttachments: hidden('noteAttachments') };
    const { client } = await jobberWith({ client: record });
    expect(await liveNotes(client, 'client', 'c')).toMatchObject({
      notes: { rows: [{ message: 'Gate code 12', files: [] }] },
      areFilesHidden: true,
    });
    const other = await jobberWith({ client: { ...record, notes: hidden('notes') } });
    expect((await liveNotes(other.client, 'client', 'c')).notes).toBeNull();
  });

  it('are asked once when two callers want them at the same time', async () => {
    const record = { notes: list([note]), noteAttachments: list([]) };
    const { client, asked } = await jobberWith({ client: record });
    await Promise.all([liveNotes(client, 'client', 'c'), liveNotes(client, 'client', 'c')]);
    expect(asked.map((one) => one.operationName)).toEqual(['ClientNotes']);
    await liveNotes(client, 'client', 'c');
    expect(asked).toHaveLength(2);
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
