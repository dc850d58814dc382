import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { requireAccounts } from './account-scope';
import { admit } from './admission';
import { auditLog } from './audit-log';
import {
  acceptInvitation,
  findInvitation,
  invite,
  openInvitations,
  withdrawInvitation,
} from './invitations';
import { changeRole, members, removeMember } from './members';
import { may, requireRight } from './rights';
import { findLiveSession, startSession } from './sessions';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.execute(
    sql`truncate accounts, people, installation, audit_events restart identity cascade`,
  );
});

const day = 86_400_000;

async function owner(account: string) {
  const who = {
    jobberAccount: { id: account, name: `Account ${account}` },
    jobberUser: { id: `${account}-admin`, name: `Owner of ${account}`, email: null, isAdmin: true },
  };
  const admission = await database.db.transaction((tx) =>
    admit(who, { intent: null, allowedAccounts: ['A', 'B'] }, tx),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  return { ...admission, scope: await requireAccounts(admission, admission.slug, database.db) };
}

const accept = (token: string, signedInAs: string | null = null) =>
  database.db.transaction((tx) => acceptInvitation(token, signedInAs, tx));

async function joined(by: Awaited<ReturnType<typeof owner>>, role: 'viewer' | 'bookkeeper') {
  const { token } = await invite(by.scope, by.accountId, { name: 'Dana', role }, database.db);
  const accepted = await accept(token);
  if (!accepted) throw new Error('the invitation did not work');
  return accepted;
}

test('a link lets one person in with its role, and of ten simultaneous uses exactly one works', async () => {
  const { scope, accountId, slug } = await owner('A');
  const invited = { name: 'Dana', role: 'viewer' as const };
  const { token } = await invite(scope, accountId, invited, database.db);
  expect(await findInvitation(token, database.db)).toMatchObject({ name: 'Dana', role: 'viewer' });
  const uses = (await Promise.all(Array.from({ length: 10 }, () => accept(token)))).filter(Boolean);
  expect(uses).toHaveLength(1);
  const dana = await requireAccounts({ personId: uses[0]?.personId ?? '' }, slug, database.db);
  expect(dana.roleIn(accountId)).toBe('viewer');
  expect(await findInvitation(token, database.db)).toBeNull();
});

test('the database holds no token that would open anything', async () => {
  const { scope, accountId } = await owner('A');
  const { token } = await invite(scope, accountId, { name: 'D', role: 'viewer' }, database.db);
  const { rows } = await database.db.execute(sql`select * from invitations`);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('a link ends after seven days, when withdrawn, and when its maker is no owner any more', async () => {
  const { scope, accountId, personId } = await owner('A');
  const make = () => invite(scope, accountId, { name: 'Dana', role: 'viewer' }, database.db);
  const late = await make();
  await database.shiftClock(7 * day + 1_000);
  expect(await accept(late.token)).toBeNull();
  const withdrawn = await make();
  const [open] = await openInvitations(scope, database.db);
  await withdrawInvitation(scope, open?.id ?? '', database.db);
  expect(await accept(withdrawn.token)).toBeNull();
  const orphaned = await make();
  await database.db.execute(
    sql`update memberships set role = 'viewer' where person_id = ${personId}`,
  );
  expect(await accept(orphaned.token)).toBeNull();
});

test('a link never makes an owner, never lowers a role, and only owners make one', async () => {
  const a = await owner('A');
  const { token } = await invite(a.scope, a.accountId, { name: 'Me', role: 'viewer' }, database.db);
  await accept(token, a.personId);
  const again = await requireAccounts(a, a.slug, database.db);
  expect(again.roleIn(a.accountId)).toBe('owner');
  const dana = await joined(a, 'bookkeeper');
  const scope = await requireAccounts(dana, a.slug, database.db);
  const tries = [
    invite(scope, a.accountId, { name: 'X', role: 'viewer' }, database.db),
    members(scope, database.db),
    auditLog(scope, {}, database.db),
    openInvitations(scope, database.db),
  ];
  for (const attempt of tries) await expect(attempt).rejects.toThrow('Only an owner');
});

test('an owner of one account cannot invite to, list or remove people of another', async () => {
  const a = await owner('A');
  const b = await owner('B');
  const dana = await joined(b, 'viewer');
  const strange = { name: 'X', role: 'viewer' as const };
  await expect(invite(a.scope, b.accountId, strange, database.db)).rejects.toThrow('no such');
  await expect(removeMember(a.scope, b.accountId, dana.personId, database.db)).rejects.toThrow(
    'no such',
  );
  expect((await members(a.scope, database.db)).map(({ name }) => name)).toEqual(['Owner of A']);
});

test('a new link signs the same person in, but not where it would open an account of somebody else', async () => {
  const a = await owner('A');
  const b = await owner('B');
  const dana = await joined(a, 'viewer');
  const forDana = { name: 'ignored', role: 'bookkeeper' as const, personId: dana.personId };
  const again = await invite(a.scope, a.accountId, forDana, database.db);
  expect(await accept(again.token)).toMatchObject({ personId: dana.personId });
  expect((await requireAccounts(dana, a.slug, database.db)).roleIn(a.accountId)).toBe('viewer');
  const waiting = await invite(a.scope, a.accountId, forDana, database.db);
  const toB = await invite(b.scope, b.accountId, { name: 'Dana', role: 'viewer' }, database.db);
  await accept(toB.token, dana.personId);
  expect(await accept(waiting.token)).toBeNull();
  await expect(invite(a.scope, a.accountId, forDana, database.db)).rejects.toThrow('do not own');
});

test('removing somebody ends access and sign-ins at once; a link made before does not bring them back', async () => {
  const a = await owner('A');
  const dana = await joined(a, 'viewer');
  const { sid } = await startSession(dana.personId, null, database.db);
  const forDana = { name: 'Dana', role: 'viewer' as const, personId: dana.personId };
  const { token } = await invite(a.scope, a.accountId, forDana, database.db);
  await removeMember(a.scope, a.accountId, dana.personId, database.db);
  expect(await findLiveSession(sid, database.db)).toBeNull();
  await expect(requireAccounts(dana, a.slug, database.db)).rejects.toThrow('no such');
  expect(await accept(token)).toBeNull();
  await expect(removeMember(a.scope, a.accountId, a.personId, database.db)).rejects.toThrow(
    'cannot remove yourself',
  );
});

test('a changed role counts at once, and the role of an owner cannot be changed', async () => {
  const a = await owner('A');
  const dana = await joined(a, 'viewer');
  const change = { personId: dana.personId, role: 'bookkeeper' as const };
  await changeRole(a.scope, a.accountId, change, database.db);
  expect((await requireAccounts(dana, a.slug, database.db)).roleIn(a.accountId)).toBe('bookkeeper');
  await expect(
    changeRole(a.scope, a.accountId, { personId: a.personId, role: 'viewer' }, database.db),
  ).rejects.toThrow('Only the role of somebody who was invited');
});

test('every change to people is in the audit log of that account, latest first', async () => {
  const a = await owner('A');
  const dana = await joined(a, 'viewer');
  const change = { personId: dana.personId, role: 'bookkeeper' as const };
  await changeRole(a.scope, a.accountId, change, database.db);
  await removeMember(a.scope, a.accountId, dana.personId, database.db);
  const { entries, next } = await auditLog(a.scope, { limit: 3 }, database.db);
  expect(entries.map(({ what }) => what)).toEqual(['member_removed', 'role_changed', 'joined']);
  const rest = await auditLog(a.scope, { before: next ?? 0 }, database.db);
  expect(rest.entries.map(({ what }) => what)).toEqual(['invited', 'account_added']);
});

test('viewers read, bookkeepers export and work, owners do everything', () => {
  const table = (['viewer', 'bookkeeper', 'owner'] as const).map((role) =>
    (['read', 'export', 'work', 'sync', 'ask', 'manage'] as const).filter((right) =>
      may(role, right),
    ),
  );
  expect(table).toEqual([
    ['read'],
    ['read', 'export', 'work', 'sync'],
    ['read', 'export', 'work', 'sync', 'ask', 'manage'],
  ]);
});

test('a right over several accounts is needed in each of them', () => {
  const scope = {
    accountIds: [1, 2],
    roleIn: (id: number) => (id === 1 ? ('owner' as const) : ('viewer' as const)),
  };
  expect(() => requireRight(scope, 'export')).toThrow('Your role');
  expect(() => requireRight(scope, 'read')).not.toThrow();
});
