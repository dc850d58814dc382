import type { AccountStore } from './account-store';
import { companyKinds, companyStems, firstNames, lastNames, streets } from './names';
import type { Prng } from './prng';
import type { Client, Id, Records, RecordType } from './records';
import type { World } from './world';

const hourMs = 3_600_000;

type Edit = (store: AccountStore, rng: Prng) => void;

/** What happens in a business in a while, by how often. Each edit does nothing when the world has no record for it. */
const edits: readonly (readonly [Edit, number])[] = [
  [renameClient, 10],
  [createClient, 6],
  [bookJob, 8],
  [completeVisit, 14],
  [moveVisit, 8],
  [billJob, 8],
  [pay, 12],
  [sendDraft, 3],
  [decideQuote, 6],
  [changePrice, 5],
  [askForWork, 4],
  [closeJob, 4],
  [moveProperty, 3],
  [archiveClient, 2],
  [clockIn, 3],
  [buySomething, 3],
  [destroyVisit, 4],
  [destroyInvoice, 2],
  [destroyPayment, 2],
  [destroyJob, 1],
  [destroyQuote, 1],
  [destroyClient, 1],
];

/**
 * Makes `n` realistic changes at the world's clock: creates, updates and deletes over all accounts.
 * @public
 */
export function randomEdits(world: World, rng: Prng, n: number): void {
  const stores = [...world.accounts.values()];
  for (let turn = 0; turn < n; turn += 1) rng.weighted(edits)(rng.pick(stores), rng);
}

function renameClient(store: AccountStore, rng: Prng): void {
  const client = one(store, rng, 'Client');
  if (!client) return;
  store.update(
    'Client',
    client.id,
    client.isCompany
      ? { companyName: `${rng.pick(companyStems)} ${rng.pick(companyKinds)}` }
      : { lastName: rng.pick(lastNames) },
  );
}

function createClient(store: AccountStore, rng: Prng): void {
  const client = store.create('Client', {
    firstName: rng.pick(firstNames),
    lastName: rng.pick(lastNames),
    isLead: rng.chance(0.5),
  });
  createProperty(store, rng, client);
}

function createProperty(store: AccountStore, rng: Prng, client: Client) {
  const like = one(store, rng, 'Property')?.address;
  return store.create('Property', {
    clientId: client.id,
    isBillingAddress: true,
    address: {
      street2: '',
      city: null,
      province: null,
      postalCode: null,
      country: 'United States',
      coordinates: null,
      ...like,
      id: store.newId('PropertyAddress'),
      street1: `${rng.int(11, 9890)} ${rng.pick(streets)}`,
      geoStatus: like?.geoStatus ?? 'NOT_STARTED',
    },
  });
}

function bookJob(store: AccountStore, rng: Prng): void {
  const property = one(store, rng, 'Property');
  const product = one(store, rng, 'ProductOrService');
  const user = one(store, rng, 'User', (candidate) => candidate.status === 'ACTIVATED');
  if (!property || !product || !user) return;
  const { clientId, id: propertyId } = property;
  const job = store.create('Job', { clientId, propertyId, title: product.name });
  store.create('JobLineItem', {
    jobId: job.id,
    name: product.name,
    unitPrice: product.defaultUnitCost,
    linkedProductOrServiceId: product.id,
  });
  const startAt = store.now + rng.int(-20, 240) * hourMs;
  store.create('Visit', {
    jobId: job.id,
    clientId,
    propertyId,
    title: product.name,
    startAt,
    endAt: startAt + 2 * hourMs,
    assignedUserIds: [user.id],
  });
  store.update('Client', clientId, { isLead: false });
}

function completeVisit(store: AccountStore, rng: Prng): void {
  const visit = one(store, rng, 'Visit', (candidate) => candidate.completedAt === null);
  if (visit) store.update('Visit', visit.id, { completedAt: store.now, completedBy: 'Office' });
}

function moveVisit(store: AccountStore, rng: Prng): void {
  const visit = one(store, rng, 'Visit', (candidate) => candidate.completedAt === null);
  if (!visit) return;
  const startAt = rng.chance(0.1) ? null : store.now + rng.int(-48, 400) * hourMs;
  store.update('Visit', visit.id, { startAt, endAt: startAt === null ? null : startAt + hourMs });
}

function billJob(store: AccountStore, rng: Prng): void {
  const job = one(store, rng, 'Job', (candidate) => candidate.uninvoicedTotal > 0);
  if (!job) return;
  const rate = store.all('TaxRate')[0];
  const isDraft = rng.chance(0.2);
  const invoice = store.create('Invoice', {
    clientId: job.clientId,
    jobIds: [job.id],
    propertyIds: [job.propertyId],
    subject: job.title ?? 'For Services Rendered',
    taxRateId: rate?.id ?? null,
    issuedDate: isDraft ? null : store.now,
    dueDate: isDraft ? null : store.now + 30 * 24 * hourMs,
    sentAt: isDraft ? null : store.now,
  });
  store.create('InvoiceLineItem', {
    invoiceId: invoice.id,
    jobId: job.id,
    name: invoice.subject,
    unitPrice: job.uninvoicedTotal,
  });
  for (const visit of [...store.related('Visit', 'jobId', job.id)]) {
    if (visit.completedAt !== null && visit.invoiceId === null)
      store.update('Visit', visit.id, { invoiceId: invoice.id });
  }
}

function pay(store: AccountStore, rng: Prng): void {
  const isOpen = (candidate: Records['Invoice']) =>
    candidate.issuedDate !== null && candidate.amounts.invoiceBalance > 0;
  const invoice = one(store, rng, 'Invoice', isOpen);
  if (!invoice) return;
  const owed = invoice.amounts.invoiceBalance;
  const rawAmount = rng.chance(0.25) ? Math.max(1, Math.round(owed / 2)) : owed;
  store.create('PaymentRecord', {
    clientId: invoice.clientId,
    invoiceId: invoice.id,
    rawAmount,
    entryDate: store.now,
    tipAmount: rng.chance(0.1) ? 1000 : 0,
  });
}

function sendDraft(store: AccountStore, rng: Prng): void {
  const invoice = one(store, rng, 'Invoice', (candidate) => candidate.issuedDate === null);
  if (invoice)
    store.update('Invoice', invoice.id, {
      issuedDate: store.now,
      dueDate: store.now + 15 * 24 * hourMs,
      sentAt: store.now,
    });
}

function decideQuote(store: AccountStore, rng: Prng): void {
  const quote = one(
    store,
    rng,
    'Quote',
    (candidate) => candidate.quoteStatus === 'awaiting_response',
  );
  if (!quote) return;
  const quoteStatus = rng.pick(['approved', 'approved', 'changes_requested', 'archived'] as const);
  const moved = {
    approved: 'approvedAt',
    changes_requested: 'changesRequestedAt',
    archived: 'archivedAt',
  }[quoteStatus];
  store.update('Quote', quote.id, {
    quoteStatus,
    transitionedAt: store.now,
    lastTransitioned: { ...quote.lastTransitioned, [moved]: store.now },
  });
}

function changePrice(store: AccountStore, rng: Prng): void {
  const type = rng.pick(['JobLineItem', 'QuoteLineItem'] as const);
  const line = one(store, rng, type);
  if (line) store.update(type, line.id, { unitPrice: line.unitPrice + rng.int(1, 40) * 100 });
}

function askForWork(store: AccountStore, rng: Prng): void {
  const client = one(store, rng, 'Client');
  if (client)
    store.create('Request', {
      clientId: client.id,
      title: 'Asked for a price',
      source: 'client_hub',
    });
}

function closeJob(store: AccountStore, rng: Prng): void {
  const job = one(store, rng, 'Job');
  if (job) store.update('Job', job.id, { closedAt: job.closedAt === null ? store.now : null });
}

function moveProperty(store: AccountStore, rng: Prng): void {
  const property = one(store, rng, 'Property');
  if (!property) return;
  const street1 = `${rng.int(11, 9890)} ${rng.pick(streets)}`;
  store.update('Property', property.id, { address: { ...property.address, street1 } });
}

function archiveClient(store: AccountStore, rng: Prng): void {
  const client = one(store, rng, 'Client');
  if (client) store.update('Client', client.id, { isArchived: !client.isArchived });
}

function clockIn(store: AccountStore, rng: Prng): void {
  const running = one(store, rng, 'TimeSheetEntry', (entry) => entry.endAt === null);
  if (running && rng.chance(0.6)) {
    store.update('TimeSheetEntry', running.id, {
      endAt: Math.max(store.now, running.startAt + 60_000),
    });
    return;
  }
  const user = one(store, rng, 'User', (candidate) => candidate.status === 'ACTIVATED');
  if (user)
    store.create('TimeSheetEntry', {
      userId: user.id,
      startAt: store.now,
      labourRate: user.labourRate,
    });
}

function buySomething(store: AccountStore, rng: Prng): void {
  const job = one(store, rng, 'Job');
  store.create('Expense', {
    title: 'Hardware store',
    date: store.now,
    total: rng.int(900, 24_000),
    linkedJobId: job?.id ?? null,
  });
}

function destroyVisit(store: AccountStore, rng: Prng): void {
  destroyOne(store, rng, 'Visit', (visit) => (visit as Records['Visit']).completedAt === null);
}

function destroyInvoice(store: AccountStore, rng: Prng): void {
  destroyOne(store, rng, 'Invoice');
}

function destroyPayment(store: AccountStore, rng: Prng): void {
  destroyOne(store, rng, 'PaymentRecord');
}

/** Big jobs stay: the special cases have to survive a test's edits. */
function destroyJob(store: AccountStore, rng: Prng): void {
  destroyOne(store, rng, 'Job', (job) => store.related('Visit', 'jobId', job.id).length < 50);
}

function destroyQuote(store: AccountStore, rng: Prng): void {
  destroyOne(store, rng, 'Quote');
}

function destroyClient(store: AccountStore, rng: Prng): void {
  destroyOne(
    store,
    rng,
    'Client',
    (client) => store.related('Visit', 'clientId', client.id).length < 50,
  );
}

function destroyOne(
  store: AccountStore,
  rng: Prng,
  type: RecordType,
  isWanted: (record: { id: Id }) => boolean = () => true,
): void {
  const record = one(store, rng, type, isWanted);
  if (record) store.destroy(type, record.id);
}

/** Tries some records at random, so that large worlds are not searched end to end. */
function one<T extends RecordType>(
  store: AccountStore,
  rng: Prng,
  type: T,
  isWanted: (record: Records[T]) => boolean = () => true,
): Records[T] | null {
  const records = store.all(type);
  for (let attempt = 0; attempt < 60 && records.length > 0; attempt += 1) {
    const record = rng.pick(records);
    if (isWanted(record)) return record;
  }
  return null;
}
