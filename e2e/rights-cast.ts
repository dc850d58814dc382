import { encode } from 'next-auth/jwt';
import type { Stack } from './fixtures';
import { builtActions, callAction } from './raw-calls';

/** Everybody whose rights are asked about, in the account of the first sign-in. */
export const roles = [
  'stranger',
  'removed',
  'removed, but elsewhere still',
  'revoked',
  'nobody',
  'viewer',
  'bookkeeper',
  'owner',
] as const;
export type Role = (typeof roles)[number];

export type Person = { id: string; cookie: string };
type Account = { id: number; slug: string; name: string };

/** The people, and one real record of each kind that they try to read or change. */
export type Cast = {
  account: Account;
  /** An account without a connection, for what cannot be undone. Everybody has the role in it that they have in `account`. */
  spare: Account;
  /** Where strangers are owners. */
  elsewhere: Account;
  people: Record<Role, Person>;
  /** Members to change and to remove. */
  extras: [Person, Person];
  invitationId: string;
  /** A token of an invitation and of a share link that work. */
  tokens: { invite: string; share: string };
  /** A client of the spare account. */
  spareClientId: string;
};

/**
 * Makes the cast new. Whoever is gone went the way people go: taken out by the owner, or signed out everywhere by
 * themselves. `owner` is a sign-in of its own beside the first one.
 */
export async function cast(stack: Stack): Promise<Cast> {
  const { pool } = stack.database;
  const { rows } = await pool.query<Account>(
    `select id, slug, name from accounts where jobber_account_id not like '%-rights' order by id limit 1`,
  );
  const [account] = rows;
  if (!account) throw new Error('the first sign-in makes an account');
  const spare = await newAccount(stack, 'spare');
  const elsewhere = await newAccount(stack, 'elsewhere');
  const member = async (role: string, ...accounts: Account[]) => {
    const person = await newPerson(stack);
    for (const { id } of accounts) await join(stack, person, id, role);
    return person;
  };
  const people: Record<Role, Person> = {
    stranger: await member('owner', elsewhere),
    removed: await member('bookkeeper', account),
    'removed, but elsewhere still': await member('bookkeeper', account),
    revoked: await member('owner', account, spare),
    nobody: { id: '', cookie: '' },
    viewer: await member('viewer', account, spare),
    bookkeeper: await member('bookkeeper', account, spare),
    owner: await member('owner', account, spare),
  };
  const { owner } = people;
  await join(stack, people['removed, but elsewhere still'], elsewhere.id, 'owner');
  for (const gone of [people.removed, people['removed, but elsewhere still']]) {
    await act(stack, owner, 'removeMemberAction', account.slug, { personId: gone.id });
  }
  await act(stack, people.revoked, 'endAllSessionsAction', undefined, {});
  const invited = await act(stack, owner, 'inviteAction', account.slug, {
    name: 'Ina Vited',
    role: 'viewer',
  });
  const shared = await act(stack, owner, 'createShareLinkAction', account.slug, {
    report: 'receivables',
    query: '',
  });
  return {
    account,
    spare,
    elsewhere,
    people,
    extras: [await member('viewer', account), await member('viewer', account)],
    invitationId: await newInvitation(stack, account, owner),
    tokens: {
      invite: /\/invite\/([\w-]+)/.exec(invited)?.[1] ?? '',
      share: /"token":"([\w-]+)"/.exec(shared)?.[1] ?? '',
    },
    spareClientId: await newClient(stack, spare),
  };
}

/** Removes everybody and everything that `cast` made. */
export async function dismiss({ database: { pool } }: Stack): Promise<void> {
  // Sums are written while their clients go, so these go first.
  await pool.query(`delete from clients where id = 'spare-client'`);
  await pool.query(`delete from accounts where jobber_account_id like '%-rights'`);
  await pool.query(`delete from invitations where name = 'Ina Vited'`);
  await pool.query(`delete from people where name = 'Somebody of the Cast'`);
  await pool.query('delete from rate_limits');
}

/** What an action that must work answers. */
export async function act(
  stack: Stack,
  { cookie }: Person,
  name: string,
  account: string | undefined,
  input: unknown,
): Promise<string> {
  const { body } = await ask(stack, cookie, name, account, input);
  if (/"error":\{"code"/.test(body)) throw new Error(`${name}: ${body}`);
  return body;
}

/** Calls an action as a program would. */
export async function ask(
  stack: Stack,
  cookie: string,
  name: string,
  account: string | undefined,
  input: unknown,
): Promise<{ status: number; body: string }> {
  const action = builtActions().find((one) => one.name === name);
  if (!action) throw new Error(`the build has no ${name}`);
  const args = [account ?? '$undefined', input];
  return callAction(stack, action, args, { origin: stack.url, cookie });
}

async function newPerson(stack: Stack): Promise<Person> {
  const { pool } = stack.database;
  const { rows } = await pool.query<{ id: string; sid: string }>(
    `with p as (insert into people (name) values ('Somebody of the Cast') returning id)
     insert into app_sessions (person_id, absolute_expiry_at) select id, app_now() + interval '1 day' from p
     returning person_id as id, sid`,
  );
  const { id = '', sid = '' } = rows[0] ?? {};
  const token = { personId: id, sid, authTime: Math.floor(Date.now() / 1000) };
  return {
    id,
    cookie: `fieldboard.session=${await encode({ token, secret: stack.sessionSecret })}`,
  };
}

async function join(stack: Stack, person: Person, accountId: number, role: string): Promise<void> {
  await stack.database.pool.query(
    'insert into memberships (person_id, account_id, role) values ($1, $2, $3)',
    [person.id, accountId, role],
  );
}

async function newAccount(stack: Stack, slug: string): Promise<Account> {
  const { rows } = await stack.database.pool.query<Account>(
    `insert into accounts (jobber_account_id, slug, name) values ($1, $2, $3) returning id, slug, name`,
    [`${slug}-rights`, slug, `The ${slug} company`],
  );
  return rows[0] ?? { id: 0, slug, name: '' };
}

async function newClient(stack: Stack, { id: accountId }: Account): Promise<string> {
  await stack.database.pool.query(
    `insert into clients (account_id, id, hash, read_at, created_at, updated_at, name, sort_name, is_lead, is_archived, balance_cents)
     values ($1, 'spare-client', 'h', now(), now(), now(), 'Cleo Client', 'cleo client', false, false, 0)`,
    [accountId],
  );
  return 'spare-client';
}

async function newInvitation(stack: Stack, account: Account, owner: Person): Promise<string> {
  const { rows } = await stack.database.pool.query<{ id: string }>(
    `insert into invitations (account_id, role, name, token_hash, invited_by, expires_at)
     values ($1, 'viewer', 'Ina Vited', gen_random_uuid()::text, $2, app_now() + interval '1 day') returning id`,
    [account.id, owner.id],
  );
  return rows[0]?.id ?? '';
}
