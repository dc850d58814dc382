import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/**
 * Has a worker look at an account in `delayMs`, or sooner if that is planned already. One queue per account: its
 * slices never run side by side. Does nothing where no worker ever started, because then the first tick finds it.
 * Returns in how many milliseconds it will look; 0 where nothing is planned.
 * @public
 */
export async function enqueueSlice(
  db: Database,
  accountId: number,
  delayMs: number,
): Promise<number> {
  if (!(await hasQueue(db))) return 0;
  // A key of its own beside the planned slice, whose time it must not move: asking often must not put it off.
  const { rows } = await db.execute<{ leadMs: number }>(sql`
    select (extract(epoch from run_at - now()) * 1000)::float8 as "leadMs"
    from graphile_worker.add_job('slice', json_build_object('accountId', ${accountId}::int),
      queue_name => ${`account-${accountId}`}, run_at => now() + make_interval(secs => ${delayMs / 1000}),
      max_attempts => 3, job_key => ${`hurry-${accountId}`}, job_key_mode => 'preserve_run_at')`);
  return rows[0]?.leadMs ?? 0;
}

/**
 * The same for many callers at once, each of whom has committed what the worker is to find: as long as a look is still
 * ahead nobody plans another, so that two hundred webhooks a second do not queue for one row. `clock` in milliseconds.
 */
export async function enqueueSliceOnce(
  db: Database,
  accountId: number,
  delayMs: number,
  clock: () => number = () => performance.now(),
): Promise<void> {
  const plans = plansOf(db);
  const isAhead = () => clock() < (plans.get(accountId)?.aheadUntil ?? 0);
  if (isAhead()) return;
  const begun = plans.get(accountId);
  if (begun) await begun.flight.catch(() => 0);
  if (isAhead()) return;
  const later = plans.get(accountId);
  if (later && later !== begun) {
    await later.flight;
    return;
  }
  // From before the asking on: the look begins no earlier than that, whatever the answer takes.
  const askedAt = clock();
  const plan: Plan = { aheadUntil: 0, flight: enqueueSlice(db, accountId, delayMs) };
  plans.set(accountId, plan);
  plan.aheadUntil = askedAt + (await plan.flight);
}

type Plan = { aheadUntil: number; flight: Promise<number> };
const plansOfDatabases = new WeakMap<Database, Map<number, Plan>>();

function plansOf(db: Database): Map<number, Plan> {
  const known = plansOfDatabases.get(db) ?? new Map<number, Plan>();
  plansOfDatabases.set(db, known);
  return known;
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
