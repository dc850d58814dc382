import type { AccountScope, MemberAccount } from '@/lib/access/account-scope';
import { accountConnections } from '@/lib/connection/connections';
import { requireScope } from '@/lib/session';
import { Line } from '../_ui/notice';
import { StartForm } from '../sign-in/start-form';

/** One line for each account on screen whose authorization has ended, with the one act that repairs it. */
export async function ConnectionLine({ asked, path }: { asked: string | undefined; path: string }) {
  const { scope } = await requireScope(asked);
  return <EndedConnections accounts={await endedAccounts(scope)} path={path} />;
}

/** The accounts of the scope that Jobber no longer lets this server into. */
export async function endedAccounts(scope: AccountScope): Promise<MemberAccount[]> {
  const states = await accountConnections(scope);
  return scope.accounts.filter((account) =>
    states.some((state) => state.slug === account.slug && state.connection === 'reconnect'),
  );
}

/** The same lines for accounts that are known. */
export function EndedConnections({
  accounts,
  path,
}: {
  accounts: readonly MemberAccount[];
  path: string;
}) {
  return accounts.map((account) => (
    <Line
      key={account.slug}
      tone="bad"
      action={
        account.role === 'owner' ? (
          <StartForm intent="reconnect" account={account.slug} next={path} size="small">
            Reconnect {account.name}
          </StartForm>
        ) : null
      }
    >
      The access to {account.name} in Jobber has ended. Everything read so far stays.{' '}
      {account.role === 'owner' ? '' : 'Ask an owner to reconnect it.'}
    </Line>
  ));
}
