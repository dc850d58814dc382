import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TadaDocumentNode } from 'gql.tada';
import { parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/errors';
import { createJobberClient, type JobberClientConfig } from './client';

type Reply = { status?: number; body: unknown; headers?: Record<string, string> };
type Data = { client: { id: string; name?: string; balance?: number } | null };
type Seen = { headers: http.IncomingHttpHeaders; query: string; variables: unknown };

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const document = doc<Data>('query One($id: EncodedId!){client(id:$id){id name balance}}');

function doc<Result>(text: string) {
  return parse(text) as unknown as TadaDocumentNode<Result, Record<string, unknown>>;
}

/** A Jobber that gives `replies` one after the other, and a client of it whose clock only moves by waiting. */
async function jobber(replies: (Reply | 'silence')[], more: Partial<JobberClientConfig> = {}) {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { query, variables } = JSON.parse(text) as { query: string; variables: unknown };
      seen.push({ headers: request.headers, query: query.replace(/\s+/g, ' '), variables });
      const reply = replies[Math.min(seen.length, replies.length) - 1];
      if (!reply || reply === 'silence') return;
      const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
      response.writeHead(reply.status ?? 200, reply.headers).end(body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  let version = 1;
  let nowMs = 0;
  const waits: number[] = [];
  const rejected: number[] = [];
  const client = createJobberClient({
    apiUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
    apiVersion: '2026-09-25',
    token: async () => ({ token: `token-${version}`, version }),
    onRejected: async (old) => {
      rejected.push(old);
      version += 1;
    },
    clock: {
      now: () => nowMs,
      sleep: async (ms) => {
        waits.push(ms);
        nowMs += ms;
      },
    },
    ...more,
  });
  return { client, seen, waits, rejected };
}

async function failure(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    if (isAppError(error)) return { code: error.code, retryAfterMs: error.retryAfterMs };
    throw error;
  }
  throw new Error('it did not fail');
}

const bucket = (currentlyAvailable: number, requestedQueryCost = 4) => ({
  requestedQueryCost,
  actualQueryCost: 0,
  throttleStatus: { maximumAvailable: 10_000, currentlyAvailable, restoreRate: 500 },
});
const found: Reply = { body: { data: { client: { id: 'a', name: 'Ada', balance: 1 } } } };
const throttled = (available: number, requested: number): Reply => ({
  body: {
    data: null,
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: { cost: bucket(available, requested) },
  },
});

describe('a good answer', () => {
  it('carries the token, the version header and the variables', async () => {
    const { client, seen } = await jobber([found]);
    const { data, hidden } = await client.query(document, { id: 'a' });
    expect(data.client?.name).toBe('Ada');
    expect(hidden).toEqual([]);
    expect(seen[0]).toMatchObject({ variables: { id: 'a' } });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'x-jobber-graphql-version': '2026-09-25',
      'content-type': 'application/json',
    });
  });

  it('hands cost and version warning to their hooks', async () => {
    const costs: unknown[] = [];
    const warnings: string[] = [];
    const versioning = { version: '2025-04-16', warning: 'Move to 2026-09-25' };
    const { client } = await jobber(
      [{ body: { data: { client: null }, extensions: { cost: bucket(9_000), versioning } } }],
      {
        onCost: (cost, operation) => costs.push([operation, cost.currentlyAvailable]),
        onVersionWarning: (text) => warnings.push(text),
      },
    );
    const result = await client.query(document, { id: 'a' });
    expect(result.data.client).toBeNull();
    expect(costs).toEqual([['One', 9_000]]);
    expect(warnings).toEqual(['Move to 2026-09-25']);
  });
});

describe('a throttled answer', () => {
  it('waits exactly for the missing points and asks again', async () => {
    const { client, waits, seen } = await jobber([throttled(250, 1_250), found]);
    expect((await client.query(document, { id: 'a' })).data.client?.id).toBe('a');
    expect(waits).toEqual([2_000]);
    expect(seen).toHaveLength(2);
  });

  it('gives up with the wait when the points come after the deadline', async () => {
    const { client, waits } = await jobber([throttled(0, 5_000)]);
    expect(await failure(client.query(document, { id: 'a' }, { timeoutMs: 3_000 }))).toEqual({
      code: 'jobber_throttled',
      retryAfterMs: 10_000,
    });
    expect(waits).toEqual([]);
  });

  it('says at once that a query above the whole bucket can never run', async () => {
    const { client, seen } = await jobber([throttled(10_000, 10_305)]);
    expect((await failure(client.query(document, { id: 'a' }))).code).toBe('jobber_refused');
    expect(seen).toHaveLength(1);
  });
});

describe('a refused token', () => {
  const expired: Reply = { status: 401, body: 'Access token expired' };

  it('is refreshed once and the request repeated with the new one', async () => {
    const { client, seen, rejected } = await jobber([expired, found]);
    expect((await client.query(document, { id: 'a' })).data.client?.id).toBe('a');
    expect(rejected).toEqual([1]);
    expect(seen.map((one) => one.headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('is treated alike when Jobber says UNAUTHENTICATED with HTTP 200', async () => {
    const hiddenForAll = {
      data: null,
      errors: [{ message: 'was hidden', extensions: { code: 'UNAUTHENTICATED' } }],
    };
    const { client, rejected } = await jobber([{ body: hiddenForAll }, found]);
    await client.query(document, { id: 'a' });
    expect(rejected).toEqual([1]);
  });

  it('is never refreshed a second time for one query', async () => {
    const { client, rejected, seen } = await jobber([expired]);
    expect((await failure(client.query(document, { id: 'a' }))).code).toBe('jobber_refused');
    expect(rejected).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });
});

describe('every body that is not an answer', () => {
  const gone = 'User has disconnected this app from their account. Please delete this token';
  it.each<[string, Reply, string, number | undefined]>([
    ['a disconnected app', { body: { message: gone } }, 'jobber_disconnected', undefined],
    [
      'a disconnected app as 401',
      { status: 401, body: { message: gone } },
      'jobber_disconnected',
      undefined,
    ],
    [
      'an inactive account',
      { body: { error: { message: 'This account is not active' } } },
      'jobber_inactive',
      undefined,
    ],
    [
      'maintenance',
      { body: { message: 'Service temporarily unavailable' } },
      'temporarily_unavailable',
      60_000,
    ],
    [
      '429 with Retry-After',
      { status: 429, body: '', headers: { 'retry-after': '9' } },
      'jobber_throttled',
      9_000,
    ],
    ['429 without', { status: 429, body: 'Retry later' }, 'jobber_throttled', 30_000],
    ['HTML', { body: '<html>' }, 'jobber_unreachable', undefined],
    ['truncated JSON', { body: '{"data":{"client"' }, 'jobber_unreachable', undefined],
    ['an empty object', { body: {} }, 'jobber_unreachable', undefined],
    ['502', { status: 502, body: '<html>' }, 'jobber_unreachable', undefined],
    [
      'a redirect',
      { status: 302, body: '', headers: { location: '/' } },
      'jobber_unreachable',
      undefined,
    ],
    ['403', { status: 403, body: { message: 'Blocked' } }, 'jobber_refused', undefined],
    [
      'a bad id',
      {
        body: {
          errors: [{ message: 'Variable $id of type EncodedId! was provided invalid value' }],
        },
      },
      'not_found',
      undefined,
    ],
    [
      'an unknown field',
      {
        body: {
          errors: [
            {
              message: 'no field',
              path: ['query', 'client', 'fax'],
              extensions: { code: 'undefinedField' },
            },
          ],
        },
      },
      'jobber_refused',
      undefined,
    ],
  ])('%s is a typed error, after one request', async (_what, reply, code, retryAfterMs) => {
    const { client, seen } = await jobber([reply]);
    expect(await failure(client.query(document, { id: 'a' }))).toEqual({ code, retryAfterMs });
    expect(seen).toHaveLength(1);
  });

  it('silence ends at the time limit, without a second request', async () => {
    const { client, seen } = await jobber(['silence']);
    const error = await failure(client.query(document, { id: 'a' }, { timeoutMs: 60 }));
    expect(error.code).toBe('jobber_unreachable');
    expect(seen).toHaveLength(1);
  });
});

describe('what Jobber does not permit', () => {
  const hiddenError = (path: (string | number)[]) => ({
    message: `The field ${path.at(-1)} was hidden due to permissions`,
    path,
  });

  it('is named beside the data that came', async () => {
    const data = { client: { id: 'a', name: 'Ada', balance: null } };
    const { client } = await jobber([
      { body: { data, errors: [hiddenError(['client', 'balance'])] } },
    ]);
    const result = await client.query(document, { id: 'a' });
    expect(result).toMatchObject({ data, hidden: ['client.balance'] });
  });

  it('is left out and the rest asked again when it emptied the whole record', async () => {
    const { client, seen } = await jobber([
      { body: { data: { client: null }, errors: [hiddenError(['client', 'balance'])] } },
      { body: { data: { client: { id: 'a', name: 'Ada' } } } },
    ]);
    const result = await client.query(document, { id: 'a' });
    expect(result).toMatchObject({ data: { client: { name: 'Ada' } }, hidden: ['client.balance'] });
    expect(seen[1]?.query).toContain('client(id: $id) { id name }');
  });

  it('costs its neighbours nothing when it emptied only one of two records', async () => {
    const two = doc<unknown>('{client(id:"a"){id balance} account{id}}');
    const { client } = await jobber([
      {
        body: {
          data: { client: null, account: { id: 'x' } },
          errors: [hiddenError(['client', 'balance'])],
        },
      },
      { body: { data: { client: { id: 'a' }, account: { id: 'x' } } } },
    ]);
    expect(await client.query(two, {})).toMatchObject({
      data: { client: { id: 'a' }, account: { id: 'x' } },
      hidden: ['client.balance'],
    });
  });

  it('is an error of its own when nothing is left', async () => {
    const { client, seen } = await jobber([
      { body: { data: { client: null }, errors: [hiddenError(['client'])] } },
    ]);
    expect((await failure(client.query(document, { id: 'a' }))).code).toBe('jobber_hidden');
    expect(seen).toHaveLength(1);
  });

  it('never makes a mutation go twice', async () => {
    const { client, seen } = await jobber([
      {
        body: {
          data: { clientCreate: null },
          errors: [hiddenError(['clientCreate', 'client', 'balance'])],
        },
      },
    ]);
    const mutation = doc<unknown>('mutation M{clientCreate(input:{}){client{id balance}}}');
    expect((await failure(client.query(mutation, {}))).code).toBe('jobber_hidden');
    expect(seen).toHaveLength(1);
  });
});

describe('admission', () => {
  it('gets the requested cost before, and what came back after, once per request', async () => {
    const log: unknown[] = [];
    const { client } = await jobber([throttled(0, 4), found], {
      admission: {
        admit: async ({ requestedCost, priority }) => {
          log.push([requestedCost, priority]);
          return { settle: (cost) => log.push(cost?.currentlyAvailable) };
        },
      },
    });
    await client.query(document, { id: 'a' }, { priority: 'background' });
    expect(log).toEqual([[4, 'background'], 0, [4, 'background'], undefined]);
  });
});

describe('pages', () => {
  type List = {
    jobs: { nodes: { id: string }[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
  };
  const list = doc<List>(
    'query L($first: Int!, $after: String){jobs(first:$first, after:$after){nodes{id} pageInfo{endCursor hasNextPage}}}',
  );
  const page = (id: string, endCursor: string | null, hasNextPage: boolean): Reply => ({
    body: { data: { jobs: { nodes: [{ id }], pageInfo: { endCursor, hasNextPage } } } },
  });

  it('follows the cursors to the last page', async () => {
    const { client, seen } = await jobber([page('a', 'c1', true), page('b', 'c2', false)]);
    const ids: string[] = [];
    for await (const { nodes } of client.pages(list, { first: 1 }, (data) => data.jobs)) {
      ids.push(...nodes.map((node) => node.id));
    }
    expect(ids).toEqual(['a', 'b']);
    expect(seen.map((one) => one.variables)).toEqual([
      { first: 1, after: null },
      { first: 1, after: 'c1' },
    ]);
  });

  it('stops with an error at a cursor that does not move on', async () => {
    const { client } = await jobber([page('a', 'c1', true)]);
    const all = (async () => {
      for await (const _page of client.pages(list, { first: 1 }, (data) => data.jobs));
    })();
    expect((await failure(all)).code).toBe('jobber_refused');
  });
});
