import http from 'node:http';
import { type Timed, timed } from '../timing';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/**
 * Milliseconds of one request to its last byte. Rejects when the status is not the one expected.
 * @public
 */
export function requestMs(
  url: string,
  options: http.RequestOptions = {},
  { body, status = 200 }: { body?: string; status?: number } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = http.request(url, { agent, ...options }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => {
        if (answer.statusCode === status) resolve(performance.now() - started);
        else reject(new Error(`${url} answered ${answer.statusCode} instead of ${status}`));
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}

/**
 * `concurrency` people who ask again as soon as they are answered, for `seconds`: milliseconds and answers a second.
 * @public
 */
export async function closedLoop(
  name: string,
  once: () => Promise<number>,
  { concurrency, seconds }: { concurrency: number; seconds: number },
): Promise<Timed & { perSecond: number }> {
  const samples: number[] = [];
  const started = performance.now();
  const endsAt = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() < endsAt) samples.push(await once());
    }),
  );
  const perSecond = samples.length / ((performance.now() - started) / 1000);
  return { ...timed(name, samples), perSecond };
}
