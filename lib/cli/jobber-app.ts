import { env } from '../env';
import { AppError } from '../errors';
import { acceptOtherApp } from '../vault/change-app';
import { isAppNamed } from './check-jobber';
import { inInstallation } from './installation';
import { printJson, printLines } from './print';

/**
 * `jobber-app`: which Jobber app is used and where it comes from. With `accept`, after the environment was given another
 * one: tokens and key proofs of the app before no longer count, and every connection asks for one sign-in.
 */
export async function jobberApp(options: { accept?: boolean; json?: boolean }): Promise<void> {
  if (options.accept && !isAppNamed()) {
    throw new AppError(
      'bad_input',
      'The environment names no Jobber app. An owner changes the stored one under Settings, Jobber app.',
    );
  }
  const said = await inInstallation({}, async () => ({
    clientId: env().JOBBER_CLIENT_ID,
    from: isAppNamed() ? 'environment' : 'set-up',
    ...(options.accept ? { ended: await acceptOtherApp() } : {}),
  }));
  if (options.json) return printJson(said);
  printLines([`client id ${said.clientId}, from the ${said.from}`]);
  if (said.ended !== undefined) {
    printLines([
      `Accepted. Start the server; ${said.ended} ${said.ended === 1 ? 'connection needs' : 'connections need'} one sign-in on the Connection page.`,
    ]);
  }
}
