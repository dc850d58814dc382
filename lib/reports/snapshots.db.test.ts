import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import type { AccountScope } from '@/lib/access/account-scope';
import type { AccountStore } from '@/lib/sandbox/world/account-store';
import type { Prng } from '@/lib/sandbox/world/prng';
import { randomEdits } from '@/lib/sandbox/world/random-edits';
import type { ReportName } from './catalog';
import type { Day } from './period';
import { playedOffice } from './reference/played-office';
import { dayText } from './reference/raw';
import { truths } from './reference/truths';
import { reportRows, runReport } from './run-report';
import { keepSnapshots } from './snapshots';

const asOfReports = ['receivables', 'open-quotes', 'unscheduled-backlog'] as const;
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('a past day', () => {
  it('is as the sandbox stood at its end, for every day that was recorded, whatever happened since', async () => {
    const office = await open(7);
    const ends = new Map<Day, string[]>();
    for (let turn = 0; turn < 6; turn += 1) {
      office.live((rng) => randomEdits(office.world, rng, 40));
      ends.set(...office.endOfDay());
      await office.read();
      expect(await keepSnapshots(office.accountId, { db: database.db, now: office.now() })).toBe(
        [...ends.keys()].at(-1),
      );
    }
    for (const [day, lines] of ends) {
      expect(await office.asOf(day), day).toEqual(lines);
      const [receivables] = await office.run('receivables', day);
      expect(receivables?.rebuilt).toBe('recorded');
    }
  });

  it('is rebuilt from payments and decisions where it was not recorded, and marked so', async () => {
    const office = await open(8);
    const ends = new Map<Day, string[]>();
    for (let turn = 0; turn < 4; turn += 1) {
      office.live((rng) => payAndDecide(office.store, rng));
      ends.set(...office.endOfDay());
    }
    await office.read();
    for (const [day, lines] of ends) {
      const rebuilt = (await office.asOf(day)).filter((line) => !line.startsWith('unscheduled'));
      expect(rebuilt, day).toEqual(lines.filter((line) => !line.startsWith('unscheduled')));
      const [receivables] = await office.run('receivables', day);
      expect(receivables?.rebuilt).toBe('rebuilt');
    }
  });

  it('that nobody recorded and nothing can rebuild is unknown, never 0', async () => {
    const office = await open(9);
    await office.read();
    const [backlog] = await office.run('unscheduled-backlog', '2026-10-01');
    expect(backlog?.figure.value).toBeNull();
    expect(backlog?.missing.map(({ what }) => what)).toContain('that day was not recorded');
  });

  it('is not recorded in the afternoon of the next one', async () => {
    const office = await open(10);
    await office.read();
    const now = new Date('2026-11-03T21:00:00Z');
    expect(await keepSnapshots(office.accountId, { db: database.db, now })).toBeNull();
  });
});

/** A small business of the sandbox with its account here. */
async function open(seed: number) {
  const startAt = Date.UTC(2026, 10, 3, 15);
  const office = await playedOffice(database.db, { seed, account: 1, startAt });
  const { scope, store } = office;
  return {
    ...office,
    /** The truth at the end of the day; the clock goes on to a quarter past midnight. */
    endOfDay(): [Day, string[]] {
      const last = office.raw();
      const day = dayText(last.today);
      const asked = { period: { from: day, to: day }, asOf: day, firstWeekday: 1 };
      const lines = asOfReports.flatMap((name) =>
        truths[name].rows([last], asked).map((row) => line(name, row)),
      );
      office.passMidnight();
      return [day, lines.sort()];
    },
    run: (name: ReportName, day: Day) => runReport(scope, name, params(day), effects(store)),
    asOf: (day: Day) => asOf(scope, store, day),
  };
}

async function asOf(scope: AccountScope, store: AccountStore, day: Day): Promise<string[]> {
  const lines: string[] = [];
  for (const name of asOfReports) {
    const page = { currency: 'USD', limit: 1_000 };
    const { rows } = await reportRows(scope, name, params(day), page, effects(store));
    lines.push(...rows.map((row) => line(name, { ...row, amount: row.amountCents })));
  }
  return lines.sort();
}

const line = (
  name: string,
  row: { id: string; part: string; amount: number | null; value: number | null },
): string => [name, row.id, row.part, row.amount, row.value].join(' ');

const params = (day: Day) =>
  ({ period: { from: day, to: day }, comparison: 'period-before', asOf: day }) as const;

const effects = (store: AccountStore) => ({ db: database.db, now: new Date(store.now) });

function payAndDecide(store: AccountStore, rng: Prng): void {
  for (const invoice of store.all('Invoice').filter(() => rng.chance(0.1))) {
    const owed = invoice.amounts.invoiceBalance;
    if (owed <= 0 || invoice.issuedDate === null) continue;
    store.create('PaymentRecord', {
      clientId: invoice.clientId,
      invoiceId: invoice.id,
      rawAmount: rng.chance(0.5) ? owed : Math.ceil(owed / 3),
      entryDate: store.now,
    });
  }
  for (const quote of store.all('Quote').filter(() => rng.chance(0.1))) {
    if (quote.quoteStatus !== 'awaiting_response') continue;
    const hasWon = rng.chance(0.5);
    store.update('Quote', quote.id, {
      quoteStatus: hasWon ? 'approved' : 'archived',
      transitionedAt: store.now,
      lastTransitioned: { ...quote.lastTransitioned, approvedAt: hasWon ? store.now : null },
    });
  }
}
