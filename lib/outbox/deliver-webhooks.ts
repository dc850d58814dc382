import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { outboxWebhooks } from '@/db/schema/alerts';
import { log } from '@/lib/log';
import { postWebhook } from './post-webhook';
import { webhookSecret } from './webhook-secret';

export const mostWebhookAttempts = 6;

/**
 * Sends the webhooks that wait, each by one process at a time. Anything but a 2xx is tried again after 1, 2, 4 … minutes,
 * six times in all; then it stays in the log with its last error. Returns how many arrived.
 * @public
 */
export async function deliverWebhooks(
  { serverSecret, toPrivate }: { serverSecret: string; toPrivate: boolean },
  { db = appDb(), now = () => new Date() }: { db?: Database; now?: () => Date } = {},
): Promise<number> {
  let sent = 0;
  for (let hook = await claim(db); hook; hook = await claim(db)) {
    const { accountId, id, alertId, url, body } = hook;
    const key = and(eq(outboxWebhooks.accountId, accountId), eq(outboxWebhooks.id, id));
    const secret = webhookSecret(serverSecret, alertId);
    try {
      const status = await postWebhook({ url, body, id, secret, at: now() }, { toPrivate });
      const arrived = status >= 200 && status < 300;
      await db
        .update(outboxWebhooks)
        .set(
          arrived
            ? { status, sentAt: sql`app_now()`, lastError: null }
            : { status, lastError: `It answered ${status}.` },
        )
        .where(key);
      if (arrived) sent += 1;
    } catch (error) {
      log.warn({ event: 'webhook_failed', err: error, accountId }, 'a webhook was not delivered');
      const lastError = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
      await db.update(outboxWebhooks).set({ status: null, lastError }).where(key);
    }
  }
  return sent;
}

/** Takes the webhook that waits longest; its next try is set first, so that a crash never sends in a loop. */
async function claim(db: Database) {
  const [hook] = await db
    .update(outboxWebhooks)
    .set({
      attempts: sql`${outboxWebhooks.attempts} + 1`,
      nextAttemptAt: sql`app_now() + make_interval(mins => power(2, ${outboxWebhooks.attempts})::int)`,
    })
    .where(
      sql`(${outboxWebhooks.accountId}, ${outboxWebhooks.id}) in (
        select w.account_id, w.id from outbox_webhooks w
        where w.sent_at is null and w.next_attempt_at <= (select app_now()) and w.attempts < ${mostWebhookAttempts}
        order by w.next_attempt_at limit 1 for update skip locked)`,
    )
    .returning();
  return hook;
}
