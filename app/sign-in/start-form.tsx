import type { ReactNode } from 'react';
import { buttonClass } from '../_ui/classes';

/**
 * The form that leads to Jobber's consent page; works without JavaScript.
 * @public
 */
export function StartForm({
  next,
  intent,
  account,
  kind = 'primary',
  size = 'medium',
  className = '',
  children,
}: {
  next?: string | undefined;
  intent?: 'reconnect' | 'add_account';
  account?: string;
  kind?: 'primary' | 'plain' | 'quiet';
  size?: 'small' | 'medium';
  className?: string;
  children: ReactNode;
}) {
  return (
    <form method="post" action="/api/auth/start" className={className}>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      {intent ? <input type="hidden" name="intent" value={intent} /> : null}
      {account ? <input type="hidden" name="account" value={account} /> : null}
      <button type="submit" className={`${buttonClass(kind, size)} ${className}`}>
        {children}
      </button>
    </form>
  );
}
