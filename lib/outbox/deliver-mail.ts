import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { outboxMails } from '@/db/schema/outbox';
import { log } from '@/lib/log';

export const mailAttempts = 8;

/**
 * Sends what waits in the outbox through `smtpUrl`, each mail by one process at a time. A mail that the server refuses
 * is tried again later, after 1, 2, 4 … minutes, eight times; then it stays with its last error. Returns how many went.
 * @public
 */
export async function deliverMail(
  { smtpUrl, from }: { smtpUrl: string; from: string },
  db: Database = appDb(),
): Promise<number> {
  const transport = createTransport(smtpUrl, { from });
  let sent = 0;
  try {
    for (let mail = await claim(db); mail; mail = await claim(db)) {
      const key = and(eq(outboxMails.accountId, mail.accountId), eq(outboxMails.id, mail.id));
      const { to, subject, text, html } = mail;
      try {
        await transport.sendMail({ to, subject, text, html });
        await db.update(outboxMails).set({ sentAt: sql`app_now()` }).where(key);
        sent += 1;
      } catch (error) {
        log.warn(
          { event: 'mail_failed', err: error, accountId: mail.accountId },
          'a mail was not sent',
        );
        const lastError = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
        await db.update(outboxMails).set({ lastError }).where(key);
      }
    }
  } finally {
    transport.close();
  }
  return sent;
}

/** Takes the mail that waits longest; its next try is set first, so that a crash never sends in a loop. */
async function claim(db: Database) {
  const [mail] = await db
    .update(outboxMails)
    .set({
      attempts: sql`${outboxMails.attempts} + 1`,
      nextAttemptAt: sql`app_now() + make_interval(mins => power(2, ${outboxMails.attempts})::int)`,
    })
    .where(
      sql`(${outboxMails.accountId}, ${outboxMails.id}) in (
        select m.account_id, m.id from outbox_mails m
        where m.sent_at is null and m.next_attempt_at <= (select app_now()) and m.attempts < ${mailAttempts}
        order by m.next_attempt_at limit 1 for update skip locked)`,
    )
    .returning();
  return mail;
}
