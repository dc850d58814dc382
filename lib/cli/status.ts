import { type ConnectionState, connectionStates, vaultHealth } from '../vault/connection-state';
import { type CliAccount, everyAccount } from './account';
import { type InstallationOptions, inInstallation } from './installation';
import { printJson, printLines, printTable } from './print';

/** `status`: every connection in one line. Exit code 1 when an account needs somebody to sign in again. */
export async function status(options: InstallationOptions & { json?: boolean }): Promise<void> {
  const { accounts, states, health } = await inInstallation(options, async () => {
    const all = await everyAccount();
    return {
      accounts: all,
      states: await connectionStates(all.map(({ jobberAccountId }) => jobberAccountId)),
      health: await vaultHealth(),
    };
  });
  const of = ({ jobberAccountId }: CliAccount) =>
    states.filter((state) => state.jobberAccountId === jobberAccountId);
  const ended = accounts.filter((account) => needsReconnect(of(account)));
  process.exitCode = ended.length > 0 ? 1 : 0;
  if (options.json) {
    const listed = accounts.map((account) => ({ ...account, connections: of(account) }));
    return printJson({ accounts: listed, stopped: health.breaker });
  }
  if (accounts.length === 0) {
    return printLines(['No Jobber account is connected here yet. Run `npm run cli -- connect`.']);
  }
  printTable(
    ['ACCOUNT', 'STATE', 'SINCE', 'CONNECTED', 'NEXT REFRESH'],
    accounts.flatMap((account) =>
      of(account).map((state) => [
        account.slug,
        state.reason ? `${state.status} (${state.reason})` : state.status,
        minute(state.since),
        minute(state.connectedAt),
        minute(state.nextRefreshAt),
      ]),
    ),
  );
  if (health.breaker) {
    const { reason, openedAt } = health.breaker;
    printLines([`Renewals are stopped for all accounts since ${minute(openedAt)}: ${reason}.`]);
  }
  for (const { name } of ended) {
    printLines([`${name} needs somebody to sign in: npm run cli -- connect`]);
  }
}

function needsReconnect(states: readonly ConnectionState[]): boolean {
  const isLive = states.some(
    (one) => ['active', 'suspect'].includes(one.status) && !one.isUnreadable,
  );
  return !isLive && states.some((one) => one.status === 'reconnect' || one.isUnreadable);
}

function minute(at: string | null): string {
  return at === null ? '' : `${at.slice(0, 16).replace('T', ' ')}Z`;
}
