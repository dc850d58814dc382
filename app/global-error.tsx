'use client';

import './globals.css';
import { buttonClass } from './_ui/classes';
import { Failed } from './_ui/notice';

/** The last resort, when even the frame failed. */
export default function FrameError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Fieldboard failed</title>
        <Failed
          message="Fieldboard failed on the server. Your data is safe; try again, and look at the log if it stays."
          reference={error.digest}
          action={
            <button type="button" onClick={reset} className={buttonClass('plain')}>
              Retry
            </button>
          }
        />
      </body>
    </html>
  );
}
