import { describe, expect, it } from 'vitest';
import { AccountStore } from './account-store';
import { dayMs } from './local-time';

const now = Date.UTC(2026, 10, 20, 17, 30);

/** A store with a client, a visit this afternoon on a $100 job and a bill of $107.50 due at the end of today. */
function smallBusiness() {
  const account = {
    id: 'account',
    name: 'Test Lawn Care',
    phone: '',
    industry: 'OTHER',
    signupName: '',
    countryCode: 'US',
    features: [],
    timezone: 'America/New_York',
    slug: 'test',
    createdAt: now,
    updatedAt: now,
  };
  const store = new AccountStore(account, now, 100);
  const rate = store.create('TaxRate', { name: 'County', tax: 7.5 });
  const client = store.create('Client', { firstName: 'Ruth', lastName: 'Novak' });
  const property = store.create('Property', {
    clientId: client.id,
    address: {
      id: store.newId('PropertyAddress'),
      street1: '12 Oak St',
      street2: null,
      city: null,
      province: null,
      postalCode: null,
      country: null,
      coordinates: null,
      geoStatus: 'NOT_FOUND',
    },
  });
  const job = store.create('Job', { clientId: client.id, propertyId: property.id });
  store.create('JobLineItem', { jobId: job.id, name: 'Mow', unitPrice: 10_000 });
  const visit = store.create('Visit', {
    jobId: job.id,
    clientId: client.id,
    propertyId: property.id,
    startAt: now + 3_600_000,
    endAt: now + 7_200_000,
  });
  const bill = () => {
    const invoice = store.create('Invoice', {
      clientId: client.id,
      jobIds: [job.id],
      taxRateId: rate.id,
      issuedDate: now,
      dueDate: now,
    });
    store.create('InvoiceLineItem', {
      invoiceId: invoice.id,
      jobId: job.id,
      name: 'Mow',
      unitPrice: 10_000,
    });
    store.update('Visit', visit.id, { invoiceId: invoice.id });
    return invoice;
  };
  return { store, client, property, job, visit, bill };
}

describe('AccountStore', () => {
  it('moves a job from today to late, requires_invoicing, action_required and archived', () => {
    const { store, job, visit, bill } = smallBusiness();
    expect([job.jobNumber, job.jobStatus]).toEqual([1, 'today']);
    store.advanceTo(now + 7_200_001);
    expect(job.jobStatus).toBe('late');
    store.update('Visit', visit.id, { completedAt: store.now });
    expect([job.jobStatus, job.uninvoicedTotal]).toEqual(['requires_invoicing', 10_000]);
    bill();
    expect([job.jobStatus, job.uninvoicedTotal, job.invoicedTotal]).toEqual([
      'action_required',
      0,
      10_000,
    ]);
    expect(job.completedAt).toBe(store.now);
    store.update('Job', job.id, { closedAt: store.now });
    expect(job.jobStatus).toBe('archived');
  });

  it('lets a payment settle the invoice and the balance, and tells who moved along', () => {
    const { store, client, bill } = smallBusiness();
    const invoice = bill();
    expect(client.balance).toBe(10_750);
    store.advanceTo(now + 60_000);
    const heard: string[] = [];
    store.onChange(({ type, kind, isDerived }) =>
      heard.push(`${type} ${kind}${isDerived ? ' derived' : ''}`),
    );
    store.create('PaymentRecord', {
      clientId: client.id,
      invoiceId: invoice.id,
      rawAmount: 10_750,
      tipAmount: 500,
      entryDate: store.now,
    });
    expect([invoice.invoiceStatus, invoice.receivedDate, client.balance]).toEqual([
      'paid',
      store.now,
      0,
    ]);
    expect(invoice.amounts.tipsTotal).toBe(500);
    expect([invoice.updatedAt, client.updatedAt]).toEqual([store.now, store.now]);
    expect(heard).toEqual([
      'PaymentRecord create',
      'Invoice update derived',
      'Client update derived',
    ]);
  });

  it('turns an invoice past due when its local day ends, without touching updatedAt', () => {
    const { store, bill } = smallBusiness();
    const invoice = bill();
    store.advanceTo(Date.UTC(2026, 10, 21, 4, 59, 59));
    expect(invoice.invoiceStatus).toBe('awaiting_payment');
    store.advanceTo(Date.UTC(2026, 10, 21, 5));
    expect([invoice.invoiceStatus, invoice.updatedAt]).toEqual(['past_due', now]);
  });

  it('destroys what belongs to a record and clears what only names it', () => {
    const { store, client, visit, bill } = smallBusiness();
    const invoice = bill();
    store.advanceTo(now + dayMs);
    store.destroy('Invoice', invoice.id);
    expect([visit.invoiceId, visit.updatedAt, client.balance]).toEqual([null, store.now, 0]);
    expect(store.tables.InvoiceLineItem.size).toBe(0);
    store.destroy('Client', client.id);
    for (const type of ['Client', 'Property', 'Job', 'JobLineItem', 'Visit'] as const) {
      expect(store.tables[type].size, type).toBe(0);
    }
  });
});
