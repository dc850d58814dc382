import { z } from 'zod';
import { env } from '../env';
import { accessToken } from '../vault/access-token';
import { vaultHealth } from '../vault/connection-state';
import { checkKeys, keyUsage } from '../vault/keys';
import { findServingConnection } from '../vault/serving-connection';
import { everyAccount } from './account';

/** Whether the keys open what is stored; throws like the boot. */
export async function keyState(): Promise<string> {
  await checkKeys();
  const usage = await keyUsage();
  const idle = usage.filter(({ rows, isActive }) => rows === 0 && !isActive);
  const unused = idle.map(({ kid }) => `; "${kid}" is not needed any more`).join('');
  return `${usage.map(({ kid, rows }) => `"${kid}" seals ${rows}`).join(', ')}${unused}`;
}

/** How many connections work. */
export async function liveConnections(): Promise<string> {
  const { breaker, counts } = await vaultHealth();
  if (breaker?.reason === 'invalid_client') {
    throw new Error(
      'renewals are stopped, because Jobber refused client id and secret; once the line “Jobber app” is right they go on within two minutes',
    );
  }
  if (breaker)
    throw new Error(`renewals are stopped for all since ${breaker.openedAt}: ${breaker.reason}`);
  if (counts.reconnect > 0) {
    throw new Error(`${counts.reconnect} ended; run \`npm run cli -- status\` and sign in again`);
  }
  const live = counts.active + counts.suspect;
  return live === 0 ? 'none yet; run `npm run cli -- connect`' : `${live} live`;
}

const versioning = z.object({
  extensions: z
    .object({
      versioning: z
        .object({ version: z.string().nullish(), warning: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
});

/** Which version of the API Jobber serves when asked for ours. */
export async function servedVersion(): Promise<string> {
  const { JOBBER_API_URL, JOBBER_API_VERSION: asked } = env();
  const token = await anyToken();
  const response = await fetch(new URL('/api/graphql', JOBBER_API_URL), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-jobber-graphql-version': asked,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: '{ account { id } }' }),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  const parsed = versioning.safeParse(await response.json().catch(() => null));
  const served = parsed.data?.extensions?.versioning;
  if (served?.warning) throw new Error(`Jobber warns about ${asked}: ${served.warning}`);
  if (served?.version && served.version !== asked) {
    throw new Error(
      `Jobber serves ${served.version} instead of ${asked}; update Fieldboard, or set JOBBER_API_VERSION=${served.version}`,
    );
  }
  return served?.version
    ? `${asked} is served`
    : `${asked} is asked for; Jobber said nothing about it`;
}

async function anyToken(): Promise<string | null> {
  for (const { jobberAccountId } of await everyAccount()) {
    const connectionId = await findServingConnection({ jobberAccountId });
    if (connectionId) return (await accessToken(connectionId)).token;
  }
  return null;
}
