import 'server-only';
import { AppError } from '@/lib/errors';
import { authorizationUrl, type OAuthApp, refreshTokens } from '@/lib/jobber/oauth';

const patienceMs = 15_000;

/**
 * Asks Jobber whether it knows this app: it refuses a made-up refresh token only after it has accepted client id and
 * secret. Throws AppError with what to do otherwise.
 * @public
 */
export async function checkJobberApp(app: OAuthApp): Promise<void> {
  const outcome = await refreshTokens({
    ...app,
    refreshToken: 'fieldboard-set-up-check',
    hardLimitMs: patienceMs,
  });
  switch (outcome.kind) {
    case 'ok':
    case 'invalid_grant':
      return;
    case 'rejected':
      // Jobber's words for a token it does not know are not documented; those for an app it does not know are.
      return;
    case 'invalid_client':
      throw new AppError(
        'jobber_refused',
        'Jobber does not accept this client id with this secret. Copy both again from the app’s page in the Developer Center; neither has spaces.',
      );
    case 'not_sent':
      throw new AppError(
        'jobber_unreachable',
        'Jobber cannot be reached from this server. Check its way to the internet, then try again.',
        { cause: outcome },
      );
    case 'throttled':
    case 'unknown':
      throw new AppError(
        'jobber_unreachable',
        'Jobber did not give a clear answer. Nothing was stored; try again in a minute.',
      );
  }
}

/**
 * Asks Jobber's consent page whether it sends people of this app back to `callback`. Throws `jobber_refused` with the
 * address to enter. False when the answer tells nothing: Jobber wants a sign-in first, is away, or lets no program in.
 * @public
 */
export async function checkCallback(
  app: Pick<OAuthApp, 'apiUrl' | 'clientId'>,
  callback: string,
): Promise<boolean> {
  const url = authorizationUrl({ ...app, redirectUri: callback, state: 'check' });
  const answer = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => null);
  if (answer?.status === 200) return true;
  if (!answer || ![400, 401, 404, 422].includes(answer.status)) return false;
  throw new AppError(
    'jobber_refused',
    `Jobber does not send people of this app back here (HTTP ${answer.status}). On the app’s page in the Developer Center the OAuth callback URL has to be exactly ${callback} and the client id ${app.clientId}.`,
  );
}
