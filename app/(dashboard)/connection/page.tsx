import type { Metadata } from 'next';
import { memberAccounts } from '@/lib/access/account-scope';
import { connectionEvents, connections } from '@/lib/connection/connections';
import { connectionHealth } from '@/lib/connection/health';
import { requireScope } from '@/lib/session';
import { State } from '../../_ui/state';
import { StartForm } from '../../sign-in/start-form';
import { PageHeader } from '../page-header';
import { AccountConnection } from './account-connection';
import { stoppedSentence } from './connection-words';

export const metadata: Metadata = { title: 'Connection' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function ConnectionPage({ searchParams }: { searchParams: Query }) {
  const { account: asked, done } = await searchParams;
  const { scope } = await requireScope(typeof asked === 'string' ? asked : undefined);
  const [grants, events, all, health] = await Promise.all([
    connections(scope),
    connectionEvents(scope),
    memberAccounts(scope.personId),
    connectionHealth(),
  ]);
  const now = new Date().toISOString();
  return (
    <>
      <PageHeader title="Connection" />
      <div className="grid max-w-3xl gap-4 p-4 sm:p-6">
        {health.breaker ? <Stopped reason={health.breaker.reason} /> : null}
        <Done done={done} name={scope.accounts[0]?.name} />
        {scope.accounts.map((account) => (
          <AccountConnection
            key={account.id}
            account={account}
            grants={grants.filter((grant) => grant.accountId === account.id)}
            events={events.filter((event) => event.accountId === account.id)}
            personId={scope.personId}
            now={now}
          />
        ))}
        {all.some((account) => account.role === 'owner') ? <AddAccount count={all.length} /> : null}
      </div>
    </>
  );
}

/** Concerns every account of this server, whoever looks at it. */
function Stopped({ reason }: { reason: Parameters<typeof stoppedSentence>[0] }) {
  return (
    <div role="alert" className="grid gap-1 rounded-card border border-line bg-surface px-4 py-2.5">
      <State tone="bad" word="Renewals are stopped for all accounts" />
      <p className="text-table">{stoppedSentence(reason)}</p>
    </div>
  );
}

function Done({ done, name }: { done: string | string[] | undefined; name: string | undefined }) {
  if (!name || (done !== 'reconnected' && done !== 'added')) return null;
  return (
    <p role="status" className="rounded-card border border-line bg-surface px-4 py-2.5 text-table">
      <State
        tone="good"
        word={done === 'added' ? `${name} was added.` : `${name} is connected again.`}
      />
    </p>
  );
}

/** Jobber lets an unpublished app serve five paying accounts, so the fourth is the time to say it. */
function AddAccount({ count }: { count: number }) {
  return (
    <section className="grid gap-3 rounded-card border border-line p-4">
      <h2 className="font-semibold">Another Jobber account</h2>
      <p className="text-ink-soft text-table">
        In Jobber, switch to the other account first. Then add it here; you see it beside the
        others, and leaving one never touches another.
        {count >= 4
          ? ` You have ${count}: Jobber lets an app that is not published serve five paying accounts and blocks it beyond that.`
          : ''}
      </p>
      <StartForm intent="add_account" kind="plain">
        Add another account
      </StartForm>
    </section>
  );
}
