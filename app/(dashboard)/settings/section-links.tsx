'use client';

import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCurrentInView } from '../../_ui/use-current-in-view';

/** The tabs of the settings: links, because each part is a page. */
export function SectionLinks({
  sections,
}: {
  sections: readonly { href: string; label: string }[];
}) {
  const path = usePathname();
  const account = useSearchParams().get('account');
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  const tabs = useCurrentInView<HTMLElement>(path);

  return (
    <nav
      ref={tabs}
      aria-label="Settings"
      className="relative flex gap-1 overflow-x-auto border-line border-b px-2 [scrollbar-width:none] sm:px-4"
    >
      {sections.map(({ href, label }) => (
        <Link
          key={href}
          href={`${href}${query}` as Route}
          aria-current={path === href ? 'page' : undefined}
          className={clsx(
            '-mb-px flex h-10 shrink-0 items-center border-b-2 px-2 text-table focus-visible:-outline-offset-2 pointer-coarse:h-11',
            path === href
              ? 'border-accent font-medium'
              : 'border-transparent text-ink-soft hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
