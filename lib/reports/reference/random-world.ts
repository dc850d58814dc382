import type { AccountStore } from '@/lib/sandbox/world/account-store';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { atWallClock } from '@/lib/sandbox/world/local-time';
import { Prng } from '@/lib/sandbox/world/prng';
import { randomEdits } from '@/lib/sandbox/world/random-edits';
import type { World } from '@/lib/sandbox/world/world';
import { dayNumber, type Raw } from './raw';

const hourMs = 3_600_000;

/**
 * A world that has been through a lot: a business played by the sandbox, then random edits, then what readers stumble
 * over: money at the edges of days, failed payments, corrections, bad debts, overlapping hours, clock changes.
 */
export function randomWorld(seed: number, now: number): World {
  const rng = new Prng(`reports:${seed}`);
  const world = buildWorld({ seed, size: 'small', now });
  // Every 25th world keeps the job with 4,000 visits, which takes as long as five others.
  if (seed % 25 !== 0) for (const store of world.accounts.values()) dropEndlessJob(store);
  randomEdits(world, rng, 90);
  for (const store of world.accounts.values()) disturb(store, rng);
  return world;
}

/** What people set up here: days of work, wages that changed, goals for spans of several kinds. */
export function randomChoices(
  store: AccountStore,
  rng: Prng,
): Pick<Raw, 'workingDays' | 'rates' | 'goals'> {
  const today = dayNumber('2026-11-20');
  const paid = store.all('User').filter(() => rng.chance(0.6));
  const spans = (['month', 'quarter', 'year'] as const).filter(() => rng.chance(0.5));
  return {
    workingDays: rng.pick([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5, 6],
      [2, 4, 0],
    ]),
    rates: paid.flatMap((user) =>
      [900, 200, 20]
        .filter(() => rng.chance(0.7))
        .map((ago) => ({
          userId: user.id,
          from: today - ago - rng.int(0, 15),
          hourlyCents: rng.int(1_500, 6_000),
          burdenPercent: rng.int(0, 40),
        })),
    ),
    goals: spans.flatMap((span) =>
      [1_000, 150].map((ago) => ({
        span,
        from: today - ago - rng.int(0, 40),
        cents: rng.int(100_000, 9_000_000),
      })),
    ),
  };
}

function dropEndlessJob(store: AccountStore): void {
  for (const job of store.all('Job')) {
    if (store.related('Visit', 'jobId', job.id).length > 1_000) store.destroy('Job', job.id);
  }
}

function disturb(store: AccountStore, rng: Prng): void {
  payOddly(store, rng);
  shareInvoices(store, rng);
  overlapHours(store, rng);
  for (const day of ['2026-03-08', '2026-11-01', '2025-11-02'])
    workAcrossClockChange(store, rng, day);
  for (const invoice of store.all('Invoice').filter(() => rng.chance(0.02))) {
    store.update('Invoice', invoice.id, { badDebtAt: store.now - rng.int(0, 50) * 24 * hourMs });
  }
  for (const job of store.all('Job').filter(() => rng.chance(0.03))) {
    store.update('Job', job.id, { closedAt: job.closedAt === null ? store.now : null });
  }
  for (const quote of store.all('Quote').filter(() => rng.chance(0.05))) {
    store.update('Quote', quote.id, { salespersonId: null, propertyId: null });
  }
}

function payOddly(store: AccountStore, rng: Prng): void {
  const kinds = [
    'PAYMENT',
    'DEPOSIT',
    'REFUND',
    'FAILED_ACH_PAYMENT',
    'CORRECTION',
    'INITIAL_BALANCE',
  ];
  for (const invoice of store.all('Invoice').filter(() => rng.chance(0.06))) {
    const adjustmentType = rng.pick(kinds) as 'PAYMENT';
    const isBack = ['REFUND', 'FAILED_ACH_PAYMENT'].includes(adjustmentType);
    const cents = rng.int(1, 9_999);
    store.create('PaymentRecord', {
      clientId: invoice.clientId,
      invoiceId: rng.chance(0.9) ? invoice.id : null,
      adjustmentType,
      rawAmount: isBack ? -cents : cents,
      tipAmount: rng.chance(0.2) ? 777 : 0,
      entryDate: edgeOfDay(store, rng, store.now - rng.int(0, 60) * 24 * hourMs),
    });
  }
}

/** One bill for several jobs, one bill without any, one issued a second before midnight. */
function shareInvoices(store: AccountStore, rng: Prng): void {
  const jobs = store.all('Job');
  for (const invoice of store.all('Invoice').filter(() => rng.chance(0.05))) {
    if (invoice.issuedDate === null) continue;
    store.update('Invoice', invoice.id, {
      jobIds: rng.chance(0.3) ? [] : [...invoice.jobIds, rng.pick(jobs).id],
      issuedDate: edgeOfDay(store, rng, invoice.issuedDate),
      dueDate: rng.chance(0.2) ? null : invoice.dueDate,
      discountAmount: rng.int(0, 3_000),
    });
  }
}

function overlapHours(store: AccountStore, rng: Prng): void {
  for (const entry of store.all('TimeSheetEntry').filter(() => rng.chance(0.25))) {
    if (entry.endAt === null) continue;
    const startAt = entry.startAt + rng.int(-60, 60) * 60_000;
    const visit = rng.pick(store.all('Visit'));
    store.create('TimeSheetEntry', {
      userId: entry.userId,
      jobId: rng.chance(0.8) ? visit.jobId : null,
      visitId: rng.chance(0.6) ? visit.id : null,
      startAt,
      endAt: startAt + rng.int(0, 300) * 60_000,
      labourRate: rng.chance(0.3) ? null : entry.labourRate,
      timeSheetCategory: rng.chance(0.1) ? 'BREAK' : 'GENERAL',
    });
  }
}

/** Work, a bill and a payment within the hours that a clock change takes or gives. */
function workAcrossClockChange(store: AccountStore, rng: Prng, day: string): void {
  const property = rng.pick(store.all('Property'));
  const user = rng.pick(store.all('User'));
  const { timezone } = store.account;
  const { clientId, id: propertyId } = property;
  const startAt = atWallClock(dayNumber(day), 30, timezone);
  const job = store.create('Job', { clientId, propertyId, title: 'Night work' });
  store.create('JobLineItem', {
    jobId: job.id,
    name: 'Night work',
    unitPrice: 12_345,
    unitCost: 333,
  });
  const visit = store.create('Visit', {
    jobId: job.id,
    clientId,
    propertyId,
    startAt,
    endAt: startAt + 4 * hourMs,
    completedAt: startAt + 4 * hourMs,
  });
  store.create('TimeSheetEntry', {
    userId: user.id,
    jobId: job.id,
    visitId: visit.id,
    startAt,
    endAt: startAt + 4 * hourMs,
    labourRate: 2_550,
  });
  const invoice = store.create('Invoice', {
    clientId,
    jobIds: [job.id],
    issuedDate: startAt + 23.9 * hourMs,
    dueDate: startAt + 24 * hourMs,
  });
  store.create('InvoiceLineItem', {
    invoiceId: invoice.id,
    jobId: job.id,
    name: 'x',
    unitPrice: 12_345,
  });
  store.create('PaymentRecord', {
    clientId,
    invoiceId: invoice.id,
    rawAmount: rng.pick([12_345, 6_000]),
    entryDate: startAt + 23.4 * hourMs,
  });
}

/** The same local day, its first or last second or somewhere between. */
function edgeOfDay(store: AccountStore, rng: Prng, at: number): number {
  const { timezone } = store.account;
  const day = Math.floor(at / (24 * hourMs));
  const edge = rng.pick([
    at,
    atWallClock(day, 0, timezone),
    atWallClock(day, 24 * 60, timezone) - 1000,
  ]);
  return Math.min(edge, store.now);
}
