import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { accounts, identities, installation, memberships, people } from '@/db/schema/accounts';
import { audit } from './audit';
import type { SignInIntent } from './sign-in-intents';

/**
 * Who came back from Jobber, as Jobber's own GraphQL said it.
 * @public
 */
export type JobberIdentity = {
  jobberAccount: { id: string; name: string };
  jobberUser: { id: string; name: string; email: string | null; isAdmin: boolean };
};

/** @public */
export type AdmissionRefusal =
  | 'not_admin'
  | 'stranger'
  | 'other_account'
  | 'linked_elsewhere'
  | 'not_owner';

/** @public */
export type Admission =
  | { admitted: true; personId: string; accountId: number; slug: string; isNewAccount: boolean }
  | { admitted: false; reason: AdmissionRefusal };

/**
 * The admission rule. The first Jobber account claims the installation; later ones come in only through "add an account"
 * of a signed-in owner or when `allowedAccounts` lists them. Run it inside a transaction: a refusal has written nothing,
 * and a lock held to its end makes admissions happen one after the other.
 * @public
 */
export async function admit(
  who: JobberIdentity,
  context: { intent: SignInIntent | null; allowedAccounts: readonly string[] },
  tx: Database,
): Promise<Admission> {
  const { intent } = context;
  if (!who.jobberUser.isAdmin) return refused('not_admin');
  if (intent?.kind === 'reconnect' && intent.jobberAccountId !== who.jobberAccount.id) {
    return refused('other_account');
  }
  await tx.execute(sql`select pg_advisory_xact_lock(4919, 7)`);
  const known = await findAccount(who.jobberAccount.id, tx);
  if (!known) {
    const entrance = await entranceOf(who.jobberAccount.id, context, tx);
    if (entrance !== 'open') return refused(entrance);
  }
  const holder = await findIdentity(who, tx);
  if (intent?.kind === 'add_account' && holder !== null && holder !== intent.personId) {
    return refused('linked_elsewhere');
  }
  const account = known ?? (await createAccount(who.jobberAccount, tx));
  const personId =
    holder ??
    (intent?.kind === 'add_account' ? intent.personId : await createPerson(who.jobberUser, tx));
  await link(who, account.id, personId, tx);
  if (!known) await audit({ what: 'account_added', personId, accountId: account.id }, tx);
  return {
    admitted: true,
    personId,
    accountId: account.id,
    slug: account.slug,
    isNewAccount: !known,
  };
}

function refused(reason: AdmissionRefusal): Admission {
  return { admitted: false, reason };
}

async function findAccount(jobberAccountId: string, tx: Database) {
  const [account] = await tx
    .select({ id: accounts.id, slug: accounts.slug })
    .from(accounts)
    .where(eq(accounts.jobberAccountId, jobberAccountId));
  return account ?? null;
}

/** Whether an account that is not known yet may come in. */
async function entranceOf(
  jobberAccountId: string,
  context: { intent: SignInIntent | null; allowedAccounts: readonly string[] },
  tx: Database,
): Promise<'open' | AdmissionRefusal> {
  if (context.intent?.kind === 'add_account') {
    return (await ownsAnAccount(context.intent.personId, tx)) ? 'open' : 'not_owner';
  }
  const claimed = await tx
    .insert(installation)
    .values({ jobberAccountId })
    .onConflictDoNothing()
    .returning({ jobberAccountId: installation.jobberAccountId });
  const isListed = context.allowedAccounts.includes(jobberAccountId);
  return claimed.length > 0 || isListed ? 'open' : 'stranger';
}

async function ownsAnAccount(personId: string, tx: Database): Promise<boolean> {
  const rows = await tx
    .select({ accountId: memberships.accountId })
    .from(memberships)
    .where(and(eq(memberships.personId, personId), eq(memberships.role, 'owner')))
    .limit(1);
  return rows.length > 0;
}

async function findIdentity(who: JobberIdentity, tx: Database): Promise<string | null> {
  const [identity] = await tx
    .select({ personId: identities.personId })
    .from(identities)
    .where(
      and(
        eq(identities.jobberAccountId, who.jobberAccount.id),
        eq(identities.jobberUserId, who.jobberUser.id),
      ),
    );
  return identity?.personId ?? null;
}

async function createAccount(account: JobberIdentity['jobberAccount'], tx: Database) {
  const slug = await freeSlug(account.name, tx);
  const [row] = await tx
    .insert(accounts)
    .values({ jobberAccountId: account.id, name: account.name, slug })
    .returning({ id: accounts.id, slug: accounts.slug });
  if (!row) throw new Error('the account row did not come back');
  return row;
}

/** `Cedar Ridge Lawn & Home` → `cedar-ridge-lawn-home`, with a number when taken. `all` means every account. */
async function freeSlug(name: string, tx: Database): Promise<string> {
  const base = slugOf(name);
  const taken = await tx
    .select({ slug: accounts.slug })
    .from(accounts)
    .where(sql`${accounts.slug} = ${base} or ${accounts.slug} like ${`${base}-%`}`);
  const used = new Set(['all', ...taken.map((row) => row.slug)]);
  if (!used.has(base)) return base;
  let number = 2;
  while (used.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** The readable part of an account's address. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return plain === '' ? 'account' : plain;
}

async function createPerson(user: JobberIdentity['jobberUser'], tx: Database): Promise<string> {
  const [row] = await tx
    .insert(people)
    .values({ name: user.name, email: user.email })
    .returning({ id: people.id });
  if (!row) throw new Error('the person row did not come back');
  return row.id;
}

// Only Jobber admins can authorize, and an admin of the account at Jobber is an owner of it here.
async function link(who: JobberIdentity, accountId: number, personId: string, tx: Database) {
  await tx
    .insert(identities)
    .values({
      jobberAccountId: who.jobberAccount.id,
      jobberUserId: who.jobberUser.id,
      personId,
    })
    .onConflictDoNothing();
  await tx
    .insert(memberships)
    .values({ accountId, personId, role: 'owner' })
    .onConflictDoUpdate({
      target: [memberships.accountId, memberships.personId],
      set: { role: 'owner' },
    });
  await tx.update(accounts).set({ name: who.jobberAccount.name }).where(eq(accounts.id, accountId));
}
