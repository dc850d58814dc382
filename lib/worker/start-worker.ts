import 'server-only';
import { sql } from 'drizzle-orm';
import { Logger, run, type TaskList } from 'graphile-worker';
import { z } from 'zod';
import { db } from '@/db/client';
import { forgetOldRateLimits } from '../access/rate-limit';
import { jobberFor } from '../connection';
import { confirmDisconnect } from '../connection/confirm-disconnect';
import { env } from '../env';
import { log } from '../log';
import { deliverMail } from '../outbox/deliver-mail';
import { deliverWebhooks } from '../outbox/deliver-webhooks';
import { writeDueScorecards } from '../outbox/due-scorecards';
import { evaluateAlerts } from '../outbox/evaluate-alerts';
import { keepLedger } from '../reports/ledger';
import { keepSnapshots } from '../reports/snapshots';
import { keepClientSums } from '../sync/client-sums';
import { repairRollups } from '../sync/rollups';
import { runSlice } from '../sync/slice';
import { keepConnectionsFresh } from '../vault/keeper';
import { beat } from './heartbeat';
import { concurrency, pollMs, restMs } from './pace';

/**
 * Starts working off the queue in this process; any number of processes may. Resolves to what stops it after the slices
 * under way.
 * @public
 */
export async function startWorker(): Promise<{ stop: () => Promise<void> }> {
  const runner = await run({
    connectionString: env().DATABASE_URL,
    maxPoolSize: 6,
    concurrency,
    noHandleSignals: true,
    pollInterval: pollMs,
    taskList: tasks,
    crontab: [
      '* * * * * tick',
      '*/5 * * * * keep_connections ?max=2',
      '17 4 * * * nightly',
      '*/10 * * * * mail ?max=1',
      '*/5 * * * * alerts ?max=1',
      '7 * * * * close_days',
    ].join('\n'),
    logger: new Logger(() => toLog),
  });
  await runner.addJob('tick', {}, { jobKey: 'tick' });
  return { stop: () => runner.stop() };
}

// graphile-worker tells of every job; only what went wrong belongs in the log.
function toLog(level: string, message: string): void {
  if (level === 'error' || level === 'warning') log.warn({ module: 'worker' }, message);
}

const sliceJob = z.object({ accountId: z.number() });

const disconnectJob = z.object({ jobberAccountId: z.string(), occurredAt: z.coerce.date() });

const tasks: TaskList = {
  slice: async (payload, { addJob }) => {
    const { accountId } = sliceJob.parse(payload);
    const result = await runSlice(accountId, { db: db(), client: jobberFor(accountId) });
    const now = Date.now();
    await addJob(
      'slice',
      { accountId },
      {
        queueName: `account-${accountId}`,
        jobKey: `slice-${accountId}`,
        runAt: new Date(now + restMs(result, now)),
        maxAttempts: 3,
      },
    );
  },
  // Finds accounts that nobody looks after, whatever happened to their last job.
  tick: async (_, { addJob }) => {
    await beat();
    for (const accountId of await connectedAccounts()) {
      await addJob(
        'slice',
        { accountId },
        {
          queueName: `account-${accountId}`,
          jobKey: `slice-${accountId}`,
          jobKeyMode: 'preserve_run_at',
          maxAttempts: 3,
        },
      );
    }
  },
  keep_connections: async () => {
    const started = await keepConnectionsFresh();
    log.debug({ count: started }, 'kept connections fresh');
  },
  confirm_disconnect: async (payload) => {
    const ended = await confirmDisconnect(disconnectJob.parse(payload));
    if (ended > 0) log.info({ count: ended }, 'connections ended because the app was disconnected');
  },
  // Hourly, because the days of accounts end at different hours.
  close_days: async () => {
    for (const accountId of await connectedAccounts()) {
      await keepSnapshots(accountId);
      await keepClientSums(db(), accountId, new Date());
      await keepLedger(accountId);
    }
  },
  mail: async () => {
    const { SMTP_URL: smtpUrl, MAIL_FROM: from, NEXTAUTH_URL: origin } = env();
    if (!smtpUrl || !from) return;
    await writeDueScorecards(origin);
    const sent = await deliverMail({ smtpUrl, from });
    if (sent > 0) log.info({ count: sent }, 'mail went out');
  },
  // What they have to say by mail goes with the next `mail`, which is asked for at once.
  alerts: async (_, { addJob }) => {
    const {
      NEXTAUTH_URL: origin,
      NEXTAUTH_SECRET: serverSecret,
      WEBHOOKS_TO_PRIVATE: toPrivate,
    } = env();
    const written = await evaluateAlerts(origin);
    const arrived = await deliverWebhooks({ serverSecret, toPrivate });
    if (written > 0) await addJob('mail', {}, { jobKey: 'mail_now' });
    if (written + arrived > 0) log.info({ count: written }, 'alerts went out');
  },
  nightly: async () => {
    for (const accountId of await connectedAccounts()) {
      const wrong = await repairRollups(db(), accountId);
      if (wrong > 0)
        log.warn({ accountId, count: wrong }, 'daily sums were wrong and are repaired');
    }
    await forgetOldRateLimits();
    await db().execute(
      sql`delete from webhook_events where received_at < app_now() - interval '30 days'`,
    );
    await db().execute(sql`delete from sync_events where at < app_now() - interval '90 days'`);
  },
};

async function connectedAccounts(): Promise<number[]> {
  const { rows } = await db().execute<{ id: number }>(sql`
    select distinct a.id from accounts a join jobber_connections c on c.jobber_account_id = a.jobber_account_id
    where c.status in ('active', 'suspect')`);
  return rows.map(({ id }) => id);
}
