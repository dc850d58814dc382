'use client';

import { clsx } from 'clsx';
import { RotateCw } from 'lucide';
import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { buttonClass } from '../_ui/classes';
import { formatAgo } from '../_ui/formats';
import { Icon } from '../_ui/icon';
import { Line } from '../_ui/notice';
import { State } from '../_ui/state';
import { checkRecordAction } from './check-record-action';
import type { RecordPage } from './record-href';

type Answer = Awaited<ReturnType<typeof checkRecordAction>>;
type Live = {
  kind: RecordPage;
  id: string;
  account: string;
  answer: Answer | undefined;
  isChecking: boolean;
  canAsk: boolean;
  check: () => void;
};

/** The record on screen and what Jobber said about it. */
export const LiveContext = createContext<Live>({
  kind: 'client',
  id: '',
  account: '',
  answer: undefined,
  isChecking: false,
  canAsk: false,
  check: () => undefined,
});

/**
 * Around a record: what is known shows at once, Jobber is asked once behind it, and only when it says something else
 * is the page read again.
 */
export function LiveRecord({
  kind,
  id,
  account,
  canAsk,
  readAt,
  detailAt,
  children,
}: {
  kind: RecordPage;
  id: string;
  account: string;
  canAsk: boolean;
  /** When what is shown was read, and what goes beyond the list columns. */
  readAt: string;
  detailAt: string | null;
  children: ReactNode;
}) {
  const router = useRouter();
  const [answer, setAnswer] = useState<Answer>();
  const [isChecking, setChecking] = useState(canAsk);
  const begun = useRef('');

  const check = useCallback(async () => {
    setChecking(true);
    const next = await checkRecordAction(account, {
      kind,
      id,
      shown: { readAt, detailAt },
    }).catch(() => unreachable);
    setAnswer(next);
    setChecking(false);
    if ('isChanged' in next && next.isChanged) router.refresh();
  }, [account, kind, id, readAt, detailAt, router]);

  useEffect(() => {
    if (!canAsk || begun.current === `${kind} ${id}`) return;
    begun.current = `${kind} ${id}`;
    void check();
  }, [canAsk, check, kind, id]);

  const live = useMemo(
    () => ({ kind, id, account, answer, isChecking, canAsk, check: () => void check() }),
    [kind, id, account, answer, isChecking, canAsk, check],
  );
  return (
    <LiveContext value={live}>
      {answer && 'isGone' in answer && answer.isGone ? (
        <Line tone="warn">Jobber no longer has this. What you see is the last that was read.</Line>
      ) : null}
      {children}
    </LiveContext>
  );
}

const unreachable: Answer = {
  error: {
    code: 'temporarily_unavailable',
    message: 'Fieldboard did not answer. Look at your internet connection, then try again.',
    reference: '',
  },
};

/** When Jobber was asked last, and the way to ask again. `readAt`: when the background reading did. */
export function LiveMark({ readAt, now }: { readAt: string; now: string }) {
  const { answer, isChecking, canAsk, check } = useContext(LiveContext);
  const at = answer && 'checkedAt' in answer ? answer.checkedAt : readAt;
  const time = useTicking(now);
  const age = formatAgo(time - Date.parse(at));
  const failed = answer && 'error' in answer ? answer.error : undefined;
  const face = failed ? (
    <State tone="warn" word={`As of ${age}`} />
  ) : isChecking ? (
    'Asking Jobber…'
  ) : (
    `${answer ? 'Checked' : 'Read'} ${age}`
  );
  if (!canAsk) return <span className="px-2 text-ink-soft text-table max-sm:hidden">{face}</span>;
  return (
    <button
      type="button"
      disabled={isChecking}
      onClick={check}
      title={failed ? `${failed.message} Ask again.` : `Jobber answered at ${at}. Ask again.`}
      className={clsx(buttonClass('quiet', 'medium'), 'max-sm:w-11 max-sm:px-0')}
    >
      <span className="max-sm:sr-only">{face}</span>
      <Icon of={RotateCw} className={clsx('size-3.5', isChecking && 'motion-safe:animate-spin')} />
    </button>
  );
}

const tickMs = 5_000;

function useTicking(serverNow: string): number {
  const [now, setNow] = useState(() => Date.parse(serverNow));
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
