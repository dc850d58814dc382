import { webhookSignature } from '@/lib/sandbox/webhooks';
import { concluded, printTimes, rounded, timed } from '../timing';
import { openBrowser, signIn, startBuiltApp } from './built-app';
import { requestMs } from './requests';

/*
 * Webhooks through the built route at a fixed rate while the worker of the same process reads what they speak of and
 * the load is made on the same cores. Each is measured from when it was due, so that waiting counts. Afterwards every
 * one of them must be a row; forged, altered, oversized and repeated ones must leave none.
 */

const perSecond = Number(process.env.RATE ?? 200);
const seconds = Number(process.env.SECONDS ?? 30);
const secret = 'sandbox-secret';

const app = await startBuiltApp({
  worker: true,
  sandbox: { latency: { baseMs: 20, perRowMs: 0 }, restoreRate: 50_000 },
});
try {
  const browser = await openBrowser();
  await signIn(await browser.newPage(), app.url);
  await browser.close();
  const { pool } = app.database;
  const [store] = app.sandbox.control.world.accounts.values();
  if (!store) throw new Error('the sandbox has no account');
  const clients = [...store.tables.Client.keys()];
  const begin = Date.now();
  const event = (n: number) => {
    const body = JSON.stringify({
      data: {
        webHookEvent: {
          topic: 'CLIENT_UPDATE',
          appId: 'app',
          accountId: store.account.id,
          itemId: clients[n % clients.length],
          occurredAt: new Date(begin + n).toISOString(),
        },
      },
    });
    return { body, signature: webhookSignature(body, secret) };
  };
  const send = ({ body, signature }: ReturnType<typeof event>, status = 200) =>
    requestMs(
      `${app.url}/api/webhooks/jobber`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-jobber-hmac-sha256': signature },
      },
      { body, status },
    );
  for (let n = 1; n <= 200; n += 1) await send(event(1_000_000 + n));
  const kept = async () => {
    const { rows } = await pool.query<{ n: number }>(
      'select count(*)::int as n from webhook_events',
    );
    return rows[0]?.n ?? 0;
  };
  const before = await kept();
  const count = perSecond * seconds;
  const started = performance.now();
  const answers = Array.from({ length: count }, async (_, n) => {
    const due = started + (n * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    await send(event(n));
    return performance.now() - due;
  });
  const times = timed(`${perSecond} a second for ${seconds} s`, await Promise.all(answers));
  printTimes('webhooks, from due to answered', [times]);
  const lost = before + count - (await kept());
  const good = event(count);
  await send({ ...good, signature: webhookSignature(good.body, 'another secret') }, 401);
  await send({ ...good, body: good.body.replace('CLIENT_UPDATE', 'CLIENT_DESTROY') }, 401);
  const large = `${good.body}${' '.repeat(100_000)}`;
  // Refused before it was read whole: the answer or the end of the connection comes first.
  await send({ body: large, signature: webhookSignature(large, secret) }, 413).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
    },
  );
  for (let n = 0; n < 50; n += 1) await send(event(n));
  const added = (await kept()) - before - count + lost;
  concluded({ perSecond, seconds, p99Ms: rounded(times.p99, 1), lost, addedByBadOnes: added }, [
    ...(times.p99 > 200 ? ['the 99th percentile is above 200 ms'] : []),
    ...(lost > 0 ? [`${lost} were answered with 200 and are no row`] : []),
    ...(added > 0 ? ['forged, altered, oversized or repeated ones left rows'] : []),
  ]);
} finally {
  await app.close();
}
