import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { isAppError } from '@/lib/errors';
import { recordFailure } from './budget';
import { closeFirstRead } from './pass';
import { stagesOf, waitsFor } from './read-plan';
import type { Run, Step } from './run';
import type { Stream } from './streams';

/** Records that Jobber withholds a kind from this connection: that is not the same as having none. */
export async function notPermitted(
  run: Run,
  { kind, stage }: Stream,
  hidden: string[],
): Promise<void> {
  const message = `Jobber does not show ${kind} records to this connection (${hidden.join(', ') || 'nothing came'}).`;
  await run.db.transaction(async (tx) => {
    await tx.execute(sql`
      update sync_streams set state = 'not_permitted', cursor = null, last_error = ${message}, last_error_at = app_now(),
        next_due_at = ${run.now().toISOString()}::timestamptz + interval '1 day'
      where account_id = ${run.accountId} and entity = ${kind} and stage = ${stage}`);
    // What waits for something withheld is withheld too; it opens when that does.
    const waiting = stagesOf(kind).filter((one) => waitsFor(kind, one).includes(stage));
    await tx.execute(sql`
      update sync_streams set state = 'not_permitted'
      where account_id = ${run.accountId} and entity = ${kind} and stage = any(${sql.param(waiting)}::text[])
        and next_due_at is null and finished_at is null`);
    await tx.execute(sql`
      insert into sync_events (account_id, entity, stage, kind, message)
      values (${run.accountId}, ${kind}, ${stage}, 'not_permitted', ${message})`);
    await closeFirstRead(tx, run);
  });
}

/** Writes down what went wrong and when to go on: the whole account waits for Jobber, one stream for its own fault. */
export async function trouble(run: Run, stream: Stream | null, error: unknown): Promise<Step> {
  if (isAppError(error) && error.code === 'jobber_hidden' && stream) {
    await notPermitted(run, stream, [error.cause instanceof Error ? error.cause.message : '']);
    return { requests: 1, rows: 0 };
  }
  const outside = [
    'jobber_unreachable',
    'temporarily_unavailable',
    'jobber_throttled',
    'reconnect_required',
    'jobber_disconnected',
    'jobber_inactive',
  ];
  const isOutside = isAppError(error) && outside.includes(error.code);
  const isShort = isAppError(error) && error.code === 'jobber_throttled';
  const isThrottle = isShort || (isAppError(error) && error.code === 'temporarily_unavailable');
  const waits = isAppError(error) && error.retryAfterMs !== undefined ? error.retryAfterMs : 0;
  if (!isAppError(error) && !(error instanceof z.ZodError)) throw error;
  const message = isAppError(error)
    ? error.safeMessage
    : `Jobber's answer was not as expected: ${z.prettifyError(error)}`.slice(0, 500);
  const backoffMs = isOutside && !isThrottle ? await recordFailure(run.db, run.accountId) : 0;
  const waitMs = Math.max(waits, backoffMs, 50);
  const retryAt = new Date(
    run.now().getTime() +
      (isOutside ? waitMs : Math.min(3_600_000, 2 ** (stream?.failures ?? 0) * 5_000)),
  );
  if (isShort) return { requests: 0, rows: 0, pointsMs: waitMs };
  if (isThrottle) return { requests: 0, rows: 0, waitMs };
  await run.db.transaction(async (tx) => {
    if (stream)
      await tx.execute(sql`
        update sync_streams set failures = failures + 1, last_error = ${message}, last_error_at = app_now(),
          state = case when state = 'waiting' then 'waiting' when ${isOutside} then state else 'failed' end,
          next_due_at = ${retryAt.toISOString()}::timestamptz
        where account_id = ${run.accountId} and entity = ${stream.kind} and stage = ${stream.stage}`);
    await tx.execute(sql`
      insert into sync_events (account_id, entity, stage, kind, message)
      values (${run.accountId}, ${stream?.kind ?? null}, ${stream?.stage ?? null}, 'error', ${message})`);
  });
  return isOutside ? { requests: 0, rows: 0, waitMs } : { requests: 1, rows: 0 };
}
