import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { proxy } from '../proxy';
import { giveHeaders } from './answer-headers';

const environment = {
  DATABASE_URL: 'postgres://localhost/fieldboard',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 's'.repeat(32),
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
};

let seen: IncomingHttpHeaders = {};
const server = createServer((request, response) => {
  seen = request.headers;
  response.end();
});

beforeAll(async () => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  giveHeaders();
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

const addressOf = (path: string) =>
  `http://localhost:${(server.address() as AddressInfo).port}${path}`;
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(addressOf(path), { headers });
const nonceIn = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1];

test('a page reads the nonce that its browser is told, another one each time', async () => {
  const first = nonceIn((await ask('/clients')).headers.get('content-security-policy'));
  expect(first).toMatch(/^[\w+/]{22}==$/);
  expect(nonceIn(seen['content-security-policy'])).toBe(first);
  expect(seen['x-nonce']).toBe(first);
  const second = await ask('/clients');
  expect(nonceIn(second.headers.get('content-security-policy'))).not.toBe(first);
});

test('what a client says in place of these headers is replaced', async () => {
  const forged = {
    'x-nonce': 'forged',
    'content-security-policy': "script-src 'nonce-forged'",
    'x-fieldboard-path': '/forged',
  };
  const answer = await ask('/jobs?status=late', forged);
  expect(JSON.stringify(seen)).not.toContain('forged');
  expect(answer.headers.get('content-security-policy')).not.toContain('forged');
  expect(seen['x-fieldboard-path']).toBe('/jobs?status=late');
});

test.each([
  ['/clients?_rsc=1abc', '/clients'],
  ['/clients?q=a%26b&_rsc=1abc', '/clients?q=a%26b'],
])('the page of %s is %s', async (asked, page) => {
  await ask(asked);
  expect(seen['x-fieldboard-path']).toBe(page);
});

test('what brings a body is left to the proxy, which a client cannot keep out', async () => {
  await fetch(addressOf('/connection'), {
    method: 'POST',
    headers: { 'x-nonce': 'forged' },
    body: 'x',
  });
  expect(seen['x-nonce']).toBeUndefined();
});

test('webhooks and files of the build carry none of them', async () => {
  for (const path of ['/api/webhooks/jobber', '/_next/static/chunks/a.js'])
    expect((await ask(path)).headers.get('content-security-policy')).toBeNull();
  expect(seen['x-nonce']).toBeUndefined();
});

test('the proxy gives the same', async () => {
  const given = (await ask('/sign-in')).headers;
  const passed = proxy(new NextRequest('http://localhost:3000/sign-in?a=1', { headers: {} }));
  for (const [name, value] of given) {
    if (['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name))
      continue;
    const other = passed.headers.get(name);
    expect(other?.replaceAll(/nonce-[^']+/g, ''), name).toBe(value.replaceAll(/nonce-[^']+/g, ''));
  }
  expect(passed.headers.get('x-middleware-request-x-fieldboard-path')).toBe('/sign-in?a=1');
  expect(passed.headers.get('x-middleware-request-x-nonce')).toBe(
    nonceIn(passed.headers.get('content-security-policy')),
  );
});
