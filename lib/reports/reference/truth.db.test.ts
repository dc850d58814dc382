import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accounts, memberships, people } from '@/db/schema/accounts';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { csvText } from '@/lib/csv';

import { Prng } from '@/lib/sandbox/world/prng';
import { keepClientSums } from '@/lib/sync/client-sums';
import { type ReportName, reportNames } from '../catalog';
import type { ReportParams, ReportRow } from '../contract';
import { addDays } from '../period';
import { type RowCursor, reportRows, runReport } from '../run-report';
import { loadRaw } from './load-world';
import { randomChoices, randomWorld } from './random-world';
import { type Raw, rawAccount } from './raw';
import type { Asked, TruthRow } from './truth';
import { truths } from './truths';

// `npm test` proves 30 worlds; FIELDBOARD_WORLDS=200 proves all of them.
const worlds = Number(process.env.FIELDBOARD_WORLDS ?? 30);
const seeds = Array.from({ length: worlds }, (_, at) => at + 1);

const answered = new Set<ReportName>();
// A database for each world: in one that all share, each world would be slower than the one before it.
let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

describe.each(seeds)('world %i', (seed) => {
  it('says the same in SQL as in plain code: figure, parts, accounts, rows and CSV', async () => {
    const rng = new Prng(`params:${seed}`);
    const now = Date.UTC(2026, 10, 20, rng.pick([5, 15, 23]), 30);
    const { raws, scope } = await enter(seed, now);
    for (const name of reportNames) {
      const params = randomParams(rng, '2026-11-20');
      await agrees(scope, raws, name, params, new Date(now));
    }
  }, 300_000);
});

// A report that never had a row would agree with anything.
it.runIf(worlds >= 10)('asked every report something', () => {
  expect(reportNames.filter((name) => !answered.has(name))).toEqual([]);
});

/** Reads a world into the database as accounts of one person. */
async function enter(seed: number, now: number): Promise<{ raws: Raw[]; scope: AccountScope }> {
  const { db } = database;
  const rng = new Prng(`choices:${seed}`);
  const world = randomWorld(seed, now);
  const [person] = await db.insert(people).values({ name: 'Ana' }).returning();
  const personId = person?.id ?? '';
  const raws: Raw[] = [];
  for (const store of world.accounts.values()) {
    const { name, slug } = store.account;
    const made = { jobberAccountId: `${seed}-${slug}`, slug: `${slug}-${seed}`, name };
    const [account] = await db.insert(accounts).values(made).returning();
    const accountId = account?.id ?? 0;
    await db.insert(memberships).values({ accountId, personId, role: 'owner' });
    const raw = rawAccount(world, store, accountId, randomChoices(store, rng));
    await loadRaw(db, raw);
    // Sums that are kept and the same ones counted anew have to tell one truth.
    if (rng.chance(0.7)) await keepClientSums(db, accountId, new Date(now));
    raws.push(raw);
  }
  raws.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { raws, scope: await requireAccounts({ personId }, 'all', db) };
}

function randomParams(rng: Prng, today: string): ReportParams {
  const length = rng.pick([1, 7, 31, 32, 90, 182, 183, 365, 900]);
  const from = addDays(today, rng.int(-length - 120, 3 - length));
  return {
    period: { from, to: addDays(from, length - 1) },
    comparison: rng.pick(['period-before', 'year-before']),
    asOf: rng.chance(0.5) ? today : addDays(today, -rng.int(1, 400)),
  };
}

async function agrees(
  scope: AccountScope,
  raws: Raw[],
  name: ReportName,
  params: ReportParams,
  now: Date,
): Promise<void> {
  const effects = { db: database.db, now };
  const asked: Asked = { ...params, firstWeekday: 1 };
  const truth = truths[name];
  const expected = truth.rows(raws, asked);
  if (expected.length > 0) answered.add(name);
  const [result] = await runReport(scope, name, params, effects);
  if (!result) throw new Error('no result');
  const rows = await allRows(scope, name, params, now);
  const at = `${name} ${JSON.stringify(params)}`;

  expect(rows.map(keyed).sort(), at).toEqual(expected.map(keyed).sort());
  const wanted = truth.figure(expected, 'whole', raws, asked);
  expect(rounded(result.figure.value), at).toBe(rounded(wanted));
  expect(result.figure.rows, at).toBe(expected.length);
  for (const part of result.parts) {
    const own = expected.filter((row) => row.part === part.key);
    expect(part.rows, `${at} part ${part.key}`).toBe(own.length);
    if (own.length === 0) continue;
    const partWanted = truth.figure(own, 'part', raws, asked);
    expect(rounded(part.value), `${at} part ${part.key}`).toBe(rounded(partWanted));
  }
  expect(
    result.parts.reduce((n, part) => n + part.rows, 0),
    `${at}: parts`,
  ).toBe(expected.length);
  for (const account of result.accounts) {
    const own = expected.filter((row) => row.accountId === account.accountId);
    expect(account.rows, `${at} account`).toBe(own.length);
    if (own.length === 0) continue;
    const accountWanted = truth.figure(own, 'account', raws, asked);
    expect(rounded(account.value), `${at} account`).toBe(rounded(accountWanted));
  }
  const [part] = result.parts.filter((one) => one.rows > 0);
  if (part) {
    const drilled = await allRows(scope, name, { ...params, part: part.key }, now);
    expect(drilled.length, `${at} drill-down`).toBe(part.rows);
  }
  const csv = csvText(rows.map((row) => [row.amountCents === null ? null : row.amountCents / 100]));
  const total = csv.split('\r\n').reduce((sum, cell) => sum + Math.round(Number(cell) * 100), 0);
  expect(total, `${at} CSV`).toBe(expected.reduce((sum, row) => sum + (row.amount ?? 0), 0));
}

async function allRows(
  scope: AccountScope,
  name: ReportName,
  params: ReportParams,
  now: Date,
): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  let after: RowCursor | undefined;
  do {
    const page = await reportRows(
      scope,
      name,
      params,
      { currency: 'USD', limit: 333, ...(after ? { after } : {}) },
      { db: database.db, now },
    );
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

// The last bits of a quotient may differ; the shift keeps them off the edge, on which fractions like 4.59375 lie.
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 10_000 + 0.0137) / 10_000 + 0;

function keyed(row: ReportRow | TruthRow): string {
  const amount = 'amountCents' in row ? row.amountCents : row.amount;
  return [row.accountId, row.part, row.id, amount, rounded(row.value)].join(' ');
}
