import 'server-only';
import { AppError } from '@/lib/errors';
import { type OAuthApp, refreshTokens } from '@/lib/jobber/oauth';

/**
 * Asks Jobber whether it knows this app: it refuses a made-up refresh token only after it has accepted client id and
 * secret. Throws AppError with what to do otherwise.
 */
export async function checkJobberApp(app: OAuthApp): Promise<void> {
  const outcome = await refreshTokens({
    ...app,
    refreshToken: 'fieldboard-set-up-check',
    hardLimitMs: 15_000,
  });
  switch (outcome.kind) {
    case 'ok':
    case 'invalid_grant':
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
