import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { requireAccounts } from './account-scope';
import { admit, slugOf } from './admission';
import { takeRateLimit } from './rate-limit';
import { findLiveSession, liveSessions, revokeAllSessions, startSession } from './sessions';
import { rememberIntent, type SignInIntent, takeIntent } from './sign-in-intents';

let test1: TestDatabase;
beforeAll(async () => {
  test1 = await testDatabase();
});
afterAll(() => test1.close());
beforeEach(async () => {
  await test1.db.execute(
    sql`truncate accounts, people, installation, sign_in_intents, rate_limits, audit_events restart identity cascade`,
  );
});

const day = 86_400_000;

const someone = (account: string, user = 'u1', isAdmin = true) => ({
  jobberAccount: { id: account, name: `Account ${account}` },
  jobberUser: { id: user, name: `User ${user}`, email: null, isAdmin },
});

function signIn(
  who: ReturnType<typeof someone>,
  intent: SignInIntent | null = null,
  allowedAccounts: string[] = [],
) {
  return test1.db.transaction((tx) => admit(who, { intent, allowedAccounts }, tx));
}

async function admitted(...args: Parameters<typeof signIn>) {
  const admission = await signIn(...args);
  if (!admission.admitted) throw new Error(admission.reason);
  return admission;
}

async function rowCounts() {
  const result = await test1.db.execute<{ counts: string }>(
    sql`select concat_ws('/', (select count(*) from accounts), (select count(*) from people),
      (select count(*) from identities), (select count(*) from memberships), (select count(*) from installation)) counts`,
  );
  return result.rows[0]?.counts;
}

test('the first account claims the installation and a stranger leaves no row behind', async () => {
  await admitted(someone('A'));
  const before = await rowCounts();
  expect(await signIn(someone('B'))).toEqual({ admitted: false, reason: 'stranger' });
  expect(await rowCounts()).toBe(before);
});

test('of twenty accounts that sign in at the same moment exactly one gets in', async () => {
  const tries = await Promise.all(
    Array.from({ length: 20 }, (_, index) => signIn(someone(`A${index}`))),
  );
  expect(tries.filter((admission) => admission.admitted)).toHaveLength(1);
  expect(await rowCounts()).toBe('1/1/1/1/1');
});

test('two first sign-ins of the same account in the same moment are both let in, as one person', async () => {
  const [one, two] = await Promise.all([admitted(someone('A')), admitted(someone('A'))]);
  expect(one?.personId).toBe(two?.personId);
  expect(await rowCounts()).toBe('1/1/1/1/1');
});

test('a transaction that fails after the admission leaves the installation unclaimed', async () => {
  const failing = test1.db.transaction(async (tx) => {
    await admit(someone('A'), { intent: null, allowedAccounts: [] }, tx);
    throw new Error('the vault could not save');
  });
  await expect(failing).rejects.toThrow('the vault could not save');
  expect(await rowCounts()).toBe('0/0/0/0/0');
  expect((await signIn(someone('B'))).admitted).toBe(true);
});

test('a listed account comes in; the first listed one claims, so that no stranger can', async () => {
  await admitted(someone('L'), null, ['L', 'M']);
  expect((await signIn(someone('M'), null, ['L', 'M'])).admitted).toBe(true);
  expect(await signIn(someone('X'), null, ['L', 'M'])).toMatchObject({ reason: 'stranger' });
});

test('a Jobber user who is not an admin is refused, even of the claiming account', async () => {
  await admitted(someone('A'));
  expect(await signIn(someone('A', 'u2', false))).toMatchObject({ reason: 'not_admin' });
});

test('an owner adds an account to himself; a person who owns none cannot', async () => {
  const owner = await admitted(someone('A'));
  const { sid } = await startSession(owner.personId, null, test1.db);
  const intent = { kind: 'add_account', personId: owner.personId, sid } as const;
  const added = await admitted(someone('B', 'u9'), intent);
  expect(added.personId).toBe(owner.personId);
  await test1.db.execute(sql`update memberships set role = 'viewer'`);
  expect(await signIn(someone('C', 'u9'), intent)).toMatchObject({ reason: 'not_owner' });
});

test('an identity that belongs to another person is not taken over by "add an account"', async () => {
  const owner = await admitted(someone('A'));
  await admitted(someone('L', 'u5'), null, ['L']);
  const intent = { kind: 'add_account', personId: owner.personId, sid: 'x' } as const;
  expect(await signIn(someone('L', 'u5'), intent)).toMatchObject({ reason: 'linked_elsewhere' });
});

test('reconnecting with another Jobber account than expected is refused', async () => {
  const owner = await admitted(someone('A'));
  await admitted(someone('L'), null, ['L']);
  const { sid } = await startSession(owner.personId, null, test1.db);
  const id = await rememberIntent(
    { kind: 'reconnect', personId: owner.personId, sid, accountId: owner.accountId },
    test1.db,
  );
  const intent = await takeIntent(id, test1.db);
  expect(intent).toMatchObject({ kind: 'reconnect', jobberAccountId: 'A' });
  expect(await signIn(someone('L'), intent)).toMatchObject({ reason: 'other_account' });
  expect((await signIn(someone('A'), intent)).admitted).toBe(true);
});

test('an intent works once, for 15 minutes, and only while its sign-in lives', async () => {
  const owner = await admitted(someone('A'));
  const { sid } = await startSession(owner.personId, null, test1.db);
  const intent = { kind: 'add_account', personId: owner.personId, sid } as const;
  const once = await rememberIntent(intent, test1.db);
  expect(await takeIntent(once, test1.db)).toEqual(intent);
  expect(await takeIntent(once, test1.db)).toBeNull();
  const late = await rememberIntent(intent, test1.db);
  await test1.shiftClock(16 * 60_000);
  expect(await takeIntent(late, test1.db)).toBeNull();
  const orphan = await rememberIntent(intent, test1.db);
  await revokeAllSessions(owner.personId, test1.db);
  expect(await takeIntent(orphan, test1.db)).toBeNull();
  expect(await takeIntent("' or 1=1 --", test1.db)).toBeNull();
});

test('a sign-in ends after 30 idle days, after 90 days in any case, and when revoked', async () => {
  const { personId } = await admitted(someone('A'));
  const idle = await startSession(personId, 'Firefox', test1.db);
  const busy = await startSession(personId, 'Safari', test1.db);
  for (let daysPassed = 0; daysPassed < 80; daysPassed += 20) {
    await test1.shiftClock(20 * day);
    expect(await findLiveSession(busy.sid, test1.db)).toMatchObject({ personId });
  }
  expect(await findLiveSession(idle.sid, test1.db)).toBeNull();
  await test1.shiftClock(11 * day);
  expect(await findLiveSession(busy.sid, test1.db)).toBeNull();
  const revoked = await startSession(personId, null, test1.db);
  await revokeAllSessions(personId, test1.db);
  expect(await findLiveSession(revoked.sid, test1.db)).toBeNull();
  expect(await liveSessions(personId, test1.db)).toEqual([]);
});

test('a scope holds the memberships of this moment and nothing else', async () => {
  const owner = await admitted(someone('A'));
  const other = await admitted(someone('L'), null, ['L']);
  const scope = await requireAccounts(owner, undefined, test1.db);
  expect(scope.accountIds).toEqual([owner.accountId]);
  expect(scope.roleIn(owner.accountId)).toBe('owner');
  expect(() => scope.roleIn(other.accountId)).toThrow('no such account');
  await expect(requireAccounts(owner, other.slug, test1.db)).rejects.toThrow('no such account');
  await test1.db.execute(sql`delete from memberships where account_id = ${owner.accountId}`);
  await expect(requireAccounts(owner, owner.slug, test1.db)).rejects.toThrow('no such account');
});

test('a sign-in brings along the accounts that its person has at that moment, and no others', async () => {
  const owner = await admitted(someone('A'));
  await admitted(someone('L'), null, ['L']);
  const { sid } = await startSession(owner.personId, null, test1.db);
  const live = async () => (await findLiveSession(sid, test1.db)) ?? expect.fail('signed out');
  const read = await requireAccounts({ personId: owner.personId }, undefined, test1.db);
  const { memberOf } = await live();
  expect(memberOf.map(({ id, slug, name, role }) => ({ id, slug, name, role }))).toEqual(
    read.accounts,
  );
  const scope = await requireAccounts(await live(), owner.slug, test1.db);
  expect(scope.roleIn(owner.accountId)).toBe('owner');
  await test1.db.execute(sql`
    with other as (insert into accounts (jobber_account_id, slug, name) values ('Z', 'abel', 'Abel') returning id)
    insert into memberships (account_id, person_id, role) select id, ${owner.personId}, 'viewer' from other`);
  const all = await requireAccounts(await live(), 'all', test1.db);
  expect(all.accounts.map(({ slug, role }) => [slug, role])).toEqual([
    ['abel', 'viewer'],
    [owner.slug, 'owner'],
  ]);
  await test1.db.execute(sql`delete from memberships where account_id = ${owner.accountId}`);
  await expect(requireAccounts(await live(), owner.slug, test1.db)).rejects.toThrow('no such');
  await test1.db.execute(sql`delete from memberships`);
  expect((await live()).memberOf).toEqual([]);
  await expect(requireAccounts(await live(), undefined, test1.db)).rejects.toThrow('no such');
});

test('a rate limit counts parallel hits exactly and opens again with the next window', async () => {
  const limit = { limit: 5, windowSeconds: 60 };
  const hits = await Promise.allSettled(
    Array.from({ length: 12 }, () => takeRateLimit('k', limit, test1.db)),
  );
  expect(hits.filter((hit) => hit.status === 'fulfilled')).toHaveLength(5);
  await expect(takeRateLimit('k', limit, test1.db)).rejects.toThrow('Too many attempts');
  await test1.shiftClock(61_000);
  await takeRateLimit('k', limit, test1.db);
});

test('slugs are readable and never empty', () => {
  expect(slugOf('Cédar Ridge Lawn & Home, LLC')).toBe('cedar-ridge-lawn-home-llc');
  expect(slugOf('株式会社')).toBe('account');
});

test('two accounts of the same name get different slugs, and none is called all', async () => {
  const named = (id: string, name: string) => ({
    ...someone(id),
    jobberAccount: { id, name },
  });
  const slugs = [];
  for (const [id, name] of [
    ['1', 'Oak'],
    ['2', 'Oak'],
    ['3', 'All'],
  ] as const) {
    slugs.push((await admitted(named(id, name), null, ['2', '3'])).slug);
  }
  expect(slugs).toEqual(['oak', 'oak-2', 'all-2']);
});
