import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { envNames, parseEnv } from './env';

const key = Buffer.alloc(32, 7).toString('base64');
const complete = {
  DATABASE_URL: 'postgres://a:b@localhost:5432/c',
  NEXTAUTH_URL: 'https://fieldboard.example.com',
  NEXTAUTH_SECRET: 's'.repeat(32),
  JOBBER_CLIENT_ID: 'id',
  JOBBER_CLIENT_SECRET: 'secret',
  TOKEN_ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
};

test('defaults fill what may be left out, and an empty value counts as left out', () => {
  const parsed = parseEnv({ ...complete, LOG_LEVEL: ' ', SMTP_URL: '' });
  expect(parsed).toMatchObject({
    JOBBER_API_URL: 'https://api.getjobber.com',
    JOBBER_API_VERSION: '2026-09-25',
    JOBBER_PKCE: true,
    FIELDBOARD_DEMO: false,
    TRUST_PROXY: false,
    ALLOWED_JOBBER_ACCOUNTS: [],
    LOG_LEVEL: 'info',
  });
  expect(parsed.SMTP_URL).toBeUndefined();
});

test('the key ring keeps its order: the first key is the active one', () => {
  const { TOKEN_ENCRYPTION_KEYS: ring } = parseEnv(complete);
  expect(ring.map(({ kid }) => kid)).toEqual(['k2', 'k1']);
  expect(ring[0].key).toHaveLength(32);
});

test('without client id and secret the server is to be set up; half of them is a mistake', () => {
  const { JOBBER_CLIENT_ID: id, JOBBER_CLIENT_SECRET: secret, ...bare } = complete;
  expect(parseEnv(bare)).toMatchObject({ JOBBER_CLIENT_ID: '', JOBBER_CLIENT_SECRET: '' });
  expect(() => parseEnv({ ...bare, JOBBER_CLIENT_ID: id })).toThrow(
    'JOBBER_CLIENT_SECRET: missing',
  );
  expect(() => parseEnv({ ...bare, JOBBER_CLIENT_SECRET: secret })).toThrow(
    'JOBBER_CLIENT_ID: missing',
  );
});

test.each(Object.keys(complete))(
  'a missing %s names itself, its meaning and an example',
  (name) => {
    const attempt = () => parseEnv({ ...complete, [name]: undefined });
    expect(attempt).toThrow(new RegExp(`${name}: missing\\n.{20,}`));
  },
);

test.each([
  ['DATABASE_URL', 'mysql://x'],
  ['NEXTAUTH_URL', 'https://example.com/path'],
  ['NEXTAUTH_SECRET', 'short'],
  ['JOBBER_API_URL', 'ftp://x'],
  ['JOBBER_API_VERSION', 'latest'],
  ['JOBBER_PKCE', 'maybe'],
  ['TOKEN_ENCRYPTION_KEYS', 'k1:c2hvcnQ='],
  ['TOKEN_ENCRYPTION_KEYS', `k1:${key},k1:${key}`],
  ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'abc'],
  ['SMTP_URL', 'https://mail'],
  ['LOG_LEVEL', 'loud'],
])('a wrong %s (%s) is named and never repeated in the message', (name, value) => {
  const attempt = () => parseEnv({ ...complete, [name]: value });
  expect(attempt).toThrow(new RegExp(`${name}: `));
  expect(attempt).not.toThrow(value);
});

test('.env.example explains every name and nothing else', () => {
  const example = readFileSync('.env.example', 'utf8');
  const named = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  const known = envNames().map(({ name }) => name as string);
  expect([...new Set(named)].sort()).toEqual(
    known.filter((name) => name !== 'FIELDBOARD_DEMO').sort(),
  );
});
