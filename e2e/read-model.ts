import { expect, type Stack } from './fixtures';

/** Waits until everything of the first account has been read once; later calls find it done. */
export async function everythingRead({ database }: Stack): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await database.pool.query(
          'select count(*)::int n from sync_accounts where first_read_done_at is not null',
        );
        return rows[0].n;
      },
      { timeout: 150_000, intervals: [1_000] },
    )
    .toBeGreaterThan(0);
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
