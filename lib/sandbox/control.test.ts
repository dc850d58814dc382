import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openOffice } from './test-office';
import { webhookSignature } from './webhooks';

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.sandbox.close());

const tokenPath = '/api/oauth/token';

describe('failures on demand', () => {
  test('a reset before processing leaves the refresh token good, one after processing spends it', async () => {
    const { refresh_token } = await office.mint();
    await office.control('fail', { path: tokenPath, reset: 'before' });
    await expect(office.refresh(refresh_token)).rejects.toThrow();
    await office.control('fail', { path: tokenPath, reset: 'after' });
    await expect(office.refresh(refresh_token)).rejects.toThrow();
    expect((await office.refresh(refresh_token)).status).toBe(401);
  });
  test('a failure waits for its operation and is spent', async () => {
    const { access_token } = await office.mint();
    await office.control('fail', {
      operation: 'Wanted',
      status: 502,
      body: '<h1>Bad gateway</h1>',
    });
    expect((await office.ask('query Other{account{id}}', access_token)).status).toBe(200);
    expect((await office.ask('query Wanted{account{id}}', access_token)).status).toBe(502);
    expect((await office.ask('query Wanted{account{id}}', access_token)).status).toBe(200);
  });
  test('a truncated answer ends in a broken connection', async () => {
    const { access_token } = await office.mint();
    await office.control('fail', { truncateAt: 10 });
    await expect(office.ask('{account{id}}', access_token)).rejects.toThrow();
  });
  test('requests seen name operation, version and cost', async () => {
    const { access_token } = await office.mint();
    await office.ask('query Mine{account{id name}}', access_token);
    const { body } = await office.control('requests');
    expect(body.requests.at(-1)).toMatchObject({
      operation: 'Mine',
      version: '2026-09-25',
      requestedCost: 3,
      status: 200,
    });
  });
});

test('a change is told by a signed webhook, twice when duplicates are asked for', async () => {
  const heard: { body: string; signature: unknown }[] = [];
  const listener = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push({ body, signature: request.headers['x-jobber-hmac-sha256'] });
      response.end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  await office.control('webhooks', { url, duplicateEvery: 1 });
  const { body: client } = await office.control('create', {
    type: 'Client',
    fields: { firstName: 'New' },
  });
  await office.control('deliveries');
  listener.close();
  expect(heard).toHaveLength(2);
  const event = JSON.parse(heard[0]?.body ?? '').data.webHookEvent;
  expect(event).toMatchObject({ topic: 'CLIENT_CREATE', itemId: client.id });
  expect(heard[0]?.signature).toBe(webhookSignature(heard[0]?.body ?? '', 'sandbox-secret'));
});

test('reset brings back the records, the app and live grants of the start', async () => {
  const { refresh_token } = await office.mint();
  await office.control('create', { type: 'Client', fields: { firstName: 'Gone' } });
  await office.control('app', { rotation: 'off' });
  await office.control('reset');
  expect((await office.control('dump')).body.records.Client).toEqual([]);
  expect((await office.control('app')).body.rotation).toBe('on');
  expect((await office.refresh(refresh_token)).status).toBe(401);
});
