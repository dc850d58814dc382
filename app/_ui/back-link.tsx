'use client';

import { clsx } from 'clsx';
import { ChevronLeft } from 'lucide';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { buttonClass } from './classes';
import { Icon } from './icon';

/**
 * Up to the list. When the list is where one came from, it is a step back: filters and position stay.
 * @public
 */
export function BackLink({ href, label }: { href: Route; label: string }) {
  const router = useRouter();
  return (
    <a
      data-page-link=""
      href={href}
      title={label}
      aria-label={label}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || !cameFrom(href)) return;
        event.preventDefault();
        router.back();
      }}
      className={clsx(buttonClass('quiet', 'square'), '-ml-2')}
    >
      <Icon of={ChevronLeft} className="size-4" isBold />
    </a>
  );
}

// The Navigation API is young; without it the link simply opens the list afresh.
function cameFrom(href: string): boolean {
  const history = window.navigation;
  const at = history?.currentEntry?.index ?? 0;
  const url = at > 0 ? history.entries()[at - 1]?.url : null;
  return url != null && new URL(url).pathname === new URL(href, url).pathname;
}
