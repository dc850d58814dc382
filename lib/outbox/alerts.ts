import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { alerts } from '@/db/schema/alerts';
import { type AccountScope, requireAccount } from '@/lib/access/account-scope';
import { audit } from '@/lib/access/audit';
import { may, requireRight } from '@/lib/access/rights';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { PeriodPreset } from '@/lib/reports/period';
import { findWatched, type WatchedName } from '@/lib/reports/watched-numbers';
import { enqueueDelivery } from '@/lib/sync/enqueue';
import { mailAttempts } from './deliver-mail';
import { mostWebhookAttempts } from './deliver-webhooks';
import { isBeyond, isJudgeable, watchedResult, writeNews } from './evaluate-alerts';
import { insideWords, isPublicAddress } from './public-address';
import { webhookSecret } from './webhook-secret';

/**
 * What somebody wants to hear of. `threshold` is in the unit of the number, money in cents; `target` an e-mail address or
 * a web address.
 * @public
 */
export type WantedAlert = {
  report: WatchedName;
  period: PeriodPreset;
  direction: 'above' | 'below';
  threshold: number;
  channel: 'mail' | 'webhook';
  target: string;
};

/**
 * An alert as its page lists it. `isBeyond` is null while the number has not been judged; `secret` signs the webhooks and
 * is there for owners only. Times are ISO 8601.
 * @public
 */
export type KeptAlert = WantedAlert & {
  id: string;
  isBeyond: boolean | null;
  beyondSince: string | null;
  lastValue: number | null;
  evaluatedAt: string | null;
  secret: string | null;
};

/**
 * A message that an alert wrote: waiting, arrived, or given up with `error`.
 * @public
 */
export type Delivery = {
  id: string;
  alertId: string;
  at: string;
  sentAt: string | null;
  attempts: number;
  isGivenUp: boolean;
  status: number | null;
  error: string | null;
};

type Effects = { db?: Database; now?: Date };

/**
 * Keeps an alert of one account and says where the number stands now, which is not told of. Mail needs the right to
 * export, webhooks that of an owner.
 * @public
 */
export async function keepAlert(
  scope: AccountScope,
  slug: string,
  wanted: WantedAlert,
  {
    toPrivate = env().WEBHOOKS_TO_PRIVATE,
    db = appDb(),
    now = new Date(),
  }: Effects & { toPrivate?: boolean } = {},
): Promise<{ isBeyond: boolean | null }> {
  const { scope: own, account } = await requireAccount(scope, slug, db);
  requireRight(own, wanted.channel === 'webhook' ? 'manage' : 'export');
  if (wanted.channel === 'webhook') checkAddress(wanted.target, toPrivate);
  const result = await watchedResult(own, wanted, { db, now });
  const value = result?.figure.value ?? null;
  const standing = result && value !== null && isJudgeable(result) ? isBeyond(value, wanted) : null;
  await db.transaction(async (tx) => {
    const [{ count } = { count: 0 }] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(alerts)
      .where(eq(alerts.accountId, account.id));
    if (count >= mostAlerts) {
      throw new AppError('bad_input', `An account can have ${mostAlerts} alerts. End one first.`);
    }
    await tx.insert(alerts).values({
      accountId: account.id,
      personId: scope.personId,
      ...wanted,
      isBeyond: standing,
      ...(standing === null ? {} : { lastValue: value, evaluatedAt: now }),
      ...(standing ? { beyondSince: now } : {}),
    });
    const about = `${wanted.report}, ${wanted.channel}`;
    await audit({ what: 'alert_made', personId: scope.personId, accountId: account.id, about }, tx);
  });
  return { isBeyond: standing };
}

const mostAlerts = 50;

/**
 * The alerts of one account that the person may see, with what they sent lately: an owner all of them, others their own.
 * @public
 */
export async function keptAlerts(
  scope: AccountScope,
  accountId: number,
  {
    serverSecret = env().NEXTAUTH_SECRET,
    db = appDb(),
  }: { serverSecret?: string; db?: Database } = {},
): Promise<{ alerts: KeptAlert[]; deliveries: Delivery[] }> {
  const rows = await db
    .select()
    .from(alerts)
    .where(ownAlerts(scope, accountId))
    .orderBy(alerts.createdAt);
  const isOwner = may(scope.roleIn(accountId), 'manage');
  const kept = rows.flatMap((row): KeptAlert[] => {
    const report = findWatched(row.report);
    if (!report) return [];
    return [
      {
        id: row.id,
        report,
        period: row.period as PeriodPreset,
        direction: row.direction,
        threshold: row.threshold,
        channel: row.channel,
        target: row.target,
        isBeyond: row.isBeyond,
        beyondSince: row.beyondSince?.toISOString() ?? null,
        lastValue: row.lastValue,
        evaluatedAt: row.evaluatedAt?.toISOString() ?? null,
        secret: isOwner && row.channel === 'webhook' ? webhookSecret(serverSecret, row.id) : null,
      },
    ];
  });
  return { alerts: kept, deliveries: await lastDeliveries(accountId, kept, db) };
}

/**
 * Ends an alert with everything it still had to send; false when there was none that the person may end.
 * @public
 */
export async function endAlert(
  scope: AccountScope,
  slug: string,
  id: string,
  db: Database = appDb(),
): Promise<boolean> {
  const { scope: own, account } = await requireAccount(scope, slug, db);
  requireRight(own, 'export');
  const [ended] = await db
    .delete(alerts)
    .where(and(ownAlerts(own, account.id), eq(alerts.id, id)))
    .returning({ report: alerts.report });
  if (!ended) return false;
  const about = ended.report;
  await audit({ what: 'alert_ended', personId: scope.personId, accountId: account.id, about }, db);
  return true;
}

/**
 * Writes the message that an alert would send now into the outbox, marked as a test, wherever its number stands. Throws
 * `not_found` for an alert that the person may not end.
 * @public
 */
export async function testAlert(
  scope: AccountScope,
  slug: string,
  id: string,
  {
    origin = env().NEXTAUTH_URL,
    db = appDb(),
    now = new Date(),
  }: Effects & { origin?: string } = {},
): Promise<void> {
  const { scope: own, account } = await requireAccount(scope, slug, db);
  requireRight(own, 'export');
  const [alert] = await db
    .select()
    .from(alerts)
    .where(and(ownAlerts(own, account.id), eq(alerts.id, id)));
  const report = alert && findWatched(alert.report);
  const result =
    report && (await watchedResult(own, { report, period: alert.period }, { db, now }));
  if (!alert || !report || !result) throw new AppError('not_found', 'There is no such alert here.');
  const about = { slug, name: account.name };
  const news = { ...alert, account: about, report, result, at: now, isTest: true };
  await writeNews(alert, news, origin, db);
  await enqueueDelivery(db);
}

function ownAlerts(scope: AccountScope, accountId: number) {
  const isOwner = may(scope.roleIn(accountId), 'manage');
  return and(
    eq(alerts.accountId, accountId),
    ...(isOwner ? [] : [eq(alerts.personId, scope.personId)]),
  );
}

async function lastDeliveries(accountId: number, kept: KeptAlert[], db: Database) {
  if (kept.length === 0) return [];
  const ids = sql.join(
    kept.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  );
  const { rows } = await db.execute<Delivery>(sql`
    select id, alert_id as "alertId", to_json(created_at) #>> '{}' as at, to_json(sent_at) #>> '{}' as "sentAt", attempts,
      sent_at is null and attempts >= most as "isGivenUp", status, last_error as error
    from (
      select id, alert_id, created_at, sent_at, attempts, status, last_error, ${mostWebhookAttempts}::int as most
      from outbox_webhooks where account_id = ${accountId} and alert_id in (${ids})
      union all
      select id, alert_id, created_at, sent_at, attempts, null, last_error, ${mailAttempts}::int
      from outbox_mails where account_id = ${accountId} and alert_id in (${ids})
    ) d order by created_at desc limit 20`);
  return rows;
}

function checkAddress(target: string, toPrivate: boolean): void {
  const url = URL.canParse(target) ? new URL(target) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new AppError('bad_input', 'A webhook needs a web address that begins with https://.');
  }
  if (url.username || url.password) {
    throw new AppError('bad_input', 'Leave user name and password out of the web address.');
  }
  if (toPrivate) return;
  if (url.protocol !== 'https:') {
    throw new AppError('bad_input', 'The web address must begin with https://.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  if ((isAddress && !isPublicAddress(host)) || /(^|\.)localhost$/.test(host)) {
    throw new AppError('bad_input', insideWords);
  }
}
