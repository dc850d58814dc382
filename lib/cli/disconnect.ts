import { createInterface } from 'node:readline/promises';
import { endConnections } from '../connection';
import { AppError } from '../errors';
import { chosenAccount } from './account';
import { type InstallationOptions, inInstallation } from './installation';
import { printJson, printLines } from './print';

type DisconnectOptions = InstallationOptions & { account?: string; yes?: boolean; json?: boolean };

/** `disconnect`: ends Jobber's access for an account and wipes the tokens; what was read stays. */
export async function disconnect(options: DisconnectOptions): Promise<void> {
  await inInstallation(options, async () => {
    const { id, name, slug } = await chosenAccount(options.account);
    if (!options.yes) await confirm(name);
    const { toldJobber } = await endConnections(id);
    if (options.json) return printJson({ account: slug, toldJobber });
    printLines([
      toldJobber
        ? `${name} is disconnected, here and at Jobber. The data that was read stays.`
        : `${name} is disconnected here, but Jobber could not be told: remove the app in Jobber under Apps too.`,
    ]);
  });
}

async function confirm(name: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new AppError('bad_input', `Repeat it with --yes to disconnect ${name}.`);
  }
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await ask.question(`Disconnect ${name} for everybody? Type yes: `);
  ask.close();
  if (answer.trim().toLowerCase() !== 'yes') {
    throw new AppError('bad_input', 'Nothing was changed.');
  }
}
