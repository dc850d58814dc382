import { AccountStore } from './account-store';
import { addClient, addProperty } from './clients';
import { keepExpenses, keepTimeSheets, planTasks, writeNotes } from './field-records';
import { dayMs } from './local-time';
import { addRequest } from './offers';
import { configureCustomFields, hireStaff, stockCatalogue } from './office';
import { Prng } from './prng';
import type { Client, Millis, Property } from './records';
import { type Setting, workingTime } from './setting';
import { addSpecialCases } from './special-cases';
import type { Trade } from './trade';
import { cleaningTrade } from './trade-cleaning';
import { lawnTrade } from './trade-lawn';
import { plumbingTrade } from './trade-plumbing';
import { playLostQuote, playOneOff, playRecurring } from './work';
import type { World, WorldSize } from './world';

const clientCounts = {
  small: [120, 45, 35],
  medium: [1_000, 300, 220],
  large: [10_000, 600, 400],
} as const;
const recentShares = { small: 0.16, medium: 0.1, large: 0.02 } as const;
const trades = [lawnTrade, plumbingTrade, cleaningTrade];
const historyDays = 3 * 365;

/**
 * Three accounts with three years of business up to `now` and work ahead. The same arguments give the same records
 * to the byte; the first account holds the special cases.
 * @public
 */
export function buildWorld(options: { seed: number; size: WorldSize; now: Millis }): World {
  const { seed, size, now } = options;
  const stores = trades.map((trade, at) => {
    const rng = new Prng(`${seed}:${trade.slug}`);
    const store = openAccount(trade, now, at, rng);
    store.bulk(() =>
      fill(store, trade, rng, clientCounts[size][at] ?? 0, recentShares[size], at === 0),
    );
    return store;
  });
  return { seed, size, accounts: new Map(stores.map((store) => [store.account.id, store])) };
}

function openAccount(trade: Trade, now: Millis, at: number, rng: Prng): AccountStore {
  const createdAt = now - (historyDays + 60) * dayMs;
  const number = 1_043_817 + at * 20_411 + rng.int(0, 900);
  const account = {
    id: Buffer.from(`gid://Jobber/Account/${number}`).toString('base64'),
    name: trade.name,
    phone: trade.phone,
    industry: trade.industry,
    signupName: trade.name,
    countryCode: 'US',
    features: ['jobber_payments', 'quotes', 'custom_fields'],
    timezone: trade.timezone,
    slug: trade.slug,
    createdAt,
    updatedAt: createdAt,
  };
  return new AccountStore(account, now, 20_000_000 + at * 10_000_000);
}

function fill(
  store: AccountStore,
  trade: Trade,
  rng: Prng,
  clientCount: number,
  recentShare: number,
  isFirst: boolean,
): void {
  const now = store.now;
  const opensAt = now - historyDays * dayMs;
  const users = hireStaff(store, rng, trade, opensAt);
  const isActive = (user: { status: string }) => user.status === 'ACTIVATED';
  const setting: Setting = {
    store,
    rng,
    trade,
    now,
    opensAt,
    recentShare,
    users,
    crew: users.filter((user) => isActive(user) && !user.isAccountAdmin),
    office: users.filter((user) => isActive(user) && user.isAccountAdmin),
    taxRate: store.create('TaxRate', {
      name: trade.taxName,
      label: `${trade.taxName} (${trade.taxPercent}%)`,
      tax: trade.taxPercent,
      default: true,
      createdAt: opensAt,
    }),
    tags: trade.tags.map((label) => store.create('Tag', { label, createdAt: opensAt })),
    catalogue: stockCatalogue(store, trade, opensAt),
    customFields: configureCustomFields(store, opensAt),
  };
  const arrivals = Array.from({ length: clientCount }, () => arrival(setting)).sort(
    (a, b) => a - b,
  );
  for (const createdAt of arrivals) playClient(setting, createdAt);
  if (isFirst) addSpecialCases(setting);
  const clients = store.all('Client');
  const jobs = store.all('Job');
  keepTimeSheets(setting);
  keepExpenses(setting, jobs);
  writeNotes(setting, clients, jobs);
  planTasks(setting, clients);
  archiveSome(setting, clients);
  numberDocuments(store);
  touchClients(store);
}

/** Clients come over three years, more of them lately. */
function arrival(setting: Setting): Millis {
  const { rng, opensAt, now } = setting;
  const at = rng.chance(0.3)
    ? opensAt
    : inSeason(setting, () => opensAt + Math.sqrt(rng.float()) * (now - opensAt));
  return Math.min(now - 3_600_000, workingTime(setting, at + rng.int(0, 40) * dayMs));
}

function playClient(setting: Setting, createdAt: Millis): void {
  const { rng, now, store } = setting;
  const isLead = rng.chance(0.11);
  const client = addClient(setting, createdAt, { isLead });
  const properties = [addProperty(setting, client, true)];
  if (!isLead && rng.chance(client.isCompany ? 0.25 : 0.07))
    properties.push(addProperty(setting, client, false));
  if (!isLead && rng.chance(0.01)) properties.push(addProperty(setting, client, false));
  if (isLead) {
    playLead(setting, client, properties);
    return;
  }
  const engagements = rng.weighted([
    [1, 52],
    [2, 25],
    [3, 12],
    [4, 7],
    [6, 4],
  ] as const);
  for (let turn = 0; turn < engagements; turn += 1) {
    const property = rng.pick(properties);
    const at = engagementAt(setting, createdAt, turn);
    if (rng.chance(0.08)) playRecurring(setting, client, property, at);
    else if (rng.chance(0.13)) playLostQuote(setting, client, property, at);
    else playOneOff(setting, client, property, at);
  }
  if (store.related('Job', 'clientId', client.id).length === 0 && now - createdAt > 120 * dayMs) {
    store.update('Client', client.id, { isLead: rng.chance(0.5) });
  }
}

function playLead(setting: Setting, client: Client, [property]: Property[]): void {
  const { rng, store, now } = setting;
  if (!property) return;
  if (rng.chance(0.5)) {
    playLostQuote(setting, client, property, client.createdAt);
    return;
  }
  if (rng.chance(0.2)) return;
  const request = addRequest(setting, client, property, client.createdAt, rng.pick(setting.office));
  if (now - client.createdAt > 45 * dayMs && rng.chance(0.93)) {
    store.update('Request', request.id, { archivedAt: client.createdAt + 40 * dayMs });
  }
}

/** Later work is spread over the time since the client came, with some drawn to the last weeks. */
function engagementAt(setting: Setting, createdAt: Millis, turn: number): Millis {
  const { rng, now, recentShare } = setting;
  const drawn = () => {
    if (rng.chance(recentShare)) return now - rng.int(1, 40) * dayMs;
    if (turn === 0) return createdAt;
    return inSeason(setting, () => createdAt + rng.float() * (now - createdAt) * 0.98);
  };
  const at = Math.min(workingTime(setting, drawn()), now - 3_600_000);
  return Math.max(createdAt, at);
}

/** Draws again, a few times, when the month is a slow one for the trade. */
function inSeason({ rng, trade }: Setting, draw: () => Millis): Millis {
  let at = draw();
  for (let again = 0; again < 4; again += 1) {
    if (rng.chance(trade.season[new Date(at).getUTCMonth()] ?? 1)) break;
    at = draw();
  }
  return at;
}

function archiveSome({ store, rng, now }: Setting, clients: readonly Client[]): void {
  for (const client of clients) {
    if (now - client.createdAt < 300 * dayMs || !rng.chance(0.05)) continue;
    const jobs = store.related('Job', 'clientId', client.id);
    if (jobs.every((job) => job.closedAt !== null))
      store.update('Client', client.id, { isArchived: true });
  }
}

/** Numbers grow with the creation time, as in a real account. */
function numberDocuments(store: AccountStore): void {
  const byCreation = (a: { createdAt: Millis; id: string }, b: { createdAt: Millis; id: string }) =>
    a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
  for (const [at, job] of store.all('Job').sort(byCreation).entries()) job.jobNumber = at + 1;
  for (const [at, quote] of store.all('Quote').sort(byCreation).entries())
    quote.quoteNumber = String(at + 1);
  for (const [at, invoice] of store.all('Invoice').sort(byCreation).entries())
    invoice.invoiceNumber = String(1_000 + at);
}

/** `updatedAt` of jobs, invoices and clients is the time of the last thing that happened to them. */
function touchClients(store: AccountStore): void {
  const touch = (record: { updatedAt: Millis } | null, at: Millis) => {
    if (record) record.updatedAt = Math.max(record.updatedAt, Math.min(at, store.now));
  };
  for (const visit of store.all('Visit')) touch(store.find('Job', visit.jobId), visit.updatedAt);
  for (const invoice of store.all('Invoice'))
    for (const id of invoice.jobIds) touch(store.find('Job', id), invoice.createdAt);
  for (const payment of store.all('PaymentRecord')) {
    touch(store.find('Invoice', payment.invoiceId), payment.createdAt);
    touch(store.find('Client', payment.clientId), payment.createdAt);
  }
  for (const invoice of store.all('Invoice'))
    touch(store.find('Client', invoice.clientId), invoice.updatedAt);
}
