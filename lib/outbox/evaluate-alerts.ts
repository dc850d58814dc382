import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts } from '@/db/schema/accounts';
import { alerts, outboxWebhooks } from '@/db/schema/alerts';
import { outboxMails } from '@/db/schema/outbox';
import { type AccountScope, requireAccount } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';
import { log } from '@/lib/log';
import { calendarOf } from '@/lib/reports/calendar';
import { type LeftOnTable, leftOnTable } from '@/lib/reports/left-on-table';
import { parseReportQuery, reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { findWatched, type WatchedName } from '@/lib/reports/watched-numbers';
import { type AlertNews, alertBody, alertMail, type WatchedResult } from './alert-message';

type Effects = { db?: Database; now?: Date };
type Alert = typeof alerts.$inferSelect;

/**
 * Looks at every watched number and writes one message into the outbox for each that has gone beyond its threshold since
 * the last look. A number that is not known, or still being read, is not judged. Returns how many messages were written.
 * @public
 */
export async function evaluateAlerts(
  origin: string,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<number> {
  const rows = await db
    .select({ alert: alerts, slug: accounts.slug })
    .from(alerts)
    .innerJoin(accounts, eq(accounts.id, alerts.accountId));
  let written = 0;
  for (const { alert, slug } of rows) {
    try {
      if (await evaluate(alert, slug, { origin, db, now })) written += 1;
    } catch (error) {
      log.warn(
        { event: 'alert_failed', err: error, accountId: alert.accountId },
        'an alert could not be looked at',
      );
    }
  }
  return written;
}

/**
 * The number that an alert watches, as its page shows it; null where there is none.
 */
export async function watchedResult(
  scope: AccountScope,
  { report, period }: { report: WatchedName; period: string },
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<WatchedResult | null> {
  if (report === 'left-on-table') {
    const [table] = await leftOnTable(scope, { db, now });
    return table ? watchedTable(table) : null;
  }
  const params = reportParams(parseReportQuery({ period }), now, await calendarOf(scope, db));
  const [result] = await runReport(scope, report, params, { db, now });
  return result ?? null;
}

function watchedTable({ totalCents, causes, ...table }: LeftOnTable): WatchedResult {
  const rows = causes.reduce((n, cause) => n + cause.rows, 0);
  return {
    ...table,
    figure: { value: totalCents, unit: 'money', rows, before: null, beforePeriod: null },
  };
}

/** Whether a result can be held against a threshold: known, and nothing of it still to be read. */
export function isJudgeable(result: WatchedResult): boolean {
  return result.figure.value !== null && result.missing.every(({ kind }) => kind !== 'unread');
}

/** Whether a value lies beyond a threshold; exactly at it does not. */
export function isBeyond(
  value: number,
  { direction, threshold }: Pick<Alert, 'direction' | 'threshold'>,
): boolean {
  return direction === 'above' ? value > threshold : value < threshold;
}

async function evaluate(
  alert: Alert,
  slug: string,
  { origin, db, now }: { origin: string; db: Database; now: Date },
): Promise<boolean> {
  const report = findWatched(alert.report);
  if (!report) return false;
  const { scope, account } = await requireAccount({ personId: alert.personId }, slug, db);
  if (!may(account.role, alert.channel === 'webhook' ? 'manage' : 'export')) return false;
  const result = await watchedResult(scope, { report, period: alert.period }, { db, now });
  const value = result?.figure.value ?? null;
  if (!result || value === null || !isJudgeable(result)) return false;
  const beyond = isBeyond(value, alert);
  const about = { slug, name: account.name };
  const news = { ...alert, account: about, report, result, at: now, isTest: false };
  return db.transaction(async (tx) => {
    const own = and(eq(alerts.accountId, alert.accountId), eq(alerts.id, alert.id));
    await tx.update(alerts).set({ lastValue: value, evaluatedAt: now }).where(own);
    const turned = await tx
      .update(alerts)
      .set({ isBeyond: beyond, beyondSince: beyond ? now : null })
      .where(and(own, sql`${alerts.isBeyond} is distinct from ${beyond}`));
    // Whoever turns it tells of it; where it stood at the first look is no crossing.
    if (turned.rowCount === 0 || !beyond || alert.isBeyond === null) return false;
    await writeNews(alert, news, origin, tx);
    return true;
  });
}

/** Puts the news of an alert into the outbox of its channel. */
export async function writeNews(
  { accountId, id: alertId, channel, target }: Alert,
  news: AlertNews,
  origin: string,
  db: Database,
): Promise<void> {
  if (channel === 'mail') {
    const mail = alertMail(news, origin);
    await db.insert(outboxMails).values({ accountId, alertId, to: target, ...mail });
    return;
  }
  const body = alertBody(news, origin);
  await db.insert(outboxWebhooks).values({ accountId, alertId, url: target, body });
}
