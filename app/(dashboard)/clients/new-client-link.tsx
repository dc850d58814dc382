'use client';

import { Plus } from 'lucide';
import type { Route } from 'next';
import { useSearchParams } from 'next/navigation';
import { buttonClass } from '../../_ui/classes';
import { Icon } from '../../_ui/icon';

/** The way to the form of a new client in the account on screen. */
export function NewClientLink() {
  const account = useSearchParams().get('account');
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return (
    <a
      data-page-link=""
      href={`/clients/new${query}` as Route}
      title="New client"
      className={`${buttonClass('primary')} max-sm:w-11 max-sm:px-0`}
    >
      <Icon of={Plus} className="size-4" isBold />
      <span className="max-sm:sr-only">New client</span>
    </a>
  );
}
