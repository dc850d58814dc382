import { expect, test } from './fixtures';

test('a dead worker makes the server not ready and leaves it alive', async ({ stack }) => {
  const { pool } = stack.database;
  const status = async (name: string) => (await fetch(`${stack.url}/api/health/${name}`)).status;
  // Its first sign of life comes with the first tick of the clock.
  await pool.query(
    `insert into worker_heartbeat (at) values (app_now()) on conflict (is_beating) do update set at = app_now()`,
  );
  expect([await status('ready'), await status('live')]).toEqual([200, 200]);
  await pool.query(`update worker_heartbeat set at = app_now() - interval '1 hour'`);
  const ready = await fetch(`${stack.url}/api/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    ready: false,
    parts: expect.arrayContaining([
      { part: 'worker', isReady: false, why: 'No worker has run for 60 minutes.' },
    ]),
  });
  expect(await status('live')).toBe(200);
  await pool.query('delete from worker_heartbeat');
  expect([await status('ready'), await status('live')]).toEqual([503, 200]);
});
