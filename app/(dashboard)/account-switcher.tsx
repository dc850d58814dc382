'use client';

import { clsx } from 'clsx';
import { Check, ChevronsUpDown } from 'lucide';
import type { Route } from 'next';
import { usePathname, useSearchParams } from 'next/navigation';
import { menuClass, menuItemClass } from '../_ui/classes';
import { Icon } from '../_ui/icon';
import { useFrameFacts } from './use-frame-facts';

/** Which account is on screen; with more than one, a menu to change it, which the browser opens without our code. */
export function AccountSwitcher() {
  const { accounts } = useFrameFacts();
  const path = usePathname();
  const asked = useSearchParams().get('account');
  const [only, ...others] = accounts;
  if (!only) return null;
  const all = { slug: 'all', name: 'All accounts', connection: 'connected' } as const;
  const choices = others.length > 0 ? [all, ...accounts] : accounts;
  const current = accounts.find((account) => account.slug === asked) ?? choices[0] ?? only;
  if (others.length === 0) {
    return (
      <div className="flex h-8 items-center gap-2 px-2.5 font-medium text-table">
        <Initial account={current} />
        <span className="truncate sm:max-desk:sr-only">{current.name}</span>
      </div>
    );
  }
  const listPath = `/${path.split('/')[1] ?? ''}`;
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        title={`Account: ${current.name}`}
        className="flex h-8 w-full items-center gap-2 rounded-control px-2.5 text-left font-medium text-table hover:bg-hover pointer-coarse:h-11"
      >
        <Initial account={current} />
        <span className="min-w-0 flex-1 truncate sm:max-desk:sr-only">{current.name}</span>
        <Icon of={ChevronsUpDown} className="size-3.5 text-ink-soft sm:max-desk:hidden" />
      </button>
      <div
        id="account-menu"
        popover="auto"
        className={clsx(menuClass, 'top-24 left-2 max-sm:top-14 max-sm:left-3')}
      >
        {choices.map((account) => (
          <a
            data-page-link=""
            key={account.slug}
            href={`${listPath}?account=${encodeURIComponent(account.slug)}` as Route}
            aria-current={account === current ? 'true' : undefined}
            onClick={(event) =>
              event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
            }
            className={menuItemClass}
          >
            <Initial account={account} />
            <span className="flex-1 truncate">{account.name}</span>
            {account.connection === 'reconnect' ? (
              <span className="text-bad text-label">Reconnect</span>
            ) : null}
            {account === current ? <Icon of={Check} className="size-4 text-accent" /> : null}
          </a>
        ))}
      </div>
    </>
  );
}

function Initial({ account }: { account: { name: string } }) {
  return (
    <span
      aria-hidden
      className="grid size-5 shrink-0 place-content-center rounded bg-accent-soft font-semibold text-[11px] text-accent"
    >
      {[...account.name][0]?.toUpperCase()}
    </span>
  );
}
