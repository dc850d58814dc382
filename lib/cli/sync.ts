import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { jobberFor } from '../connection';
import { enqueueSlice } from '../sync/enqueue';
import { accountProgress } from '../sync/progress';
import type { AccountProgress, EntityProgress } from '../sync/progress-contract';
import { runSlice } from '../sync/slice';
import { heartbeatAgeMs } from '../worker/heartbeat';
import { type CliAccount, chosenAccount } from './account';
import { inInstallation } from './installation';

const barWidth = 24;
const longestPauseMs = 30_000;

/** A worker that showed itself within this time does the reading; this command then watches. */
const workerAliveMs = 150_000;

/**
 * `fieldboard sync`: has one account read and shows how far it is, until nothing is due. Where a worker runs, it does
 * the reading, because two readers of one account would get in each other's way; else this process does.
 * With `full` every record is compared with Jobber.
 */
export async function sync(options: { account?: string; full?: boolean }): Promise<void> {
  await inInstallation({}, async () => {
    const account = await chosenAccount(options.account);
    await makeDue(account.id, options.full ?? false);
    const ageMs = await heartbeatAgeMs(db());
    const read = ageMs !== null && ageMs < workerAliveMs ? watchWorker : readHere;
    process.stdout.write(
      read === watchWorker ? 'A worker reads; this shows how far it is.\n' : 'Reading here.\n',
    );
    await read(account);
  });
}

async function readHere(account: CliAccount): Promise<void> {
  const client = jobberFor(account.id);
  let lines = 0;
  for (;;) {
    const { state, nextAt } = await runSlice(account.id, { db: db(), client });
    const progress = await accountProgress(account, db());
    lines = draw(progress, lines);
    const waitMs = (nextAt?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now();
    if (state === 'idle' && (!progress.isFirstRead || waitMs > longestPauseMs)) return;
    if (state !== 'busy') await pause(Math.max(50, Math.min(waitMs, longestPauseMs)));
  }
}

async function watchWorker(account: CliAccount): Promise<void> {
  await enqueueSlice(db(), account.id, 0);
  let lines = 0;
  for (;;) {
    const progress = await accountProgress(account, db());
    lines = draw(progress, lines);
    if (!progress.isFirstRead && !(await isDue(account.id))) return;
    await pause(1_000);
  }
}

async function isDue(accountId: number): Promise<boolean> {
  const { rows } = await db().execute(sql`
    select 1 from sync_streams where account_id = ${accountId} and next_due_at <= app_now() limit 1`);
  return rows.length > 0;
}

async function makeDue(accountId: number, full: boolean): Promise<void> {
  const stages = full
    ? ['probe', 'today', 'window', 'sweep', 'recheck', 'count']
    : ['probe', 'today', 'window'];
  await db().execute(sql`
    update sync_streams set next_due_at = app_now()
    where account_id = ${accountId} and stage = any(${sql.param(stages)}::text[])`);
}

/** Writes over the lines of the last time in a terminal; elsewhere one line a slice. Returns how many lines. */
function draw(progress: AccountProgress, before: number): number {
  const lines = progressLines(progress);
  if (!process.stdout.isTTY) {
    process.stdout.write(`${lines.at(-1)}\n`);
    return 0;
  }
  if (before > 0) process.stdout.write(`\u001b[${before}A\u001b[J`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return lines.length;
}

/** One line for each kind with a bar, then the sum and the time left. */
export function progressLines(progress: AccountProgress): string[] {
  const rows = progress.entities.reduce((sum, entity) => sum + entity.rows, 0);
  const left = progress.timeLeft;
  const time = left ? `, ${left.isAtLeast ? 'at least ' : 'about '}${left.seconds} s to go` : '';
  const sum = `${progress.name}: ${rows} records, ${progress.pointsUsed} points${time}`;
  return [...progress.entities.map(entityLine), sum];
}

function entityLine(entity: EntityProgress): string {
  const { kind, rows, state, covered, lastError } = entity;
  const expected = entity.expected ?? entity.expectedRecent;
  const share = covered === 'all' ? 1 : Math.min(1, expected ? rows / expected : 0);
  const full = Math.round(share * barWidth);
  const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
  const of = expected !== null && covered !== 'all' ? ` of about ${expected}` : '';
  const note = state === 'not_permitted' ? 'not permitted by Jobber' : (lastError?.message ?? '');
  return `${kind.replace('_', ' ').padEnd(12)} ${bar} ${rows}${of} ${note}`.trimEnd();
}
