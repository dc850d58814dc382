import { beforeAll, expect, test } from 'vitest';
import { isSameOrigin, localPath } from './same-origin';

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgres://localhost/none',
    NEXTAUTH_URL: 'https://field.example',
    NEXTAUTH_SECRET: 'x'.repeat(40),
    JOBBER_CLIENT_ID: 'id',
    JOBBER_CLIENT_SECRET: 'secret',
    TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  });
});

test.each([
  ['/clients', '/clients'],
  ['/jobs?status=late&account=cedar#top', '/jobs?status=late&account=cedar#top'],
  ['/clients?search=a%2Fb', '/clients?search=a%2Fb'],
])('%s is a page to come back to', (asked, kept) => {
  expect(localPath(asked)).toBe(kept);
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/%5cevil.example',
  '/%2f/evil.example',
  '/./%2Fevil.example',
  '/x/..//evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '',
  undefined,
  null,
  '/api/auth/signout',
  '/sign-in?error=denied',
])('%s leads to the front page instead', (asked) => {
  expect(localPath(asked)).toBe('/');
});

test('only the exact public origin counts as ours', () => {
  const from = (origin?: string) =>
    isSameOrigin({ headers: new Headers(origin === undefined ? {} : { origin }) });
  expect(from('https://field.example')).toBe(true);
  for (const origin of [
    undefined,
    'null',
    'http://field.example',
    'https://field.example.evil.example',
    'https://field.example:444',
  ]) {
    expect(from(origin), String(origin)).toBe(false);
  }
});
