import { beforeEach, expect, test, vi } from 'vitest';

const settings = {
  DATABASE_URL: 'postgres://localhost/none',
  NEXTAUTH_URL: 'https://field.example',
  NEXTAUTH_SECRET: 'x'.repeat(40),
  JOBBER_CLIENT_ID: 'id',
  JOBBER_CLIENT_SECRET: 'secret',
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
};

beforeEach(() => vi.resetModules());

async function keyOf(trustProxy: 'on' | 'off', headers: Record<string, string>): Promise<string> {
  Object.assign(process.env, settings, { TRUST_PROXY: trustProxy });
  const { visitorKey } = await import('./visitor');
  return visitorKey(new Headers(headers));
}

test('without a trusted proxy a visitor is the address of the connection, whatever a header claims', async () => {
  const one = await keyOf('off', { 'x-fieldboard-peer': '203.0.113.5' });
  const forged = { 'x-fieldboard-peer': '203.0.113.5', 'x-forwarded-for': '198.51.100.9' };
  expect(await keyOf('off', forged)).toBe(one);
  expect(await keyOf('off', { 'x-fieldboard-peer': '203.0.113.6' })).not.toBe(one);
  expect(one).not.toContain('203');
});

test('behind a trusted proxy the last address that was passed on counts', async () => {
  const peer = { 'x-fieldboard-peer': '172.18.0.2' };
  const one = await keyOf('on', { ...peer, 'x-forwarded-for': '6.6.6.6, 203.0.113.5' });
  expect(await keyOf('on', { ...peer, 'x-forwarded-for': '7.7.7.7, 203.0.113.5' })).toBe(one);
  expect(await keyOf('on', { ...peer, 'x-forwarded-for': '203.0.113.6' })).not.toBe(one);
});

test('addresses of one IPv6 network count together, and an IPv4 address is the same in either notation', async () => {
  const of = (address: string) => keyOf('off', { 'x-fieldboard-peer': address });
  expect(await of('2001:db8:1:2::1')).toBe(await of('2001:0DB8:1:2:aaaa:bbbb:cccc:dddd'));
  expect(await of('2001:db8:1:3::1')).not.toBe(await of('2001:db8:1:2::1'));
  expect(await of('::ffff:203.0.113.5')).toBe(await of('203.0.113.5'));
});
