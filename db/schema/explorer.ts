import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { people } from './accounts';
import { instant, tenant } from './record-columns';

/**
 * Queries that the explorer sent, for its share of the budget and as the history of the person. `actualCost` is null
 * while the answer is awaited and when none came: the estimate counts then.
 * @public
 */
export const explorerRuns = pgTable(
  'explorer_runs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    accountId: tenant(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    at: instant().notNull().default(sql`app_now()`),
    text: text().notNull(),
    variables: text().notNull(),
    estimatedCost: integer().notNull(),
    actualCost: integer(),
  },
  (t) => [
    index('explorer_runs_account').on(t.accountId, t.at),
    index('explorer_runs_person').on(t.personId, t.accountId, t.id),
  ],
);

/**
 * Queries that owners of an account keep under a name, for all of its owners.
 * @public
 */
export const explorerQueries = pgTable(
  'explorer_queries',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    accountId: tenant(),
    keptBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    name: text().notNull(),
    text: text().notNull(),
    variables: text().notNull(),
    updatedAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [unique('explorer_queries_name').on(t.accountId, t.name)],
);
