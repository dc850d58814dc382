import { sql } from 'drizzle-orm';
import {
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { cents, instant, tenant } from './record-columns';

/**
 * One searchable line per client, property, request, quote, job, invoice and product (`kind`): words of the record,
 * its client and its address, lowercase and without accents, phones as bare digits too. Ask with `search like '%…%'`
 * from three characters up (`foldedText` of lib/records makes words like these; a phone by its digits). `label` is what a result shows.
 * @public
 */
export const recordSearch = pgTable(
  'record_search',
  {
    accountId: tenant(),
    kind: text().notNull(),
    id: text().notNull(),
    search: text().notNull(),
    label: text().notNull(),
    recentAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.id] }),
    index('record_search_trigrams').using(
      'gin',
      t.accountId,
      t.kind,
      sql`${t.search} gin_trgm_ops`,
    ),
    index('record_search_prefix').on(
      t.accountId,
      t.kind,
      sql`left(${t.search}, 12) text_pattern_ops`,
    ),
  ],
);

/**
 * Sums per day of the account's time zone, kept by triggers in the transaction that changes a record.
 *   kind      day of       status                         net            total     balance
 *   client    createdAt    lead, active, archived         0              0         balance
 *   request   createdAt    its status                     0              0         0
 *   quote     createdAt    its status                     0              total     0
 *   job       createdAt    its status                     0              total     uninvoiced
 *   visit     startAt      complete, open                 0              0         0
 *   invoice   issuedAt     its status                     less discount  total     balance
 *   payment   entryAt      its adjustment type            0              signed    tips
 *   expense   spentAt      ''                             0              total     0
 *   quote_outcome  sentAt  days until decided, won/lost   0              0         0   (decided quotes that were sent)
 * A record without the date counts under the day 'infinity'. Rows whose `n` fell to 0 stay with zeros.
 * @public
 */
export const rollups = pgTable(
  'rollups',
  {
    accountId: tenant(),
    kind: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    status: text().notNull(),
    n: integer().notNull(),
    netCents: cents().notNull(),
    totalCents: cents().notNull(),
    balanceCents: cents().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind, t.day, t.status] })],
);

/**
 * What reports ask of every client, kept by triggers in the transaction that changes an invoice or a visit: `yearCents`
 * and `yearN` of the invoices (no drafts) issued within the account's `clientSumWindows`; on how many days work was
 * completed, the last of them, and the median gap between them. Invoices of a client that was not read yet count too.
 * @public
 */
export const clientSums = pgTable(
  'client_sums',
  {
    accountId: tenant(),
    clientId: text().notNull(),
    yearCents: cents().notNull().default(0),
    yearN: integer().notNull().default(0),
    visitDays: integer().notNull().default(0),
    lastDay: date({ mode: 'string' }),
    usualDays: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.clientId] }),
    index('client_sums_by_year')
      .on(t.accountId, t.yearCents.desc().nullsFirst(), t.clientId)
      .where(sql`${t.yearN} > 0`),
  ],
);

/**
 * The twelve months that end with `toDay`, in the zone of the account, as instants: from `fromAt` until before `toAt`; and
 * what `clientSums` say of them together: cents and clients who were invoiced. An account without a row has no sums yet.
 * @public
 */
export const clientSumWindows = pgTable('client_sum_windows', {
  accountId: tenant().primaryKey(),
  toDay: date({ mode: 'string' }).notNull(),
  fromAt: instant().notNull(),
  toAt: instant().notNull(),
  yearCents: cents().notNull().default(0),
  yearClients: integer().notNull().default(0),
});

/**
 * The steps of one-off jobs that both began and ended, on the way from request to payment (`part` as in the report on
 * cycle time), kept by triggers in the transaction that changes a record. A visit to come is the end of a step too.
 * @public
 */
export const jobSteps = pgTable(
  'job_steps',
  {
    accountId: tenant(),
    jobId: text().notNull(),
    part: text().notNull(),
    beganAt: instant().notNull(),
    endedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.jobId, t.part] }),
    // All that the figure asks for, so that it reads the index alone.
    index('job_steps_by_end').on(t.accountId, t.endedAt, t.part, t.beganAt, t.jobId),
  ],
);

/**
 * What completed jobs brought and cost, kept by triggers in the transaction that changes a record: shares of invoices
 * (no drafts), costs of line items (of a recurring job as often as its price was invoiced), labour with burden, expenses.
 * A cost that nothing tells is null.
 * @public
 */
export const jobSums = pgTable(
  'job_sums',
  {
    accountId: tenant(),
    jobId: text().notNull(),
    completedAt: instant().notNull(),
    billedCents: cents().notNull(),
    lineCents: cents(),
    labourCents: cents(),
    spentCents: cents(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.jobId] }),
    index('job_sums_by_completed').on(
      t.accountId,
      t.completedAt,
      t.billedCents,
      t.lineCents,
      t.labourCents,
      t.spentCents,
      t.jobId,
    ),
  ],
);

/**
 * Entries of time sheets with every minute of a person once: within a day of the account's time zone, an entry counts from
 * where those of the person that began before it have ended. Breaks, running clocks and entries of nobody are left out.
 * `cents`: labour with burden at the rate of that day, null without one. Kept by triggers, as the tables above.
 * @public
 */
export const workedTimes = pgTable(
  'worked_times',
  {
    accountId: tenant(),
    id: text().notNull(),
    userId: text().notNull(),
    jobId: text(),
    visitId: text(),
    day: date({ mode: 'string' }).notNull(),
    seconds: integer().notNull(),
    cents: cents(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('worked_times_by_day').on(t.accountId, t.day, t.userId, t.jobId, t.seconds),
    index('worked_times_by_job').on(t.accountId, t.jobId, t.cents),
    index('worked_times_by_visit').on(t.accountId, t.visitId, t.userId, t.seconds),
  ],
);

/**
 * A record that Jobber no longer has. It wins over everything read before `readAt`.
 * @public
 */
export const tombstones = pgTable(
  'tombstones',
  {
    accountId: tenant(),
    kind: text().notNull(),
    id: text().notNull(),
    readAt: instant().notNull(),
    foundBy: text({ enum: ['event', 'refetch', 'count', 'sweep'] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.id] }),
    index('tombstones_by_time').on(t.accountId, t.readAt),
  ],
);
