import { z } from 'zod';
import { env } from '../env';
import { authorizationUrl } from '../jobber/oauth';
import { serverSettings } from './server-settings';

const skewLimitMs = 60_000;

/** Whether Jobber answers at all. */
export async function jobberReached(): Promise<string> {
  const { JOBBER_API_URL } = serverSettings().environment;
  const { status } = await ask(JOBBER_API_URL);
  if (status >= 500)
    throw new Error(`${JOBBER_API_URL} answers HTTP ${status}; wait and try again`);
  return `${JOBBER_API_URL} answers (HTTP ${status})`;
}

/** How far this machine's clock is from Jobber's, by the Date of an answer. */
export async function clockSkew(): Promise<string> {
  const before = Date.now();
  const { headers } = await ask(serverSettings().environment.JOBBER_API_URL);
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return 'Jobber tells no time, so it could not be compared';
  // The header counts whole seconds.
  const skewMs = (before + Date.now()) / 2 - (theirs + 500);
  const seconds = Math.round(skewMs / 1000);
  if (Math.abs(skewMs) <= skewLimitMs) return `${Math.abs(seconds)} s from Jobber's`;
  const direction = seconds > 0 ? 'ahead of' : 'behind';
  throw new Error(
    `this machine is ${Math.abs(seconds)} s ${direction} Jobber; turn on network time, or sign-in and tokens misjudge their age`,
  );
}

/** Whether people can open the dashboard where the settings say. */
export async function dashboardAddress(): Promise<string> {
  const { protocol, hostname, origin } = new URL(serverSettings().environment.NEXTAUTH_URL);
  if (protocol === 'http:' && hostname !== 'localhost') {
    throw new Error(
      `${origin} is not https; sign-in cookies are safe only on https. Put a proxy such as Caddy in front.`,
    );
  }
  const answer = await fetch(new URL('/api/health/live', origin), {
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  if (!answer) return `${origin}; the dashboard does not run there now`;
  const said = live.safeParse(await answer.json().catch(() => null));
  if (said.success) return `${origin} answers`;
  throw new Error(
    `something else than Fieldboard answers at ${origin}. NEXTAUTH_URL must be the address that people open, exactly as their browser shows it, and Fieldboard or its proxy must answer there; if another program has the port, stop it or choose another PORT.`,
  );
}

const live = z.object({ live: z.literal(true) });

/** Whether Jobber's consent page takes our client id and callback. */
export async function callbackAddress(): Promise<string> {
  const { JOBBER_API_URL, JOBBER_CLIENT_ID, NEXTAUTH_URL } = env();
  const callback = `${NEXTAUTH_URL}/api/auth/callback/jobber`;
  const url = authorizationUrl({
    apiUrl: JOBBER_API_URL,
    clientId: JOBBER_CLIENT_ID,
    redirectUri: callback,
    state: 'doctor',
  });
  const { status } = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  if (status < 400) return `register exactly ${callback} in Jobber's Developer Center`;
  throw new Error(
    `Jobber refuses the consent page (HTTP ${status}). In its Developer Center the app needs the callback ${callback}, and its client id must be JOBBER_CLIENT_ID.`,
  );
}

function ask(apiUrl: string): Promise<Response> {
  return fetch(new URL('/api/graphql', apiUrl), {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
}
