import { expect, type Stack } from './fixtures';

type Row = Record<string, string>;

/** Rows of each kind that the tests need; the newest come first, so the rest may still be on its way. */
const needed = { clients: 80, jobs: 40, quotes: 15, invoices: 60, requests: 8, visits: 40 };

/** Waits until enough of every list has been read; later calls of the same server find it done. */
export async function enoughRead({ database }: Stack): Promise<void> {
  for (const [table, count] of Object.entries(needed)) {
    await expect
      .poll(
        async () => {
          const { rows } = await database.pool.query(`select count(*)::int n from ${table}`);
          return rows[0].n;
        },
        { message: `${table} are read`, timeout: 150_000, intervals: [500] },
      )
      .toBeGreaterThanOrEqual(count);
  }
}

/** What `query` finds, once the first read has brought any of it. */
export async function rowsRead({ database }: Stack, query: string): Promise<Row[]> {
  let rows: Row[] = [];
  await expect
    .poll(
      async () => {
        rows = (await database.pool.query<Row>(query)).rows;
        return rows.length;
      },
      { message: query, timeout: 150_000, intervals: [500] },
    )
    .toBeGreaterThan(0);
  return rows;
}

/** Waits until every record of a kind has been read, however old. */
export async function allRead(stack: Stack, entity: 'client' | 'visit'): Promise<void> {
  await rowsRead(
    stack,
    `select 1 from sync_streams where entity = '${entity}' and stage = 'history' and finished_at is not null`,
  );
}

/** Leaves Jobber unable to answer any GraphQL until `faults.clear()`. */
export function jobberDown({ sandbox }: Stack): void {
  sandbox.control.faults.add({
    times: 500,
    after: 0,
    path: '/api/graphql',
    status: 503,
    body: 'down',
    process: false,
  });
}
