import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import type { ReportName } from './catalog';
import type { ReportParams } from './contract';
import { type RowCursor, reportRows, runReport } from './run-report';

const person = '00000000-0000-4000-8000-000000000001';
const now = new Date('2026-11-20T17:00:00Z');
const november: ReportParams = {
  period: { from: '2026-11-01', to: '2026-11-30' },
  comparison: 'period-before',
  asOf: '2026-11-20',
};
const october = { ...november, period: { from: '2026-10-01', to: '2026-10-31' } };

let database: TestDatabase;
let scope: AccountScope;

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(`
    insert into accounts (jobber_account_id, slug, name) values ('A1', 'cedar', 'Cedar'), ('A2', 'other', 'Other');
    insert into people (id, name) values ('${person}', 'Ana');
    insert into memberships (account_id, person_id, role) values (1, '${person}', 'owner');
    insert into account_formats (account_id, time_zone) values (1, 'America/New_York');`);
  scope = await requireAccounts({ personId: person }, 'cedar', database.db);
});
afterAll(() => database.close());

/** Runs a test over rows that are gone afterwards. */
async function given(rows: string, check: () => Promise<void>): Promise<void> {
  await database.pool.query(rows);
  try {
    await check();
  } finally {
    const tables = [
      'time_sheets',
      'line_items',
      'payment_records',
      'invoices',
      'visits',
      'jobs',
      'quotes',
      'goals',
    ];
    for (const table of tables) await database.pool.query(`delete from ${table}`);
  }
}

const figure = async (name: ReportName, params = november) => {
  const [result] = await runReport(scope, name, params, { db: database.db, now });
  return result?.figure.value;
};

const invoice = (id: string, more: Record<string, string | number>) => {
  const values: Record<string, string | number> = {
    account_id: 1,
    id,
    hash: '',
    read_at: now.toISOString(),
    created_at: '2026-11-05',
    updated_at: '2026-11-05',
    invoice_number: '1',
    status: 'sent_not_due',
    subtotal_cents: 10_000,
    discount_cents: 0,
    total_cents: 11_000,
    balance_cents: 11_000,
    issued_at: '2026-11-05T15:00:00Z',
    due_at: '2026-12-05T15:00:00Z',
    ...more,
  };
  return insert('invoices', values);
};

const insert = (table: string, values: Record<string, string | number | boolean>) =>
  `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values)
    .map((value) => `'${value}'`)
    .join(', ')});`;

const payment = (id: string, more: Record<string, string | number>) =>
  insert('payment_records', {
    account_id: 1,
    id,
    hash: '',
    read_at: now.toISOString(),
    adjustment_type: 'PAYMENT',
    amount_cents: 1_000,
    raw_cents: 1_000,
    entry_at: '2026-11-05T15:00:00Z',
    ...more,
  });

describe('what other integrations got wrong', () => {
  it('8: nothing is cut off silently: every one of 1,234 rows is reached and counted', () =>
    given(Array.from({ length: 1_234 }, (_, at) => invoice(`I${at}`, {})).join(''), async () => {
      const seen = new Set<string>();
      let after: RowCursor | undefined;
      do {
        const page = { currency: 'USD', limit: 100, ...(after ? { after } : {}) };
        const { rows, next } = await reportRows(scope, 'revenue-invoiced', november, page, {
          db: database.db,
          now,
        });
        for (const row of rows) seen.add(row.id);
        after = next ?? undefined;
      } while (after);
      expect(seen.size).toBe(1_234);
      expect(await figure('revenue-invoiced')).toBe(12_340_000);
    }));

  it('9: an unpaid invoice stays in the receivables however old it is', () =>
    given(
      invoice('I1', { status: 'past_due', issued_at: '2011-01-05', due_at: '2011-02-05' }),
      async () => expect(await figure('receivables')).toBe(11_000),
    ));

  it('10: what is owed is the balance, never the total', () =>
    given(invoice('I1', { status: 'past_due', balance_cents: 300 }), async () => {
      expect(await figure('receivables')).toBe(300);
    }));

  it('11: money came in on the day it was entered, never on the day a record changed', () =>
    given(
      invoice('I1', { status: 'paid', balance_cents: 0, updated_at: '2026-11-19' }) +
        payment('P1', { invoice_id: 'I1', entry_at: '2026-10-10T15:00:00Z' }),
      async () => {
        expect(await figure('cash-collected')).toBe(0);
        expect(await figure('cash-collected', october)).toBe(1_000);
        expect(await figure('days-to-get-paid')).toBeNull();
      },
    ));

  it('12: a card and the list it opens are one query', () =>
    given(invoice('I1', { discount_cents: 333 }) + invoice('I2', { status: 'draft' }), async () => {
      const page = { currency: 'USD', limit: 100 };
      const { rows } = await reportRows(scope, 'revenue-invoiced', november, page, {
        db: database.db,
        now,
      });
      const sum = rows.reduce((total, row) => total + (row.amountCents ?? 0), 0);
      expect(sum).toBe(9_667);
      expect(await figure('revenue-invoiced')).toBe(sum);
    }));

  it('13: no number appears that no record explains', async () => {
    const names: ReportName[] = ['revenue-invoiced', 'receivables', 'unbilled-work', 'follow-up'];
    for (const name of names) expect(await figure(name)).toBe(0);
    for (const name of ['win-rate', 'average-ticket', 'days-to-get-paid'] as const) {
      expect(await figure(name)).toBeNull();
    }
  });

  it('14: the win rate asks what became of the quotes of a period, never of wins of one and quotes of another', () =>
    given(
      quote('Q1', { status: 'converted', sent_at: '2026-10-05', approved_at: '2026-11-05' }) +
        quote('Q2', { status: 'awaiting_response', sent_at: '2026-11-05', client_id: 'C2' }),
      async () => {
        expect(await figure('win-rate')).toBe(0);
        expect(await figure('win-rate', october)).toBe(100);
      },
    ));

  it('15: days begin and end where the account is', () =>
    given(
      invoice('I1', { issued_at: '2026-12-01T04:59:59Z' }) +
        invoice('I2', { issued_at: '2026-11-01T03:59:59Z', subtotal_cents: 700 }),
      async () => {
        expect(await figure('revenue-invoiced')).toBe(10_000);
        expect(await figure('revenue-invoiced', october)).toBe(700);
      },
    ));

  it('16: one outlier does not drive the days to get paid', () =>
    given(
      [1, 2, 3, 400]
        .map((days, at) => {
          const issued = new Date(Date.UTC(2026, 10, 10, 15) - days * 86_400_000).toISOString();
          return (
            invoice(`I${at}`, { status: 'paid', balance_cents: 0, issued_at: issued }) +
            payment(`P${at}`, { invoice_id: `I${at}`, entry_at: '2026-11-10T15:00:00Z' })
          );
        })
        .join(''),
      async () => expect(await figure('days-to-get-paid')).toBe(2.5),
    ));

  it('17: archived jobs earn in the past and ask for nothing now', () =>
    given(
      job('J1', { status: 'archived', uninvoiced_cents: 5_000, completed_at: '2026-11-06' }) +
        invoice('I1', {}) +
        `insert into invoice_jobs (account_id, invoice_id, job_id, is_archived) values (1, 'I1', 'J1', true);`,
      async () => {
        expect(await figure('unbilled-work')).toBe(0);
        expect(await figure('average-ticket')).toBe(10_000);
      },
    ));

  it('18: an hour on two time sheets is one hour', () =>
    given(
      job('J1', { status: 'archived', completed_at: '2026-11-06' }) +
        ['15:00', '15:30']
          .map((start, at) =>
            insert('time_sheets', {
              account_id: 1,
              id: `T${at}`,
              hash: '',
              read_at: now.toISOString(),
              created_at: '2026-11-05',
              updated_at: '2026-11-05',
              user_id: 'U1',
              job_id: 'J1',
              start_at: `2026-11-05T${start}:00Z`,
              end_at: '2026-11-05T16:00:00Z',
              seconds: 3_600,
              is_ticking: false,
              is_approved: true,
              labour_rate_cents: 3_000,
            }),
          )
          .join(''),
      async () => expect(await figure('job-profit')).toBe(-3_000),
    ));

  it('19: the records of one account never count for another', () =>
    given(invoice('I1', { account_id: 2 }), async () => {
      expect(await figure('revenue-invoiced')).toBe(0);
    }));

  it('20: no target is assumed: without a goal there is no pace', () =>
    given(invoice('I1', {}), async () => {
      expect(await figure('goal-pace')).toBeNull();
      await database.pool.query(
        `insert into goals (account_id, span, from_day, amount_cents) values (1, 'month', '2026-01-01', 21000)`,
      );
      expect(await figure('goal-pace')).toBeCloseTo((100 * 10_000) / 15_000, 6);
    }));
});

function quote(id: string, more: Record<string, string | number>): string {
  return insert('quotes', {
    account_id: 1,
    id,
    hash: '',
    read_at: now.toISOString(),
    created_at: '2026-10-01',
    updated_at: '2026-11-05',
    quote_number: '1',
    client_id: 'C1',
    property_id: 'P1',
    total_cents: 100,
    ...more,
  });
}

function job(id: string, more: Record<string, string | number>): string {
  return insert('jobs', {
    account_id: 1,
    id,
    hash: '',
    read_at: now.toISOString(),
    created_at: '2026-10-01',
    updated_at: '2026-11-05',
    job_number: 1,
    job_type: 'ONE_OFF',
    billing_type: 'FIXED_PRICE',
    total_cents: 5_000,
    uninvoiced_cents: 0,
    ...more,
  });
}
