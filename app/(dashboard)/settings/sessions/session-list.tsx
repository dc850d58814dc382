'use client';

import { buttonClass } from '../../../_ui/classes';
import { type Formats, formatAgo } from '../../../_ui/formats';
import { Moment } from '../../../_ui/moment';
import { Said } from '../said';
import { useAct } from '../use-act';
import { endAllSessionsAction, endSessionAction } from './actions';
import { deviceWords } from './device-words';

type Shown = {
  sid: string;
  userAgent: string | null;
  createdAt: string;
  lastSeenAt: string;
  isThis: boolean;
};

/** The person's sign-ins, with a way to end each and all of them. */
export function SessionList({
  sessions,
  now,
  formats,
}: {
  sessions: readonly Shown[];
  now: string;
  formats: Formats;
}) {
  const { act, isPending, said, router } = useAct();
  const leave = ({ endedOwn }: { endedOwn: boolean }) => {
    if (endedOwn) router.push('/sign-in?signed-out=1');
    return null;
  };
  return (
    <>
      <ul className="divide-y divide-line border-line border-y">
        {sessions.map(({ sid, userAgent, createdAt, lastSeenAt, isThis }) => (
          <li key={sid} className="flex flex-wrap items-center gap-3 py-3">
            <div className="min-w-48 flex-1">
              <p className="font-medium text-table" title={userAgent ?? undefined}>
                {deviceWords(userAgent)}
                {isThis ? <span className="font-normal text-ink-soft"> (this one)</span> : null}
              </p>
              <p className="text-ink-soft text-label">
                Signed in <Moment at={createdAt} now={now} formats={formats} time />, seen{' '}
                {isThis ? 'now' : formatAgo(Date.parse(now) - Date.parse(lastSeenAt))}
              </p>
            </div>
            <button
              type="button"
              disabled={isPending}
              onClick={() => act(() => endSessionAction(undefined, { sid }), leave)}
              className={buttonClass('plain')}
            >
              Sign out
            </button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="button"
          disabled={isPending}
          onClick={() => act(() => endAllSessionsAction(undefined, {}), leave)}
          className={buttonClass('plain')}
        >
          Sign out everywhere
        </button>
        <Said said={said} />
      </div>
    </>
  );
}
