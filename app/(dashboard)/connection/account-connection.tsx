import { Suspense } from 'react';
import type { MemberAccount } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';
import type { ConnectionEvent, ConnectionRow } from '@/lib/connection/connections';
import { defaultFormats } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { State } from '../../_ui/state';
import { StartForm } from '../../sign-in/start-form';
import { eventSentence, reasonSentence, stateWords } from './connection-words';
import { DisconnectButton } from './disconnect-button';
import { ScopeList, ScopeListSkeleton } from './scope-list';

/** One account: its grants, what Jobber permits, what happened, and the ways to mend or end it. */
export function AccountConnection({
  account,
  grants,
  events,
  personId,
  now,
}: {
  account: MemberAccount;
  grants: readonly ConnectionRow[];
  events: readonly ConnectionEvent[];
  personId: string;
  now: string;
}) {
  const isLive = grants.some((grant) => grant.isServing);
  const isOwner = account.role === 'owner';
  return (
    <section
      aria-labelledby={`account-${account.slug}`}
      className="grid gap-4 rounded-card border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-3">
        <h2 id={`account-${account.slug}`} className="min-w-0 flex-1 font-semibold">
          {account.name}
        </h2>
        {isOwner ? (
          <StartForm intent="reconnect" account={account.slug} kind={isLive ? 'plain' : 'primary'}>
            Reconnect <span className="sr-only">{account.name}</span>
          </StartForm>
        ) : null}
      </div>
      <ul className="grid gap-3">
        {grants.map((grant) => (
          <Grant key={grant.connectionId} grant={grant} now={now} />
        ))}
      </ul>
      {isLive && may(account.role, 'ask') ? (
        <Part title="What the app may read">
          <Suspense fallback={<ScopeListSkeleton />}>
            <ScopeList accountId={account.id} personId={personId} />
          </Suspense>
        </Part>
      ) : null}
      <Part title="What happened">
        <ol className="grid gap-1 text-table">
          {events.map((event) => (
            <li key={event.id} className="flex gap-3">
              <span className="w-28 shrink-0 text-ink-soft">
                <Moment at={event.at} now={now} formats={defaultFormats} time />
              </span>
              <span>{eventSentence(event)}</span>
            </li>
          ))}
        </ol>
      </Part>
      {isOwner && isLive ? <DisconnectButton slug={account.slug} name={account.name} /> : null}
    </section>
  );
}

function Grant({ grant, now }: { grant: ConnectionRow; now: string }) {
  const state = stateWords(grant);
  const reason = reasonSentence(grant);
  const when = (at: string) => <Moment at={at} now={now} formats={defaultFormats} time />;
  return (
    <li className="grid gap-2 text-table">
      <State tone={state.tone} word={state.word} />
      {reason ? <p>{reason}</p> : null}
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        <Fact name="Since">{when(grant.statusSince)}</Fact>
        <Fact name="Allowed by">
          {grant.personName ?? 'somebody who is gone'}
          {grant.isOwn ? ' (you)' : ''}
        </Fact>
        <Fact name="First connected">{when(grant.firstConnectedAt)}</Fact>
        <Fact name="Last sign-in">{when(grant.connectedAt)}</Fact>
        {grant.nextRefreshAt ? (
          <Fact name="Next renewal">{when(grant.nextRefreshAt)}, by itself</Fact>
        ) : null}
        {grant.isServing ? <Fact name="Used for">background reading</Fact> : null}
      </dl>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-2 border-line border-t pt-4">
      <h3 className="font-medium text-ink-soft text-label">{title}</h3>
      {children}
    </div>
  );
}
