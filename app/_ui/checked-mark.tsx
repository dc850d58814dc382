'use client';

import { clsx } from 'clsx';
import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { buttonClass } from './classes';
import { formatAgo } from './formats';

const tickMs = 5_000;

/**
 * When Jobber was asked last, and the way to ask again.
 * @public
 */
export function CheckedMark({ checkedAt, serverNow }: { checkedAt: string; serverNow: string }) {
  const router = useRouter();
  const [isChecking, startChecking] = useTransition();
  const [now, setNow] = useState(() => Date.parse(serverNow));

  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);

  return (
    <button
      type="button"
      disabled={isChecking}
      onClick={() => startChecking(() => router.refresh())}
      title={`Jobber answered at ${checkedAt}. Ask again.`}
      className={clsx(buttonClass('quiet', 'medium'), 'max-sm:w-11 max-sm:px-0')}
    >
      <span className="max-sm:sr-only">
        {isChecking ? 'Asking Jobber…' : `Checked ${formatAgo(now - Date.parse(checkedAt))}`}
      </span>
      <RotateCw
        aria-hidden
        strokeWidth={1.5}
        className={clsx('size-3.5', isChecking && 'motion-safe:animate-spin')}
      />
    </button>
  );
}
