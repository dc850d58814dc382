import { requireScope } from '@/lib/session';
import { State } from '../_ui/state';
import { myAccounts } from './my-accounts';

const words = {
  connected: { tone: 'good', word: 'Live' },
  checking: { tone: 'warn', word: 'Checking' },
  reconnect: { tone: 'bad', word: 'Not connected' },
} as const;

/** Whether Jobber answers for the account on screen. */
export async function ConnectionMark({ asked }: { asked: string | undefined }) {
  const { session, scope } = await requireScope(asked);
  const states = await myAccounts(session.personId);
  const account = states.find((state) => state.slug === scope.accounts[0]?.slug);
  if (!account) return null;
  return (
    <span
      title={`Connection to Jobber: ${account.name}`}
      className="px-1 text-ink-soft text-table max-sm:hidden"
    >
      <State {...words[account.connection]} />
    </span>
  );
}
