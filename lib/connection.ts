import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts, identities } from '@/db/schema/accounts';
import { type AccountScope, requireOwner } from './access/account-scope';
import { audit } from './access/audit';
import { confirmDisconnect } from './connection/confirm-disconnect';
import { env } from './env';
import { AppError, isAppError } from './errors';
import { type Admission, createJobberClient, type JobberClient } from './jobber/client';
import { KeptValues } from './kept-values';
import { log } from './log';
import { budgetAdmission } from './sync/budget';
import { accessToken, ensureFresh, refreshRejected } from './vault/access-token';
import { disconnectApp } from './vault/app-disconnect';
import { forgetTokens } from './vault/forget-tokens';
import { findServingConnection } from './vault/serving-connection';

/**
 * A Jobber client for one account that refreshes its own tokens. A person's clicks use that person's grant while it
 * lives; background work, and people without a grant, use the grant of whoever connected first, else any live one.
 * The grant is chosen at each request, so that a long job survives a reconnect. Calls throw `reconnect_required` or
 * `jobber_disconnected` when no grant is left.
 * @public
 */
export function jobberFor(accountId: number, options: { personId?: string } = {}): JobberClient {
  return clientOf(accountId, options, budgetAdmission(appDb(), accountId));
}

function clientOf(
  accountId: number,
  options: { personId?: string },
  admission: Admission | null,
): JobberClient {
  let serving = '';
  return createJobberClient({
    apiUrl: env().JOBBER_API_URL,
    apiVersion: env().JOBBER_API_VERSION,
    token: async () => {
      serving = await servingConnection(accountId, options.personId);
      return accessToken(serving).catch(async (error: unknown) => {
        serving = await otherGrant(error, serving, accountId, options.personId);
        return accessToken(serving);
      });
    },
    // The client asks for a token again after this, so another grant only has to exist.
    onRejected: (version) =>
      refreshRejected(serving, version).catch((error: unknown) =>
        otherGrant(error, serving, accountId, options.personId),
      ),
    sharedAs: `${accountId} ${options.personId ?? ''}`,
    ...(admission ? { admission } : {}),
    onCost: (cost, operation) =>
      log.debug({ accountId, operation, cost: cost.requested, actualCost: cost.actual }, 'asked'),
    onDisconnected: () => noteDisconnected(accountId),
    onVersionWarning: () => log.warn({ accountId }, 'Jobber warns about the API version'),
  });
}

/**
 * Whether every grant of the account has ended, so that only a sign-in can help. The last data stays readable.
 * @public
 */
export async function reconnectNeeded(accountId: number, db: Database = appDb()): Promise<boolean> {
  const account = await getAccount(accountId, db);
  return (await findServingConnection(account, { db })) === null;
}

/**
 * Starts refreshes that are due for the accounts of a person. Returns at once and never throws: the JWT callback runs
 * on every page and must neither wait for Jobber nor end a session for it.
 * @public
 */
export function refreshAhead(personId: string): void {
  const last = aheadAt.get(personId) ?? Number.NEGATIVE_INFINITY;
  if (performance.now() - last < 60_000) return;
  aheadAt.keep(personId, performance.now());
  startRefreshes(personId).catch((err: unknown) =>
    log.warn({ module: 'connection', err }, 'no refresh ahead'),
  );
}

/**
 * Ends Jobber's access for an account, for everybody: tells Jobber, wipes the tokens, keeps the data. `toldJobber` is
 * false when Jobber could not be told; the tokens are gone here in any case. Only for owners.
 * @public
 */
export async function disconnect(
  scope: AccountScope,
  accountId: number,
  db: Database = appDb(),
): Promise<{ toldJobber: boolean }> {
  requireOwner(scope, accountId);
  return endConnections(accountId, { personId: scope.personId }, db);
}

/**
 * The same for whoever runs the server and its commands, who needs no membership.
 * @public
 */
export async function endConnections(
  accountId: number,
  by: { personId?: string } = {},
  db: Database = appDb(),
): Promise<{ toldJobber: boolean }> {
  const account = await getAccount(accountId, db);
  const toldJobber = await tellJobber(accountId, by);
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from jobber_connections
    where jobber_account_id = ${account.jobberAccountId} and status <> 'disconnected'`);
  for (const { id } of rows) await forgetTokens(id, 'asked');
  const about = by.personId ? {} : { about: 'command line' };
  await audit({ what: 'disconnected', accountId, ...by, ...about }, db);
  return { toldJobber };
}

/** Jobber said so in an answer: confirmed and wiped behind the caller, who gets the error in any case. */
function noteDisconnected(accountId: number): void {
  getAccount(accountId, appDb())
    .then(({ jobberAccountId }) => confirmDisconnect({ jobberAccountId, occurredAt: new Date() }))
    .catch((err: unknown) => log.warn({ accountId, err }, 'a disconnect is not confirmed yet'));
}

const aheadAt = new KeptValues<string, number>(10_000);

async function startRefreshes(personId: string, db: Database = appDb()): Promise<void> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select c.id from jobber_connections c
    join accounts a on a.jobber_account_id = c.jobber_account_id
    join memberships m on m.account_id = a.id and m.person_id = ${personId}
    where c.status in ('active', 'suspect')`);
  for (const { id } of rows) ensureFresh(id);
}

async function servingConnection(
  accountId: number,
  personId: string | undefined,
  db: Database = appDb(),
): Promise<string> {
  const { jobberAccountId } = await getAccount(accountId, db);
  const jobberUserId = personId && (await findJobberUser(jobberAccountId, personId, db));
  const found = await findServingConnection(
    { jobberAccountId, ...(jobberUserId ? { jobberUserId } : {}) },
    { db },
  );
  if (found) return found;
  throw new AppError(
    'reconnect_required',
    'Jobber has ended the access to this account. Reconnect it on the Connection page.',
  );
}

/** The grant to go on with after `ended` turned out to be over; throws `error` when it is no such end or none is left. */
async function otherGrant(
  error: unknown,
  ended: string,
  accountId: number,
  personId: string | undefined,
): Promise<string> {
  if (!isAppError(error)) throw error;
  if (error.code !== 'reconnect_required' && error.code !== 'jobber_disconnected') throw error;
  const next = await servingConnection(accountId, personId);
  if (next === ended) throw error;
  return next;
}

async function getAccount(accountId: number, db: Database): Promise<{ jobberAccountId: string }> {
  const [account] = await db
    .select({ jobberAccountId: accounts.jobberAccountId })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!account) throw new AppError('not_found', 'There is no such account here.');
  return account;
}

async function findJobberUser(
  jobberAccountId: string,
  personId: string,
  db: Database,
): Promise<string | null> {
  const [identity] = await db
    .select({ jobberUserId: identities.jobberUserId })
    .from(identities)
    .where(and(eq(identities.jobberAccountId, jobberAccountId), eq(identities.personId, personId)));
  return identity?.jobberUserId ?? null;
}

async function tellJobber(accountId: number, by: { personId?: string }): Promise<boolean> {
  try {
    // The last word to Jobber waits neither for points nor for a breaker that earlier failures opened.
    return await disconnectApp(clientOf(accountId, by, null));
  } catch (error) {
    if (isAppError(error) && error.code === 'jobber_disconnected') return true;
    log.warn({ event: 'disconnect', accountId, err: error }, 'Jobber was not told');
    return false;
  }
}
