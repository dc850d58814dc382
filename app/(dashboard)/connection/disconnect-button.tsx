'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { buttonClass } from '../../_ui/classes';
import { disconnectAction } from './actions';

/** Asks before it ends Jobber's access for the account, then says whether Jobber heard of it. */
export function DisconnectButton({ slug, name }: { slug: string; name: string }) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  const disconnect = () =>
    startTransition(async () => {
      const result = await disconnectAction(slug, {});
      if ('error' in result) {
        setMessage(`${result.error.message} Reference ${result.error.reference}.`);
        return;
      }
      setMessage(
        result.toldJobber
          ? null
          : 'Disconnected here. Jobber could not be told: open Jobber, Apps, and disconnect Fieldboard there too.',
      );
      setAsking(false);
      router.refresh();
    });

  return (
    <div className="grid gap-2">
      {isAsking ? (
        <fieldset className="grid gap-2 rounded-card border border-line p-3">
          <legend className="px-1 font-medium text-table">Disconnect {name}?</legend>
          <p className="text-ink-soft text-table">
            Fieldboard loses access for everybody and forgets its tokens. What it has read can stay
            readable here, or go with it; nothing changes in Jobber’s records.
          </p>
          <div className="flex flex-wrap gap-2">
            <button
              type="button"
              disabled={isPending}
              onClick={disconnect}
              className={buttonClass('primary')}
            >
              {isPending ? 'Disconnecting…' : `Disconnect ${name}, keep the data`}
            </button>
            <Link
              href={`/settings/data?account=${encodeURIComponent(slug)}`}
              className={buttonClass('plain')}
            >
              Disconnect and delete the data…
            </Link>
            <button
              type="button"
              disabled={isPending}
              onClick={() => setAsking(false)}
              className={buttonClass('plain')}
            >
              Cancel
            </button>
          </div>
        </fieldset>
      ) : (
        <button
          type="button"
          onClick={() => setAsking(true)}
          className={`${buttonClass('quiet')} -ml-3 w-fit`}
        >
          Disconnect…
        </button>
      )}
      {message ? (
        <p role="alert" className="text-table">
          {message}
        </p>
      ) : null}
    </div>
  );
}
