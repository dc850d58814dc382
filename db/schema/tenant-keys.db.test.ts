import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../test-db';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('leads every primary key, unique index and foreign key of the read model with the account', async () => {
  const { rows } = await database.pool.query<{ name: string; first: string }>(`
    select k.name, a.attname as first from (
      select c.conname as name, c.conrelid as relation, c.conkey[1] as place from pg_constraint c where c.contype in ('p', 'u', 'f')
      union all
      select i.indexrelid::regclass::text, i.indrelid, i.indkey[0] from pg_index i where i.indisunique
    ) k join pg_attribute a on a.attrelid = k.relation and a.attnum = k.place
    where exists (select 1 from pg_attribute b where b.attrelid = k.relation and b.attname = 'read_at' or b.attrelid = k.relation
        and k.relation::regclass::text in ('client_emails', 'client_phones', 'client_tags', 'tags', 'assessments', 'visit_assignees',
          'invoice_jobs', 'line_items', 'custom_field_values', 'record_search', 'rollups', 'client_sums', 'job_steps',
          'job_sums', 'worked_times', 'sync_streams', 'sync_events',
          'sync_accounts', 'refetches', 'sweep_ids', 'jobber_budgets', 'budget_holds'))`);
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter(({ first }) => first !== 'account_id')).toEqual([]);
});
