'use client';

import { buttonClass } from './classes';
import { Failed } from './notice';

/**
 * What a screen shows when it failed in a way nobody foresaw: the digest is the reference in the log.
 * @public
 */
export function ScreenError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Failed
      message="This screen failed on the server. The other screens still work."
      reference={error.digest}
      action={
        <button type="button" onClick={reset} className={buttonClass('plain')}>
          Retry
        </button>
      }
    />
  );
}
