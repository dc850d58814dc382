import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, syncedOffice } from '@/bench/lists/synced-office';
import { filterChoices } from './filter-choices';

let office: Office;
beforeAll(async () => {
  office = await syncedOffice();
});
afterAll(() => office.close());

async function firstOf(table: string, accountId: number | undefined) {
  const { rows } = await office.database.pool.query(
    `select * from ${table} where account_id = $1 order by id limit 1`,
    [accountId],
  );
  return rows[0];
}

it('the record that a list is narrowed to is called by its name', async () => {
  const [account] = office.both.accountIds;
  const [client, property, job] = await Promise.all(
    ['clients', 'properties', 'jobs'].map((table) => firstOf(table, account)),
  );
  const chosen = { client: client.id, property: property.id, job: job.id };
  const choices = await filterChoices(office.both, 'jobs', chosen, office.database.db);
  expect(choices.chosen).toEqual({
    client: client.name,
    property: property.street,
    job: `#${job.job_number}`,
  });
});

it('a record of a foreign account, an unknown id or none has no name', async () => {
  const foreign = await firstOf('clients', office.stranger.accountIds[0]);
  for (const client of [foreign.id, 'nobody', undefined]) {
    const choices = await filterChoices(office.both, 'jobs', { client }, office.database.db);
    expect(choices.chosen).toEqual({});
  }
});
