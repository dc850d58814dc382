import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AccountStore } from './account-store';
import { buildWorld } from './build-world';
import { dayMs } from './local-time';
import { Prng } from './prng';
import { randomEdits } from './random-edits';
import { idsIn } from './record-index';
import type { RecordType } from './records';
import { references } from './references';
import { advanceWorld, dump, type World, type WorldSize } from './world';

const now = Date.UTC(2026, 10, 20, 17, 30);
const build = (size: WorldSize, seed = 1) => buildWorld({ seed, size, now });
const first = (world: World): AccountStore => {
  const [store] = world.accounts.values();
  if (!store) throw new Error('a world has accounts');
  return store;
};
const fingerprint = (world: World) => {
  const hash = createHash('sha256');
  for (const id of world.accounts.keys()) hash.update(JSON.stringify(dump(world, id)));
  return hash.digest('hex');
};

describe('buildWorld', () => {
  it('gives the same records for the same seed, and others for another', () => {
    expect(fingerprint(build('small'))).toBe(fingerprint(build('small')));
    expect(fingerprint(build('small', 2))).not.toBe(fingerprint(build('small')));
  });

  it('has the mix per client of a real account when large', () => {
    const store = first(build('large'));
    const clients = store.tables.Client.size;
    const perClient = (type: RecordType) => store.tables[type].size / clients;
    expect(clients).toBeGreaterThanOrEqual(10_000);
    const mix = {
      Property: 1.1,
      Job: 1.5,
      Visit: 4,
      Invoice: 1.5,
      Quote: 0.8,
      Request: 0.5,
      PaymentRecord: 1.4,
    };
    for (const [type, mean] of Object.entries(mix)) {
      expect(perClient(type as RecordType) / mean, type).toBeGreaterThan(0.8);
      expect(perClient(type as RecordType) / mean, type).toBeLessThan(1.25);
    }
    const main = Object.keys(mix).reduce(
      (sum, type) => sum + store.tables[type as RecordType].size,
      clients,
    );
    expect(main).toBeGreaterThan(105_000);
    expect(main).toBeLessThan(130_000);
  });

  it('has most invoices paid and only a small part of a year of revenue owed', () => {
    const store = first(build('medium'));
    const invoices = store.all('Invoice');
    const paid = invoices.filter((invoice) => invoice.invoiceStatus === 'paid').length;
    expect(paid / invoices.length).toBeGreaterThan(0.85);
    const owed = store.all('Client').reduce((sum, client) => sum + Math.max(0, client.balance), 0);
    expect(owed).toBeGreaterThan(500_000);
    expect(owed).toBeLessThan(15_000_000);
  });

  it('holds every status and special case that the screens must survive', () => {
    const store = first(build('medium'));
    const statuses = (type: 'Job' | 'Invoice' | 'Quote' | 'Request' | 'Visit', field: string) =>
      new Set(
        store
          .all(type)
          .map((record) => String(Object.entries(record).find(([key]) => key === field)?.[1])),
      );
    expect([...statuses('Job', 'jobStatus')].sort()).toEqual([
      'action_required',
      'archived',
      'expiring_within_30_days',
      'late',
      'requires_invoicing',
      'today',
      'unscheduled',
      'upcoming',
    ]);
    expect([...statuses('Invoice', 'invoiceStatus')].sort()).toEqual([
      'awaiting_payment',
      'bad_debt',
      'draft',
      'paid',
      'past_due',
      'sent_not_due',
    ]);
    expect(statuses('Quote', 'quoteStatus').size).toBe(6);
    expect(statuses('Visit', 'visitStatus').size).toBe(5);

    const mostVisits = Math.max(
      ...store.all('Job').map((job) => store.related('Visit', 'jobId', job.id).length),
    );
    expect(mostVisits).toBe(3_982);
    expect(
      store.all('Visit').some((visit) => new Date(visit.startAt ?? 0).getUTCFullYear() === 2036),
    ).toBe(true);
    const mostInvoices = Math.max(
      ...store
        .all('Client')
        .map((client) => store.related('Invoice', 'clientId', client.id).length),
    );
    expect(mostInvoices).toBe(400);

    const clients = store.all('Client');
    expect(clients.some((client) => client.emails.length === 0)).toBe(true);
    expect(clients.some((client) => /\p{Script=Han}/u.test(client.name))).toBe(true);
    expect(clients.some((client) => client.firstName === '' && !client.isCompany)).toBe(true);
    expect(clients.some((client) => client.isArchived)).toBe(true);
    expect(clients.some((client) => client.isLead)).toBe(true);
    const entries = store.all('TimeSheetEntry');
    expect(entries.some((entry) => entry.endAt === null)).toBe(true);
    const payments = store.all('PaymentRecord');
    expect(new Set(payments.map((payment) => payment.adjustmentType))).toEqual(
      new Set(['PAYMENT', 'DEPOSIT', 'REFUND']),
    );
    expect(payments.some((payment) => payment.tipAmount > 0)).toBe(true);
    const isOld = (dueDate: number | null) => dueDate !== null && dueDate < now - 365 * dayMs;
    expect(
      store
        .all('Invoice')
        .some((invoice) => invoice.invoiceStatus === 'past_due' && isOld(invoice.dueDate)),
    ).toBe(true);
    expect(store.all('Quote').some((quote) => quote.quoteStatus === 'approved')).toBe(true);
    expect(store.all('User').some((user) => user.status === 'DEACTIVATED')).toBe(true);
  });

  it('writes no history later than now', () => {
    for (const store of build('medium').accounts.values()) {
      for (const [type, rows] of Object.entries(store.tables)) {
        for (const row of rows.values()) {
          expect(Math.max(row.createdAt, row.updatedAt), `${type} ${row.id}`).toBeLessThanOrEqual(
            now,
          );
          expect(row.updatedAt, `${type} ${row.id}`).toBeGreaterThanOrEqual(row.createdAt);
        }
      }
      for (const payment of store.all('PaymentRecord'))
        expect(payment.entryDate).toBeLessThanOrEqual(now);
    }
  });
});

describe('a world under random edits', () => {
  it('keeps every reference, total and status right while time passes', () => {
    const world = build('small', 7);
    const rng = new Prng('edits');
    for (let round = 1; round <= 15; round += 1) {
      advanceWorld(world, now + round * 0.4 * dayMs);
      randomEdits(world, rng, 60);
    }
    for (const store of world.accounts.values()) {
      expectIntact(store);
      expectSettled(store);
    }
  });
});

describe('buildWorld leaves', () => {
  it.each(['small', 'medium'] as const)(
    'a %s world with whole references and exact totals',
    (size) => {
      for (const store of build(size).accounts.values()) {
        expectIntact(store);
        expectSettled(store);
      }
    },
  );
});

function expectIntact(store: AccountStore): void {
  const everything = new Set(Object.values(store.tables).flatMap((rows) => [...rows.keys()]));
  for (const type of Object.keys(references) as RecordType[]) {
    for (const field of Object.keys(references[type] ?? {})) {
      for (const row of store.all(type)) {
        for (const id of idsIn(row, field))
          expect(everything.has(id), `${type}.${field}`).toBe(true);
      }
    }
  }
  expect(new Set(store.all('Job').map((job) => job.jobNumber)).size).toBe(store.tables.Job.size);
}

/** Sums again from the raw records, by other code than the world's. */
function expectSettled(store: AccountStore): void {
  const owed = new Map<string, number>();
  const add = (clientId: string, amount: number) =>
    owed.set(clientId, (owed.get(clientId) ?? 0) + amount);
  for (const invoice of store.all('Invoice')) {
    const lines = store.related('InvoiceLineItem', 'invoiceId', invoice.id);
    const { amounts } = invoice;
    expect(amounts.subtotal).toBe(
      lines.reduce((sum, line) => sum + Math.round(line.quantity * line.unitPrice), 0),
    );
    expect(amounts.total).toBe(amounts.subtotal - amounts.discountAmount + amounts.taxAmount);
    const received = store
      .related('PaymentRecord', 'invoiceId', invoice.id)
      .reduce((sum, payment) => sum + payment.rawAmount, 0);
    expect(amounts.invoiceBalance).toBe(amounts.total - received);
    if (invoice.invoiceStatus === 'past_due') expect(invoice.dueDate).toBeLessThan(store.now);
    if (invoice.invoiceStatus !== 'draft' && invoice.invoiceStatus !== 'bad_debt')
      add(invoice.clientId, amounts.invoiceBalance);
  }
  for (const payment of store.all('PaymentRecord')) {
    if (payment.invoiceId === null) add(payment.clientId, -payment.rawAmount);
  }
  for (const client of store.all('Client'))
    expect(client.balance, client.name).toBe(owed.get(client.id) ?? 0);
  for (const job of store.all('Job')) {
    const lines = store.related('JobLineItem', 'jobId', job.id);
    expect(job.total).toBe(lines.reduce((sum, line) => sum + line.totalPrice, 0));
    const visits = store.related('Visit', 'jobId', job.id);
    const open = visits.filter((visit) => visit.completedAt === null);
    const isLate = open.some(
      (visit) => visit.startAt !== null && (visit.endAt ?? visit.startAt) < store.now,
    );
    if (job.jobStatus === 'late') expect(isLate).toBe(true);
    else if (isLate) expect(['archived', 'requires_invoicing']).toContain(job.jobStatus);
    expect(job.jobStatus === 'archived').toBe(job.closedAt !== null);
  }
  for (const visit of store.all('Visit')) {
    const isLate =
      visit.completedAt === null &&
      visit.startAt !== null &&
      (visit.endAt ?? visit.startAt) < store.now;
    expect(visit.visitStatus === 'LATE').toBe(isLate);
  }
}
