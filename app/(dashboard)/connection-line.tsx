import { accountConnections } from '@/lib/connection/connections';
import { requireScope } from '@/lib/session';
import { Line } from '../_ui/notice';
import { StartForm } from '../sign-in/start-form';

/** One line for each account on screen whose authorization has ended, with the one act that repairs it. */
export async function ConnectionLine({ asked, path }: { asked: string | undefined; path: string }) {
  const { session, scope } = await requireScope(asked);
  const states = await accountConnections(session.personId);
  const ended = scope.accounts.filter((account) =>
    states.some((state) => state.slug === account.slug && state.connection === 'reconnect'),
  );
  return ended.map((account) => (
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
