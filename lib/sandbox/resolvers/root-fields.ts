import { GraphQLError } from 'graphql';
import type { AccountStore } from '../world/account-store';
import { localDay } from '../world/local-time';
import type { RecordType } from '../world/records';
import type { Args, Resolve } from './asking';
import { connect } from './connection';
import { type ListSpec, select, sortedBy } from './list-spec';
import * as lists from './lists';

const longestRangeMs = 550 * 86_400_000;

/** The fields of Query. A record that does not exist in this account is null without an error. */
export const rootFields: { [field: string]: Resolve<undefined> } = {
  account: (_, __, store) => store.account,
  user: (_, { id }, store, asking) =>
    store.find('User', typeof id === 'string' ? id : (asking.grant?.userId ?? null)),
  client: one('Client'),
  property: one('Property'),
  request: one('Request'),
  quote: one('Quote'),
  job: one('Job'),
  visit: one('Visit'),
  invoice: one('Invoice'),
  assessment: one('Assessment'),
  task: one('Task'),
  expense: one('Expense'),
  paymentRecord: one('PaymentRecord'),
  payoutRecord: one('PayoutRecord'),
  timeSheetEntry: one('TimeSheetEntry'),
  product: needed('ProductOrService'),
  productOrService: needed('ProductOrService'),
  event: () => null,
  vehicle: () => null,
  clientPhone: (_, { id }, store) =>
    required(phones(store).find((phone) => phone.id === id) ?? null),
  clients: list(lists.clients),
  properties: list(lists.properties),
  requests: list(lists.requests),
  quotes: list(lists.quotes),
  jobs: list(lists.jobs),
  visits: list(lists.visits),
  invoices: list(lists.invoices),
  users: list(lists.users),
  tasks: list(lists.tasks),
  expenses: list(lists.expenses),
  paymentRecords: list(lists.paymentRecords),
  payoutRecords: list(lists.payoutRecords),
  timeSheetEntries: list(lists.timeSheetEntries),
  products: list(lists.products),
  productOrServices: list(lists.products),
  productsSearch: list(lists.products),
  taxRates: list(lists.taxRates),
  customFieldConfigurations: list(lists.customFieldConfigurations),
  clientEmails: (_, args, store) =>
    connect(
      matching(emails(store), args, (email) => email.address),
      args,
    ),
  clientPhones: (_, args, store) => {
    const { smsAllowed, smsStopped, isValidSmsPhoneNumber } = (args.filter ?? {}) as {
      [name: string]: boolean | null | undefined;
    };
    const fits = (asked: boolean | null | undefined, is: boolean) =>
      typeof asked !== 'boolean' || asked === is;
    // Nobody in this world has answered STOP.
    const rows = phones(store).filter(
      (phone) =>
        fits(smsAllowed, phone.smsAllowed) &&
        fits(smsStopped, false) &&
        fits(isValidSmsPhoneNumber, phone.normalizedPhoneNumber !== null),
    );
    return connect(
      matching(rows, args, (phone) => `${phone.number} ${phone.friendly}`),
      args,
    );
  },
  clientMeta: (_, { id }, store) => clientMeta(String(id), store),
  similarClients: (_, args, store) => connect(similarClients(args, store), args),
  scheduledItems: (_, args, store, asking) => {
    const filter = args.filter as Parameters<typeof lists.scheduledItems>[1];
    const { startAt, endAt } = filter.occursWithin;
    if (endAt - startAt > longestRangeMs)
      throw new GraphQLError('occursWithin may span at most 1.5 years');
    const rows = lists.scheduledItems(store, filter, asking.grant?.userId ?? '');
    const sorts = { COMPLETED: (row: (typeof rows)[number]) => row.completedAt !== null };
    return connect(sortedBy(sorts, rows, args.sort), args);
  },
  timeSheetEntriesByGroup: (_, args, store) => connect(entryGroups(args, store), args),
  apps: () => connect([], {}),
};

function one(type: RecordType): Resolve<undefined> {
  return (_, { id }, store) => (typeof id === 'string' ? store.find(type, id) : null);
}

function needed(type: RecordType): Resolve<undefined> {
  return (_, { id }, store) => required(typeof id === 'string' ? store.find(type, id) : null);
}

function required<T>(found: T | null): T {
  if (found === null) throw new GraphQLError('Not found');
  return found;
}

interface Remembered {
  rows: readonly { id: string }[];
  minute: number;
}
const remembered = new WeakMap<AccountStore, Map<string, Remembered>>();
const rememberedLists = 40;

/** A root list; its filtered and sorted rows are kept until a record changes or the clock moves on by a minute. */
function list<R extends { id: string }>(spec: ListSpec<R>): Resolve<undefined> {
  return (_, args, store, asking) => {
    const { filter, sort, searchTerm, searchFields, timezone } = args;
    const isPlain = !filter && !sort && !searchTerm;
    const userId = asking.grant?.userId;
    const key = `${specName(spec)} ${JSON.stringify([filter, sort, searchTerm, searchFields, timezone, userId])}`;
    const minute = Math.floor(store.now / 60_000);
    const kept = listsOf(store);
    const known = kept.get(key);
    if (known && (isPlain || known.minute === minute)) return connect(known.rows, args);
    const rows = select(spec, spec.rows(store), args, store, asking);
    const [oldest] = kept.keys();
    if (kept.size >= rememberedLists && oldest !== undefined) kept.delete(oldest);
    kept.set(key, { rows, minute });
    return connect(rows, args);
  };
}

function specName(spec: unknown): string {
  return Object.entries(lists).find(([, value]) => value === spec)?.[0] ?? '';
}

function listsOf(store: AccountStore): Map<string, Remembered> {
  const known = remembered.get(store);
  if (known) return known;
  const fresh = new Map<string, Remembered>();
  remembered.set(store, fresh);
  store.onChange(() => fresh.clear());
  return fresh;
}

function emails(store: AccountStore) {
  return store
    .all('Client')
    .flatMap((client) => client.emails.map((email) => ({ ...email, clientId: client.id })));
}

function phones(store: AccountStore) {
  return store
    .all('Client')
    .flatMap((client) => client.phones.map((phone) => ({ ...phone, clientId: client.id })));
}

function matching<R>(rows: readonly R[], { searchTerm }: Args, text: (row: R) => string): R[] {
  const term = typeof searchTerm === 'string' ? searchTerm.toLowerCase() : '';
  return rows.filter((row) => text(row).toLowerCase().includes(term));
}

function clientMeta(id: string, store: AccountStore) {
  if (!store.find('Client', id)) return null;
  const records = store.related('PaymentRecord', 'clientId', id);
  return {
    clientHub: true,
    counts: {
      jobs: store.related('Job', 'clientId', id).length,
      quotes: store.related('Quote', 'clientId', id).length,
      invoices: store.related('Invoice', 'clientId', id).length,
      requests: store.related('Request', 'clientId', id).length,
      visits: store.related('Visit', 'clientId', id).length,
      tasks: store.related('Task', 'clientId', id).length,
      notes: store.related('Note', 'clientId', id).length,
      properties: store.related('Property', 'clientId', id).length,
      payments: records.filter((record) => record.adjustmentType === 'PAYMENT').length,
      deposits: records.filter((record) => record.adjustmentType === 'DEPOSIT').length,
    },
  };
}

function similarClients({ name, companyName, emails: asked }: Args, store: AccountStore) {
  const same = (a: unknown, b: string | null) =>
    typeof a === 'string' && a !== '' && b?.toLowerCase().includes(a.toLowerCase());
  return store
    .all('Client')
    .filter(
      (client) =>
        same(name, client.name) ||
        same(companyName, client.companyName) ||
        client.emails.some((email) => Array.isArray(asked) && asked.includes(email.address)),
    )
    .slice(0, 10);
}

function entryGroups(args: Args, store: AccountStore) {
  const filter = args.filter as {
    userId: string;
    startDate: string;
    endDate: string;
    jobIds?: string[] | null;
  };
  const { timezone } = store.account;
  const first = Date.parse(filter.startDate) / 86_400_000;
  const last = Date.parse(filter.endDate) / 86_400_000;
  const groups = new Map<string | null, number>();
  for (const entry of store.all('TimeSheetEntry')) {
    const day = localDay(entry.startAt, timezone);
    if (entry.userId !== filter.userId || day < first || day > last) continue;
    if (filter.jobIds && !(entry.jobId && filter.jobIds.includes(entry.jobId))) continue;
    groups.set(entry.jobId, (groups.get(entry.jobId) ?? 0) + entry.finalDuration);
  }
  return [...groups].map(([jobId, totalDuration]) => {
    const job = store.find('Job', jobId);
    return { id: jobId ?? filter.userId, byJob: job, name: job?.title ?? 'General', totalDuration };
  });
}
