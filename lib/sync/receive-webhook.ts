import 'server-only';
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { verifyWebhook } from '../jobber/webhook-signature';
import { enqueueDisconnect, enqueueSliceOnce } from './enqueue';
import type { RefetchKind } from './refetch';

/**
 * What the sender is to be answered.
 * @public
 */
export type WebhookOutcome = { status: 200 | 400 | 401 };

const gatherMs = 1_000;

/**
 * One webhook as it came: raw bytes and signature. Writes it down and puts its record on the list to read again, in one
 * statement and before the answer; duplicates and replays change nothing, events of accounts we do not know are kept
 * apart. An event carries no data, so neither order nor age matters.
 * @public
 */
export async function receiveWebhook(
  rawBody: Uint8Array,
  signature: string | null,
  { secrets, db = appDb() }: { secrets: readonly string[]; db?: Database },
): Promise<WebhookOutcome> {
  if (!verifyWebhook(rawBody, signature, secrets)) return { status: 401 };
  const event = parseEvent(rawBody);
  if (!event) return { status: 400 };
  const { topic, accountId: jobberAccountId, itemId, occurredAt } = event;
  const digest = createHash('sha256')
    .update(JSON.stringify([topic, jobberAccountId, itemId, occurredAt.toISOString()]))
    .digest('base64url');
  const kinds = refetchKinds(topic);
  const { rows } = await db.execute<{ account_id: number | null }>(sql`
    with known as (select id from accounts where jobber_account_id = ${jobberAccountId}),
    kept as (
      insert into webhook_events (jobber_account_id, digest, account_id, topic, item_id, occurred_at, handled_at)
      values (${jobberAccountId}, ${digest}, (select id from known), ${topic}, ${itemId}, ${occurredAt.toISOString()}::timestamptz,
        case when exists (select 1 from known) then app_now() end)
      on conflict do nothing returning account_id),
    asked as (
      insert into refetches as t (account_id, kind, id, asked_at, not_before)
      select account_id, kind, ${itemId}, app_now(), app_now() + make_interval(secs => ${gatherMs / 1000})
      from kept cross join unnest(${sql.param(kinds)}::text[]) as r(kind) where account_id is not null
      on conflict (account_id, kind, id) do update set asked_at = excluded.asked_at)
    select account_id from kept`);
  const accountId = rows[0]?.account_id;
  if (accountId && kinds.length > 0) await enqueueSliceOnce(db, accountId, gatherMs);
  // Also for a duplicate: the first may have been written down and then not put on the queue.
  if (topic === 'APP_DISCONNECT') await enqueueDisconnect(db, { jobberAccountId, occurredAt });
  return { status: 200 };
}

// Apps made before December 2023 get the time under a misspelt name.
const body = z.object({
  data: z.object({
    webHookEvent: z.object({
      topic: z.string().max(100),
      accountId: z.string().max(200),
      itemId: z.string().max(200),
      occurredAt: z.iso.datetime({ offset: true }).optional(),
      occuredAt: z.iso.datetime({ offset: true }).optional(),
    }),
  }),
});

function parseEvent(rawBody: Uint8Array) {
  try {
    const parsed = body.safeParse(JSON.parse(Buffer.from(rawBody).toString('utf8')));
    if (!parsed.success) return null;
    const { occurredAt, occuredAt, ...event } = parsed.data.data.webHookEvent;
    const time = occurredAt ?? occuredAt;
    return time ? { ...event, occurredAt: new Date(time) } : null;
  } catch {
    return null;
  }
}

function refetchKinds(topic: string): RefetchKind[] {
  const [subject] = /^(?:[A-Z]+_)*?(?=CREATE|UPDATE|DESTROY|COMPLETE|CLOSED|SENT|APPROVED)/.exec(
    topic,
  ) ?? [''];
  return subjects[subject.replace(/_$/, '')] ?? [];
}

const subjects: Record<string, RefetchKind[]> = {
  CLIENT: ['client'],
  PROPERTY: ['property'],
  REQUEST: ['request'],
  QUOTE: ['quote'],
  // A job that changed asks for its visits itself.
  JOB: ['job'],
  VISIT: ['visit'],
  INVOICE: ['invoice'],
  PAYMENT: ['payment'],
  PRODUCT_OR_SERVICE: ['product'],
  TIMESHEET: ['time_sheet'],
  EXPENSE: ['expense'],
  USER: ['user'],
};
