import { afterAll, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { authOptions } from '@/lib/session/auth-options';

Object.assign(process.env, {
  DATABASE_URL: 'postgres://nobody:nothing@localhost:1/nowhere',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'x'.repeat(40),
  JOBBER_CLIENT_ID: 'client',
  JOBBER_CLIENT_SECRET: 'secret',
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  LOG_LEVEL: 'silent',
});
afterAll(() => closeDatabase());

test('with the database down the jwt and session callbacks keep the ids, throw nothing and wait for nothing', async () => {
  const ids = {
    personId: '5cf4be40-a856-4f17-81ca-73a8b591d78b',
    sid: '0d3f8c1e-9d0b-4d8f-9a51-6f0a4d1c2b3a',
    authTime: 1_700_000_000,
  };
  const { jwt, session } = authOptions().callbacks ?? {};
  const kept = jwt?.({ token: { ...ids }, account: null, user: { id: '' } });
  const nextTurn = new Promise<null>((turn) => setImmediate(() => turn(null)));
  const again = await Promise.race([kept, nextTurn]);
  expect(again).toMatchObject(ids);
  const expires = '2030-01-01T00:00:00.000Z';
  const shown = await session?.({
    session: { expires },
    token: again ?? {},
    user: { id: '', email: '', emailVerified: null },
    newSession: null,
    trigger: 'update',
  });
  expect(shown).toEqual({ expires, ids });
});
