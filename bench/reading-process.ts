import { openDatabase } from '@/db/open';
import { createJobberClient } from '@/lib/jobber/client';
import { budgetAdmission } from '@/lib/sync/budget';
import { runSlice } from '@/lib/sync/slice';

/*
 * A process that reads one account of a sandbox, made to be killed: it prints a line before and after each request
 * and ends by itself when nothing is left to read.
 */
const { READ_DATABASE = '', READ_SANDBOX = '', READ_JOBBER_ACCOUNT = '' } = process.env;
const accountId = Number(process.env.READ_ACCOUNT);
const aheadMs = Number(process.env.READ_AHEAD_MS);

const { db, pool } = openDatabase(READ_DATABASE, { max: 4, statementTimeoutMs: 60_000 });
const answer = await fetch(`${READ_SANDBOX}/__control/token`, {
  method: 'POST',
  body: JSON.stringify({ account: READ_JOBBER_ACCOUNT }),
});
const { access_token: bearer } = (await answer.json()) as { access_token: string };
const client = createJobberClient({
  apiUrl: READ_SANDBOX,
  apiVersion: '2026-05-12',
  token: async () => ({ token: bearer, version: 1 }),
  onRejected: async () => undefined,
  admission: budgetAdmission(db, accountId),
  fetch: async (...input) => {
    process.stdout.write('asks\n');
    const response = await fetch(...input);
    process.stdout.write('knows\n');
    return response;
  },
});
for (;;) {
  const now = () => new Date(Date.now() + aheadMs);
  const { state, nextAt } = await runSlice(accountId, { db, client, now });
  const waitMs = (nextAt ?? now()).getTime() - now().getTime();
  if (state === 'idle' && waitMs > 10_000) break;
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
await pool.end();
