import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/**
 * Has a worker look at an account in `delayMs`, or sooner if that is planned already. One queue per account: its
 * slices never run side by side. Does nothing where no worker ever started, because then the first tick finds it.
 * @public
 */
export async function enqueueSlice(
  db: Database,
  accountId: number,
  delayMs: number,
): Promise<void> {
  if (!(await hasQueue(db))) return;
  // A key of its own beside the planned slice, whose time it must not move: asking often must not put it off.
  await db.execute(sql`
    select graphile_worker.add_job('slice', json_build_object('accountId', ${accountId}::int),
      queue_name => ${`account-${accountId}`}, run_at => now() + make_interval(secs => ${delayMs / 1000}),
      max_attempts => 3, job_key => ${`hurry-${accountId}`}, job_key_mode => 'preserve_run_at')`);
}

/** Has a worker ask Jobber whether it really ended the connection of an account, and wipe the tokens if so. */
export async function enqueueDisconnect(
  db: Database,
  message: { jobberAccountId: string; occurredAt: Date },
): Promise<void> {
  if (!(await hasQueue(db))) return;
  await db.execute(sql`
    select graphile_worker.add_job('confirm_disconnect', ${JSON.stringify(message)}::json, max_attempts => 10,
      job_key => ${`disconnect-${message.jobberAccountId}`})`);
}

/**
 * Has a worker send what waits in the outbox now instead of at its next turn.
 * @public
 */
export async function enqueueDelivery(db: Database): Promise<void> {
  if (!(await hasQueue(db))) return;
  await db.execute(sql`
    select graphile_worker.add_job(task, '{}'::json, max_attempts => 3, job_key => task || '_now')
    from unnest(array['alerts', 'mail']) task`);
}

async function hasQueue(db: Database): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from pg_namespace where nspname = 'graphile_worker'`,
  );
  return rows.length > 0;
}
