'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useNear } from './use-near';

/**
 * The link of a row. It covers the whole row, so a click anywhere opens the record and a middle click a tab; the record
 * is fetched ahead once the pointer or the focus comes near, never for a whole list.
 * @public
 */
export function RowLink({ href, children }: { href: Route; children: ReactNode }) {
  const { isNear, near } = useNear();
  return (
    <Link
      href={href}
      prefetch={isNear}
      data-row-link=""
      {...near}
      className="truncate font-medium outline-none after:absolute after:inset-0 after:rounded-[3px] focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
    >
      {children}
    </Link>
  );
}
