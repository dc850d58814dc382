import { AppError } from '../errors';
import { accessToken } from '../vault/access-token';
import { connectionState } from '../vault/connection-state';
import { drainRefreshes } from '../vault/drain';
import { findServingConnection } from '../vault/serving-connection';
import { chosenAccount } from './account';
import { type InstallationOptions, inInstallation } from './installation';
import { printJson, printLines } from './print';

type TokenOptions = InstallationOptions & { account?: string; env?: boolean; json?: boolean };

/** `token`: a valid access token on stdout, nothing else; `--env` as lines for a shell. */
export async function token(options: TokenOptions): Promise<void> {
  const { value, expiresAt } = await inInstallation(options, () => validToken(options.account));
  if (options.json) return printJson({ accessToken: value, expiresAt });
  printLines(
    options.env
      ? [`JOBBER_ACCESS_TOKEN=${value}`, `JOBBER_TOKEN_EXPIRES_AT=${expiresAt}`]
      : [value],
  );
}

async function validToken(asked: string | undefined) {
  const { jobberAccountId, name } = await chosenAccount(asked);
  const connectionId = await findServingConnection({ jobberAccountId });
  if (connectionId === null) {
    throw new AppError(
      'reconnect_required',
      `${name} is not connected to Jobber any more. Run \`npm run cli -- connect\`.`,
    );
  }
  await accessToken(connectionId);
  // That may have begun a refresh ahead of time; the script should get the token that comes of it.
  await drainRefreshes();
  const { token: value } = await accessToken(connectionId);
  const { accessExpiresAt } = await connectionState(connectionId);
  return { value, expiresAt: accessExpiresAt ?? '' };
}
