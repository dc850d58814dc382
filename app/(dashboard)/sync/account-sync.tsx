import type { ReactNode } from 'react';
import type { AccountProgress, TimeLeft } from '@/lib/sync/progress-contract';
import { type Formats, formatCount } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { Line } from '../../_ui/notice';
import { capital } from '../../_ui/plain-words';
import { EntityTable } from './entity-table';
import { aboutTime, eventSentence } from './sync-words';

/** One account: how far, how long still, kind by kind, and what happened. */
export function AccountSync({
  account,
  now,
  formats,
  isAlone,
  acts,
}: {
  account: AccountProgress;
  now: string;
  formats: Formats;
  isAlone: boolean;
  acts: ReactNode;
}) {
  return (
    <section aria-label={account.name} className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-60 flex-1">
          {isAlone ? null : <p className="text-ink-soft text-label">{account.name}</p>}
          <Headline account={account} formats={formats} />
        </div>
        {acts}
      </div>
      {account.versionWarning ? (
        <div className="overflow-hidden rounded-card border border-line">
          <Line tone="warn">
            Jobber warns about the API version this server asks for: {account.versionWarning}. Set a
            newer date in JOBBER_API_VERSION.
          </Line>
        </div>
      ) : null}
      {account.waiting ? (
        <div className="overflow-hidden rounded-card border border-line">
          <Line tone="warn">
            {account.waiting.because ?? 'Jobber does not answer well.'} Reading goes on by itself at{' '}
            <Moment at={account.waiting.until} now={now} formats={formats} time />.
          </Line>
        </div>
      ) : null}
      <EntityTable entities={account.entities} now={now} formats={formats} />
      <History account={account} now={now} formats={formats} />
    </section>
  );
}

function Headline({ account, formats }: { account: AccountProgress; formats: Formats }) {
  const clients = account.entities.find(({ kind }) => kind === 'client');
  const count = (n: number) => formatCount(n, formats);
  const total = account.entities.reduce((sum, { rows }) => sum + rows, 0);
  if (!account.isFirstRead) {
    return (
      <>
        <h2 className="font-semibold text-figure tracking-[-0.02em]">{count(total)} records</h2>
        <p className="text-ink-soft text-table">
          Everything Jobber shows this app is here. {count(account.pointsUsed)} points used so far;
          Jobber gives 500 new ones every second, and looking at pages costs none.
        </p>
      </>
    );
  }
  const { timeLeft } = account;
  const expected = clients?.expected;
  return (
    <>
      <h2 className="font-semibold text-figure tracking-[-0.02em]">
        {clients && expected && clients.rows < expected
          ? `${count(clients.rows)} of about ${count(expected)} clients so far`
          : `${count(total)} records so far`}
      </h2>
      <p className="text-ink-soft text-table">
        {stillToGo(timeLeft, formats)} Every screen works with what has come.
      </p>
    </>
  );
}

function stillToGo(left: TimeLeft | null, formats: Formats): string {
  if (left === null) {
    return 'The first read goes on; Jobber has not told yet how much is left.';
  }
  const points = `${formatCount(left.points, formats)} points`;
  return left.isAtLeast
    ? `${capital(aboutTime(left.seconds))} for what Jobber has told of so far (${points}), and more once it says how much history there is.`
    : `${capital(aboutTime(left.seconds))} to go: ${points}, as fast as Jobber restores them.`;
}

function History({
  account,
  now,
  formats,
}: {
  account: AccountProgress;
  now: string;
  formats: Formats;
}) {
  if (account.events.length === 0) return null;
  return (
    <div className="rounded-card border border-line bg-surface p-4">
      <h3 className="mb-2 font-medium text-ink-soft text-label">What happened</h3>
      <ol className="grid max-h-96 gap-1 overflow-y-auto text-table">
        {account.events.map((event) => (
          <li key={event.id} className="flex gap-3">
            <span className="w-28 shrink-0 text-ink-soft">
              <Moment at={event.at} now={now} formats={formats} time />
            </span>
            <span className={event.kind === 'error' ? 'text-bad' : undefined}>
              {eventSentence(event)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
