'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { buttonClass } from './classes';

/**
 * Asks the server for this page once more.
 * @public
 */
export function RetryButton() {
  const router = useRouter();
  const [isTrying, startTrying] = useTransition();
  return (
    <button
      type="button"
      disabled={isTrying}
      onClick={() => startTrying(() => router.refresh())}
      className={buttonClass('plain')}
    >
      {isTrying ? 'Trying…' : 'Retry'}
    </button>
  );
}
