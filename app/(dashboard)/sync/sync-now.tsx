'use client';

import { useState, useTransition } from 'react';
import { buttonClass, menuClass, menuItemClass } from '../../_ui/classes';
import { syncNowAction } from './actions';

/** Has the changes read at once; owners can have every record compared. Says what was asked, or why not. */
export function SyncNow({
  account,
  name,
  canSyncFully,
  onAsked,
}: {
  account: string;
  name: string;
  canSyncFully: boolean;
  onAsked: () => void;
}) {
  const [message, setMessage] = useState('');
  const [isPending, startTransition] = useTransition();
  const ask = (full: boolean) =>
    startTransition(async () => {
      const result = await syncNowAction(account, { full });
      setMessage(
        'error' in result
          ? result.error.message
          : full
            ? 'Every record is being compared.'
            : 'Changes are being read.',
      );
      onAsked();
    });
  const menu = `sync-menu-${account}`;
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <span role="status" className="text-ink-soft text-table">
        {message}
      </span>
      <button
        type="button"
        disabled={isPending}
        onClick={() => ask(false)}
        className={buttonClass('primary')}
      >
        {isPending ? 'Asking…' : 'Sync now'}
      </button>
      {canSyncFully ? (
        <>
          <button
            type="button"
            popoverTarget={menu}
            aria-label={`More ways to sync ${name}`}
            className={buttonClass('plain', 'square')}
          >
            <span aria-hidden>⋯</span>
          </button>
          <div
            id={menu}
            popover="auto"
            className={`${menuClass} m-auto`}
            style={{ inset: 0, height: 'fit-content', width: 'fit-content' }}
          >
            <button
              type="button"
              popoverTarget={menu}
              popoverTargetAction="hide"
              onClick={() => ask(true)}
              className={menuItemClass}
            >
              Compare every record with Jobber
            </button>
          </div>
        </>
      ) : null}
    </div>
  );
}
