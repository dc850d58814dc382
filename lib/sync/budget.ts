import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { AppError } from '@/lib/errors';
import type { Admission, Priority } from '@/lib/jobber/client';
import type { QueryCost } from '@/lib/jobber/cost';

/**
 * Points that each kind of work leaves free for whatever is more urgent. Six seconds of Jobber's restoring for people,
 * paid once; whoever leaves less free is also served first when both wait.
 */
const reserves: Readonly<Record<Priority, number>> = {
  interactive: 0,
  newest: 300,
  refetch: 2_400,
  probe: 2_700,
  recent: 3_000,
  background: 3_000,
  history: 3_200,
  details: 3_400,
  sweep: 3_800,
};
/** Jobber answers 429 above 2,500 requests in any 300 s: eleven of these windows touch such a span at most. */
const windowMs = 30_000;
const requestsPerWindow = 225;
/** Of those, background work leaves some to people. */
const backgroundRequestsPerWindow = 205;
/** A request under way holds its points at most this long, should its process die. */
const holdMs = 60_000;
/** How often whoever waits for somebody's trial looks again. */
const trialLookMs = 100;
/** Answers of requests under way may give back points that they hold; nobody looks for that more often. */
const heldLookMs = 150;

export type BudgetOptions = { sleep?: (ms: number) => Promise<void>; leaveFree?: boolean };

/**
 * The points of one account, mirrored in Postgres and shared by every process. A request goes when the bucket holds
 * what it asks for, and beside it stays free what its kind of work leaves to more urgent ones; whoever must wait waits exactly as long
 * as Jobber needs to restore the rest. Rejects with jobber_throttled when `timeoutMs` ends first, and with
 * temporarily_unavailable while the breaker of the account is open; one request of a person passes even then, as the
 * trial whose answer closes it, and what the person asks beside it waits for that answer.
 * @public
 */
export function budgetAdmission(
  db: Database,
  accountId: number,
  { sleep = pause, leaveFree = true }: BudgetOptions = {},
): Admission {
  return {
    async admit({ requestedCost, priority, timeoutMs }) {
      const level = leaveFree ? priority : 'interactive';
      const asked = { requestedCost, level, mayTry: priority === 'interactive' };
      let left = timeoutMs;
      for (;;) {
        const decision = await decide(db, accountId, asked);
        if (decision.kind === 'go')
          return {
            settle: (cost) => void settle(db, accountId, decision, requestedCost, cost),
          };
        const { kind, waitMs } = decision;
        if (kind === 'broken' || waitMs > left) {
          const code = kind === 'wait' ? 'jobber_throttled' : 'temporarily_unavailable';
          throw new AppError(code, 'Jobber is busy with this account. It goes on by itself.', {
            retryAfterMs: waitMs,
          });
        }
        // Whoever waited for a trial that failed does not make the next one: the person has the answer already.
        if (kind === 'trial') asked.mayTry = false;
        left -= waitMs;
        await sleep(waitMs);
      }
    },
  };
}

/**
 * Counts a failure of Jobber itself (5xx, 429, no answer): opens the breaker for longer each time.
 * @public
 */
export async function recordFailure(db: Database, accountId: number): Promise<number> {
  const { rows } = await db.execute<{ wait_ms: number }>(sql`
    insert into jobber_budgets as b (account_id, failures, open_until) values (${accountId}, 1, app_now() + interval '1 second')
    on conflict (account_id) do update set failures = b.failures + 1, is_trial = false,
      open_until = app_now() + make_interval(secs => least(300, power(2, least(b.failures, 9))))
    returning extract(epoch from open_until - app_now()) * 1000 as wait_ms`);
  return Math.ceil(Number(rows[0]?.wait_ms ?? 1_000));
}

type Hold = { hold: number; isTrial: boolean };

/** `wait` for points, for the `trial` of somebody else, or not at all: the breaker is open. */
type Decision = ({ kind: 'go' } & Hold) | { kind: 'wait' | 'trial' | 'broken'; waitMs: number };

type Asked = { requestedCost: number; level: Priority; mayTry: boolean };

type BudgetRow = {
  maximum: number;
  rate: number;
  available: number;
  held: number;
  requests: number;
  window_left_ms: number;
  open_ms: number;
  is_tried: boolean;
};

async function decide(
  db: Database,
  accountId: number,
  { requestedCost: requested, level, mayTry }: Asked,
): Promise<Decision> {
  const most = level === 'interactive' ? requestsPerWindow : backgroundRequestsPerWindow;
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`insert into jobber_budgets (account_id) values (${accountId}) on conflict do nothing`,
    );
    // A lock of its own: a statement that had to wait for one still counts the holds of before.
    await tx.execute(sql`select from jobber_budgets where account_id = ${accountId} for update`);
    const { rows } = await tx.execute<BudgetRow>(sql`
      select maximum, restore_per_second as rate,
        least(maximum, available + restore_per_second * greatest(0, extract(epoch from app_now() - as_of)))::float8 as available,
        (select coalesce(sum(points), 0)::int from budget_holds h where h.account_id = ${accountId} and h.expires_at > app_now()) as held,
        case when request_window_at + make_interval(secs => ${windowMs / 1000}) > app_now() then requests_in_window else 0 end as requests,
        extract(epoch from request_window_at + make_interval(secs => ${windowMs / 1000}) - app_now())::float8 * 1000 as window_left_ms,
        coalesce(extract(epoch from open_until - app_now()) * 1000, 0)::float8 as open_ms,
        is_trial and exists (select 1 from budget_holds h where h.account_id = ${accountId} and h.expires_at > app_now()) as is_tried
      from jobber_budgets where account_id = ${accountId}`);
    const [budget] = rows;
    if (!budget) throw new Error('the budget of an account vanished');
    const isTrial = budget.open_ms > 0;
    if (isTrial && budget.is_tried && level === 'interactive')
      return { kind: 'trial', waitMs: trialLookMs };
    if (isTrial && (budget.is_tried || !mayTry))
      return { kind: 'broken', waitMs: Math.ceil(budget.open_ms) };
    if (budget.requests >= most) return { kind: 'wait', waitMs: Math.ceil(budget.window_left_ms) };
    const need = Math.min(requested + reserves[level], budget.maximum);
    const missing = need - (budget.available - budget.held);
    if (missing > 0) {
      const waitOf = (points: number) => Math.max(1, Math.ceil((points / budget.rate) * 1000));
      const earliestMs = Math.max(heldLookMs, waitOf(need - budget.available));
      return { kind: 'wait', waitMs: Math.min(waitOf(missing), earliestMs) };
    }
    await tx.execute(sql`
      update jobber_budgets set
        requests_in_window = case when request_window_at + make_interval(secs => ${windowMs / 1000}) > app_now() then requests_in_window + 1 else 1 end,
        request_window_at = case when request_window_at + make_interval(secs => ${windowMs / 1000}) > app_now() then request_window_at else app_now() end,
        is_trial = ${isTrial}
      where account_id = ${accountId}`);
    const held = await tx.execute<{ id: string }>(sql`
      insert into budget_holds (account_id, points, expires_at)
      values (${accountId}, ${requested}, app_now() + make_interval(secs => ${holdMs / 1000})) returning id`);
    return { kind: 'go', hold: Number(held.rows[0]?.id), isTrial };
  });
}

async function settle(
  db: Database,
  accountId: number,
  { hold, isTrial }: Hold,
  requested: number,
  cost: QueryCost | undefined,
): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      const mirrored = sql`least(maximum, available + restore_per_second * greatest(0, extract(epoch from app_now() - as_of)))`;
      await tx.execute(sql`select from jobber_budgets where account_id = ${accountId} for update`);
      // Answers overtake each other, and each knows only the charges before it: the lowest knows most. Only an answer
      // that nobody else answered beside may lift the mirror.
      const isAlone = sql`not exists (select 1 from budget_holds h where h.account_id = ${accountId} and h.id <> ${hold} and h.expires_at > app_now())
        and as_of <= (select h.expires_at - make_interval(secs => ${holdMs / 1000}) from budget_holds h where h.account_id = ${accountId} and h.id = ${hold})`;
      await tx.execute(
        cost
          ? sql`update jobber_budgets set
              available = case when ${isAlone} then ${cost.currentlyAvailable} else least(${mirrored}, ${cost.currentlyAvailable}) end,
              as_of = app_now(), maximum = ${cost.maximumAvailable}, restore_per_second = ${cost.restoreRatePerSecond},
              failures = 0, open_until = null, is_trial = false, throttled_count = throttled_count + ${cost.actual === null ? 1 : 0}
            where account_id = ${accountId}`
          : sql`update jobber_budgets set available = greatest(0, ${mirrored} - ${requested}), as_of = app_now(),
              is_trial = is_trial and not ${isTrial}::boolean
            where account_id = ${accountId}`,
      );
      await tx.execute(
        sql`delete from budget_holds where (account_id, id) = (${accountId}, ${hold}) or (account_id = ${accountId} and expires_at < app_now())`,
      );
    });
  } catch {
    // The hold ends by itself; the next answer corrects the rest.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
