import { expect, it, test } from 'vitest';
import { postWebhook } from './post-webhook';
import { isPublicAddress, publicLookup } from './public-address';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  'fe80::1',
  'fd00::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'not an address',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it('refuses a name that leads inside, where the socket asks for its address', async () => {
  const error = await new Promise((resolve) =>
    publicLookup('localhost', { all: true }, (failure) => resolve(failure)),
  );
  expect(error).toMatchObject({ message: expect.stringMatching(/private network/) });
});

test.each([
  'http://127.0.0.1:9/',
  'http://localhost:9/',
  'http://[::1]:9/',
  'http://2130706433:9/',
])('nothing is posted to %s', async (url) => {
  const hook = { url, body: '{}', id: '1', secret: 's', at: new Date() };
  await expect(postWebhook(hook, { toPrivate: false })).rejects.toThrow(/private network/);
});
