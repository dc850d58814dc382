import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { audit } from '@/lib/access/audit';
import { requireRight } from '@/lib/access/rights';
import { jobberFor } from '@/lib/connection';
import { env } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { type BudgetLeft, budgetLeft } from './budget-left';
import { type JudgedQuery, judgeQuery, limits, parseVariables } from './judge-query';
import { judgeVariables } from './judge-variables';
import { resultTable, tableCsv } from './result-table';
import { beginRun, endRun, points } from './runs';

/**
 * What a query brought: `json` is Jobber's data as text, `table` the first list in it, `csv` the same for a spreadsheet.
 * `cost.actual` is null when Jobber named none.
 * @public
 */
export type Explored = {
  json: string;
  table: { path: string; columns: string[]; rows: string[][] } | null;
  csv: string | null;
  hidden: string[];
  cost: { estimated: number; requested: number | null; actual: number | null };
  tookMs: number;
  budget: BudgetLeft;
};

/** Points that stay free for whoever works in the dashboard; background reading leaves as many. */
const reserve = 3_000;
/** A person waits at most this long for points; whatever needs longer is said instead. */
const patienceMs = 5_000;
const timeoutMs = 20_000;

/**
 * Sends one read-only query to Jobber for one account: judged, counted against the explorer's own share, and written into
 * the audit. Only owners. Throws AppError with a sentence; a refusal sends nothing.
 * @public
 */
export async function explore(
  scope: AccountScope,
  accountId: number,
  asked: { text: string; variables: string },
  db: Database = appDb(),
): Promise<Explored> {
  requireRight(scope, 'ask');
  scope.roleIn(accountId);
  const { personId } = scope;
  const variables = parseVariables(asked.variables);
  const query = judgeQuery(asked.text, variables);
  judgeVariables(query.operation, variables, env().JOBBER_API_URL);
  requireAffordable(query.cost, await budgetLeft(accountId, db));
  const run = await beginRun({ accountId, personId, ...asked, cost: query.cost }, db);
  await audit({ what: 'explored', personId, accountId, about: nameOf(query) }, db);
  const startedAt = performance.now();
  const { data, hidden, cost } = await send(query, variables, { accountId, personId, run }, db);
  const table = resultTable(data);
  return {
    json: JSON.stringify(data, null, 2),
    table,
    csv: table && tableCsv(table),
    hidden,
    cost: {
      estimated: query.cost,
      requested: cost?.requested ?? null,
      actual: cost?.actual ?? null,
    },
    tookMs: Math.round(performance.now() - startedAt),
    budget: await budgetLeft(accountId, db),
  };
}

async function send(
  { document }: JudgedQuery,
  variables: Record<string, unknown>,
  { accountId, personId, run }: { accountId: number; personId: string; run: number },
  db: Database,
) {
  try {
    const result = await jobberFor(accountId, { personId }).query<unknown, Record<string, unknown>>(
      document,
      variables,
      { priority: 'background', timeoutMs },
    );
    if (typeof result.cost?.actual === 'number') await endRun(run, result.cost.actual, db);
    return result;
  } catch (error) {
    // Jobber charges nothing for what it throttles, and what had no connection was never sent.
    const isFree =
      isAppError(error) &&
      ['jobber_throttled', 'reconnect_required', 'jobber_disconnected'].includes(error.code);
    if (isFree) await endRun(run, 0, db);
    throw error;
  }
}

function requireAffordable(cost: number, budget: BudgetLeft): void {
  if (cost > Math.min(limits.points, budget.maximum)) {
    throw new AppError(
      'bad_input',
      `This query asks for ${points(cost)}; Jobber never gives more than ${points(budget.maximum)} at once. Ask for fewer rows: give every list a smaller "first".`,
    );
  }
  const missing = Math.min(cost + reserve, budget.maximum) - budget.left;
  const waitMs = Math.ceil((missing / budget.restorePerSecond) * 1000);
  if (waitMs <= patienceMs) return;
  throw new AppError(
    'jobber_throttled',
    `This query needs ${points(cost)} and leaves ${points(reserve)} to the dashboard; there ${budget.left === 1 ? 'is' : 'are'} ${points(budget.left)} now. Try again in ${Math.ceil(waitMs / 1000)} seconds.`,
    { retryAfterMs: waitMs },
  );
}

function nameOf({ operation }: JudgedQuery): string {
  return operation.name?.value ?? 'a query without a name';
}
