'use client';

import { Share2 } from 'lucide';
import { useRouter } from 'next/navigation';
import { useId, useState, useTransition } from 'react';
import type { OpenShareLink } from '@/lib/access/share-links';
import { buttonClass, menuClass } from '../../../_ui/classes';
import { Icon } from '../../../_ui/icon';
import { createShareLinkAction, revokeShareLinkAction } from './actions';

/** Makes and ends links that show this report, as it is on screen, to somebody without a sign-in. */
export function ShareMenu({
  account,
  report,
  query,
  links,
}: {
  account: string;
  report: string;
  query: string;
  links: readonly OpenShareLink[];
}) {
  const id = useId();
  const router = useRouter();
  const [made, setMade] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  const create = () =>
    startTransition(async () => {
      const result = await createShareLinkAction(account, { report, query });
      if ('error' in result) {
        setFailure(result.error.message);
        return;
      }
      setFailure(null);
      setMade(`${window.location.origin}/share/${result.token}`);
      router.refresh();
    });
  const revoke = (link: string) =>
    startTransition(async () => {
      const result = await revokeShareLinkAction(account, { id: link });
      setFailure('error' in result ? result.error.message : null);
      setMade(null);
      router.refresh();
    });

  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass('plain')}>
        <Icon of={Share2} className="size-4 text-ink-soft" />
        <span className="max-sm:sr-only">Share</span>
      </button>
      <div
        id={id}
        popover="auto"
        className={`${menuClass} m-auto grid w-[min(28rem,calc(100vw-2rem))] gap-3 p-4 [&:not(:popover-open)]:hidden`}
        style={{ inset: 0 }}
      >
        <div>
          <h2 className="font-semibold">Share this report</h2>
          <p className="text-ink-soft text-table">
            Whoever has the link sees these numbers as they are on the day, without rows, names or a
            way to anything else. A link ends after 90 days or when you end it.
          </p>
        </div>
        {made ? (
          <input
            readOnly
            aria-label="The new link"
            value={made}
            onFocus={(event) => event.target.select()}
            className="h-9 rounded-control border border-line bg-canvas px-2 font-mono text-label"
          />
        ) : null}
        {failure ? (
          <p role="alert" className="text-bad text-table">
            {failure}
          </p>
        ) : null}
        <button
          type="button"
          disabled={isPending}
          onClick={create}
          className={buttonClass('primary')}
        >
          {isPending ? 'One moment…' : 'Make a link'}
        </button>
        {links.length > 0 ? (
          <ul className="grid gap-1 border-line border-t pt-2 text-table">
            {links.map((link) => (
              <li key={link.id} className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate text-ink-soft">
                  Made {link.createdAt.slice(0, 10)}
                  {link.createdBy ? ` by ${link.createdBy}` : ''},{' '}
                  {link.lastUsedAt ? `last used ${link.lastUsedAt.slice(0, 10)}` : 'not used yet'}
                </span>
                <button
                  type="button"
                  disabled={isPending}
                  onClick={() => revoke(link.id)}
                  className={buttonClass('plain', 'small')}
                >
                  End
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </>
  );
}
