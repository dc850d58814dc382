import { env } from '../env';
import { isAppError } from '../errors';
import { checkCallback, checkJobberApp } from '../setup/check-jobber-app';
import { clockProblem, seeJobber } from '../setup/jobber-clock';
import { serverSettings } from './server-settings';

/** Whether Jobber answers at all. */
export async function jobberReached(): Promise<string> {
  const { JOBBER_API_URL } = serverSettings().environment;
  const { status } = await seeJobber(JOBBER_API_URL);
  if (status >= 500)
    throw new Error(`${JOBBER_API_URL} answers HTTP ${status}; wait and try again`);
  return `${JOBBER_API_URL} answers (HTTP ${status})`;
}

/** How far this machine's clock is from Jobber's. */
export async function clockSkew(): Promise<string> {
  const seen = await seeJobber(serverSettings().environment.JOBBER_API_URL).catch(() => null);
  if (!seen) return 'not compared, because Jobber does not answer';
  const { skewMs } = seen;
  if (skewMs === null) return 'Jobber tells no time, so it could not be compared';
  const problem = clockProblem(skewMs);
  if (problem !== null) throw new Error(problem);
  return `${Math.round(Math.abs(skewMs) / 1000)} s from Jobber's`;
}

/** Whether the environment names the Jobber app; else it lies in the database. */
export function isAppNamed(): boolean {
  return serverSettings().environment.JOBBER_CLIENT_ID !== '';
}

/** Which Jobber app is used, and whether Jobber accepts its secret. */
export async function appAccepted(): Promise<string> {
  const app = appInUse();
  await checkJobberApp(app).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'jobber_refused') throw error;
    throw new Error(`${error.safeMessage} ${whereToEnter()}`);
  });
  const origin = isAppNamed() ? 'JOBBER_CLIENT_ID' : 'the set-up page';
  return `client id ${app.clientId}, from ${origin}; Jobber accepts its secret`;
}

/** Whether Jobber's consent page takes our client id and callback. */
export async function callbackAddress(): Promise<string> {
  const app = appInUse();
  const isKnown = await checkCallback(app, app.callback);
  const seen = isKnown ? 'Jobber knows it' : 'Jobber does not tell whether it knows it';
  return `${app.callback}; ${seen}, it has to stand in the Developer Center exactly so`;
}

function whereToEnter(): string {
  return isAppNamed()
    ? 'Put them into JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET and start the server again.'
    : 'An owner enters them under Settings, Jobber app; when nobody can sign in, set JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET, which win, and start the server again.';
}

function appInUse() {
  const { JOBBER_API_URL, JOBBER_CLIENT_ID, JOBBER_CLIENT_SECRET, NEXTAUTH_URL } = isAppNamed()
    ? serverSettings().environment
    : env();
  return {
    apiUrl: JOBBER_API_URL,
    clientId: JOBBER_CLIENT_ID,
    clientSecret: JOBBER_CLIENT_SECRET,
    callback: `${NEXTAUTH_URL}/api/auth/callback/jobber`,
  };
}
