'use client';

import { buttonClass } from '../_ui/classes';
import { Failed } from '../_ui/notice';

/** What a screen shows when it failed in a way nobody foresaw: the digest is the reference in the log. */
export default function ScreenError({
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
