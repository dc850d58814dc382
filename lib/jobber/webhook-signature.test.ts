import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { verifyWebhook } from './webhook-signature';

const body = Buffer.from('{"data":{"webHookEvent":{"topic":"CLIENT_UPDATE"}}}');
const sign = (secret: string) => createHmac('sha256', secret).update(body).digest('base64');

it('accepts the current and the previous client secret', () => {
  expect(verifyWebhook(body, sign('now'), ['now', 'before'])).toBe(true);
  expect(verifyWebhook(body, sign('before'), ['now', 'before'])).toBe(true);
});

it.each([
  ['another secret', sign('other')],
  ['a shorter signature', sign('now').slice(0, -1)],
  ['unicode of the same length', `é${sign('now').slice(1)}`],
  ['an empty header', ''],
  ['no header', null],
])('refuses %s without throwing', (_what, header) => {
  expect(verifyWebhook(body, header, ['now'])).toBe(false);
});

it('refuses a body that differs in one byte', () => {
  expect(verifyWebhook(Buffer.concat([body, Buffer.from(' ')]), sign('now'), ['now'])).toBe(false);
});

it('never matches an empty secret', () => {
  expect(verifyWebhook(body, sign(''), [''])).toBe(false);
});
