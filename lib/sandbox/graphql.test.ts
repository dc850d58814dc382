import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openOffice } from './test-office';
import { buildWorld } from './world/build-world';

let office: Awaited<ReturnType<typeof openOffice>>;
let token: string;
beforeEach(async () => {
  office = await openOffice();
  token = (await office.mint()).access_token;
});
afterEach(() => office.sandbox.close());

const people = async (count: number) => {
  for (let i = 0; i < count; i += 1)
    await office.control('create', {
      type: 'Client',
      fields: { firstName: `N${String(i).padStart(3, '0')}`, lastName: 'Person' },
    });
};

describe('refusals', () => {
  test('an expired token: 401 with its message', async () => {
    await office.control('clock', { advanceMs: 3_600_000 });
    const answer = await office.ask('{account{id}}', token);
    expect([answer.status, answer.body]).toEqual([401, { message: 'Access token expired' }]);
  });
  test('an unknown token: 401 with its message', async () => {
    const answer = await office.ask('{account{id}}', 'x.y.z');
    expect([answer.status, answer.body]).toEqual([401, { message: 'Token not recognized' }]);
  });
  test('no token: 200, UNAUTHENTICATED, and introspection stays open', async () => {
    const { status, body } = await office.ask('{account{id}}');
    expect(status).toBe(200);
    expect(body.errors[0]).toMatchObject({
      message:
        'The field account on an object of type Query was hidden because you are unauthenticated',
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect(
      (await office.ask('{__schema{queryType{name}}}')).body.data.__schema.queryType.name,
    ).toBe('Query');
  });
  test('a disconnected app: a root message and no errors', async () => {
    await office.control('disconnect');
    expect((await office.ask('{account{id}}', token)).body).toEqual({
      message: 'User has disconnected this app from their account. Please delete this token',
    });
  });
  test('an inactive account: a singular error', async () => {
    await office.control('deactivate');
    expect((await office.ask('{account{id}}', token)).body).toEqual({
      error: { message: 'This account is not active' },
    });
  });
  test('maintenance: a root message', async () => {
    await office.control('maintenance', { on: true });
    expect((await office.ask('{account{id}}', token)).body).toEqual({
      message: 'Service temporarily unavailable',
    });
  });
  test('another content type is refused', async () => {
    expect(
      (await office.ask('{account{id}}', token, {}, { 'content-type': 'text/plain' })).status,
    ).toBe(415);
  });
  test('without a scope the field is hidden by name, and the rest of the data stays', async () => {
    const { access_token } = await office.mint({ scopes: ['read_users'] });
    const { body } = await office.ask(
      '{account{name} job(id:"Z2lkOi8vSm9iYmVyL0pvYi8x"){id}}',
      access_token,
    );
    expect(body.data).toEqual({ account: { name: 'Acorn Cleaning' }, job: null });
    expect(body.errors[0].message).toBe(
      'The field job on an object of type Query was hidden due to permissions',
    );
    const whole = await office.ask('{jobs(first:1){nodes{id}}}', access_token);
    expect(whole.body.data).toBeNull();
  });
  test('an unknown id is null without an error, an invalid one is explained', async () => {
    const query = 'query($id:EncodedId!){client(id:$id){id}}';
    const unknown = await office.ask(query, token, { id: 'Z2lkOi8vSm9iYmVyL0NsaWVudC8x' });
    expect([unknown.body.data, unknown.body.errors]).toEqual([{ client: null }, undefined]);
    const invalid = (await office.ask(query, token, { id: '1' })).body.errors[0];
    expect(invalid.message).toBe('Variable $id of type EncodedId! was provided invalid value');
    expect(invalid.extensions.problems[0].explanation).toBe("'1' is not a valid EncodedId");
  });
  test('an unknown argument and ID for EncodedId are validation errors', async () => {
    const { body } = await office.ask('{clients(orderBy:"x"){nodes{id}}}', token);
    expect(body.errors[0].extensions.code).toBe('argumentNotAccepted');
    const wrong = await office.ask('query($id:ID!){client(id:$id){id}}', token, { id: 'x' });
    expect(wrong.body.errors).toHaveLength(1);
  });
});

const measured8055 =
  '{clients(first:50){nodes{id firstName lastName createdAt customFields{...on CustomFieldText{label valueText}} quotes(first:10){nodes{id quoteStatus lastTransitioned{approvedAt} salesperson{id}}} jobs(first:10){nodes{id jobStatus invoices(first:5){nodes{invoiceStatus}}}}} pageInfo{hasNextPage endCursor}}}';
const measured10305 =
  '{clients(first:100){nodes{id tags{nodes{label}}} pageInfo{hasNextPage endCursor}}}';

describe('cost and throttle', () => {
  test('the two measured queries cost 8,055 and 10,305 points; the second never runs', async () => {
    const first = (await office.ask(measured8055, token)).body.extensions.cost;
    expect(first.requestedQueryCost).toBe(8055);
    expect(first.actualQueryCost).toBeLessThan(10);
    const second = (await office.ask(measured10305, token)).body;
    expect(second.errors).toEqual([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]);
    expect(second.extensions.cost).toMatchObject({ requestedQueryCost: 10305, actualQueryCost: 0 });
  });
  test('admission is by requested, charge by actual cost', async () => {
    await people(3);
    const { body } = await office.ask('{clients(first:50){nodes{id name}}}', token);
    expect(body.extensions.cost).toEqual({
      requestedQueryCost: 102,
      actualQueryCost: 8,
      throttleStatus: { maximumAvailable: 10000, currentlyAvailable: 9992, restoreRate: 500 },
    });
  });
  test('an empty bucket throttles as HTTP 200 and refills at 500 points a second', async () => {
    await office.control('drain', { points: 100 });
    const query = '{clients(first:50){nodes{id name}}}';
    const refused = await office.ask(query, token);
    expect([refused.status, refused.body.data]).toEqual([200, null]);
    await office.control('clock', { advanceMs: 4 });
    expect((await office.ask(query, token)).body.data.clients.nodes).toEqual([]);
  });
  test('the bucket belongs to one account', async () => {
    await office.control('drain', { points: 0 });
    const other = (await office.mint({ account: 'Birch Lawn Care' })).access_token;
    expect((await office.ask('{account{name}}', other)).body.data.account.name).toBe(
      'Birch Lawn Care',
    );
  });
  test('more than 2,500 requests in 300 seconds: 429 until the window moves on', async () => {
    await office.control('drain', { points: 10000, requestsUsed: 2500 });
    expect((await office.ask('{account{id}}', token)).status).toBe(429);
    await office.control('clock', { advanceMs: 300_000 });
    const fresh = (await office.mint()).access_token;
    expect((await office.ask('{account{id}}', fresh)).status).toBe(200);
  });
  test('every answer names the version, and the warning when there is one', async () => {
    await office.control('version-warning', { warning: 'Move to 2026-09-25' });
    const { body } = await office.ask(
      '{account{id}}',
      token,
      {},
      { 'x-jobber-graphql-version': '2026-02-17' },
    );
    expect(body.extensions.versioning).toEqual({
      version: '2025-04-16',
      warning: 'Move to 2026-09-25',
    });
  });
});

describe('paging and lists', () => {
  test('cursors lead through every row once, forwards and backwards; a page holds at most 100', async () => {
    await people(105);
    const query =
      'query($a:String){clients(first:500,after:$a,sort:{key:FIRST_NAME,direction:ASCENDING}){totalCount nodes{firstName} pageInfo{hasNextPage endCursor}}}';
    const drained = async () => office.control('drain', { points: 10000 });
    const whole = '{clients{nodes{firstName}}}';
    expect((await office.ask(whole, token)).body.data.clients.nodes).toHaveLength(100);
    await drained();
    const first = (await office.ask(query, token)).body.data.clients;
    expect([first.nodes.length, first.totalCount, first.pageInfo.hasNextPage]).toEqual([
      100,
      105,
      true,
    ]);
    const rest = (await office.ask(query, token, { a: first.pageInfo.endCursor })).body.data
      .clients;
    expect(rest.nodes.map((node: { firstName: string }) => node.firstName)).toEqual([
      'N100',
      'N101',
      'N102',
      'N103',
      'N104',
    ]);
    const last =
      '{clients(last:2,sort:{key:FIRST_NAME,direction:ASCENDING}){edges{cursor node{firstName}} pageInfo{hasPreviousPage}}}';
    const end = (await office.ask(last, token)).body.data.clients;
    expect(end.edges.map((edge: { node: { firstName: string } }) => edge.node.firstName)).toEqual([
      'N103',
      'N104',
    ]);
    expect(end.pageInfo.hasPreviousPage).toBe(true);
  });
  test('a change shows in a list that was read before', async () => {
    await people(1);
    const query = '{clients(first:5,searchTerm:"N000"){nodes{id name}}}';
    const [{ id }] = (await office.ask(query, token)).body.data.clients.nodes;
    await office.control('change', { type: 'Client', id, fields: { firstName: 'Zoe' } });
    expect((await office.ask(query, token)).body.data.clients.nodes).toEqual([]);
    await office.control('delete', { type: 'Client', id });
    expect(
      (await office.ask('{clients(first:5){totalCount}}', token)).body.data.clients.totalCount,
    ).toBe(0);
  });
  test('every screen-sized field of the seeded world answers without an error', async () => {
    await office.sandbox.close();
    office = await openOffice({ world: (now) => buildWorld({ seed: 7, size: 'small', now }) });
    const { access_token } = await office.mint();
    const { body } = await office.ask(
      '{invoices(first:9,filter:{status:paid},sort:[{key:INVOICE_TOTAL,direction:DESCENDING}]){nodes{invoiceStatus amounts{total invoiceBalance} client{name}}} paymentRecords(first:9){nodes{__typename amount}} jobs(first:9){nodes{notes(first:3){nodes{__typename}} visitsInfo{pastCount} jobCosting{profitAmount}}}}',
      access_token,
    );
    expect(body.errors).toBeUndefined();
    const totals = body.data.invoices.nodes.map(
      (one: { amounts: { total: number } }) => one.amounts.total,
    );
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(
      new Set(body.data.invoices.nodes.map((one: { invoiceStatus: string }) => one.invoiceStatus)),
    ).toEqual(new Set(['paid']));
  });
});
