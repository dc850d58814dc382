'use client';

import { clsx } from 'clsx';
import {
  BriefcaseBusiness,
  Cable,
  ChartColumn,
  House,
  type LucideIcon,
  RefreshCw,
  Settings,
  Users,
} from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';

/**
 * A page; `isApart` opens the second group, which is about the server rather than the work. A phone has room for five:
 * what is `isWide` only stands in the person menu there.
 */
type Entry = {
  href: Route;
  label: string;
  icon: LucideIcon;
  isApart?: boolean;
  isWide?: boolean;
};

const entries: readonly Entry[] = [
  { href: '/overview', label: 'Overview', icon: House },
  { href: '/clients', label: 'Clients', icon: Users },
  { href: '/jobs', label: 'Jobs', icon: BriefcaseBusiness },
  { href: '/reports', label: 'Reports', icon: ChartColumn },
  { href: '/sync', label: 'Sync', icon: RefreshCw, isApart: true, isWide: true },
  { href: '/connection', label: 'Connection', icon: Cable },
  { href: '/settings', label: 'Settings', icon: Settings, isWide: true },
];

/** The pages of the dashboard. The chosen account travels along; the filters of a list do not. */
export function NavLinks() {
  const path = usePathname();
  const account = useSearchParams().get('account');
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return (
    <nav
      aria-label="Pages"
      className="flex max-sm:justify-around sm:flex-col sm:gap-0.5 sm:px-2 sm:py-2"
    >
      {entries.map(({ href, label, icon: Icon, isApart, isWide }) => {
        const isHere = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={`${href}${query}` as Route}
            aria-current={isHere ? 'page' : undefined}
            title={label}
            className={clsx(
              'flex items-center rounded-control transition-colors',
              'max-sm:h-14 max-sm:min-w-16 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:text-label',
              'sm:h-9 sm:gap-2.5 sm:px-2.5 sm:text-table sm:max-desk:justify-center pointer-coarse:sm:h-11 desk:h-8',
              isApart && 'sm:mt-3',
              isWide && 'max-sm:hidden',
              isHere
                ? 'font-medium text-ink max-sm:text-accent sm:bg-press'
                : 'text-ink-soft hover:text-ink sm:hover:bg-hover',
            )}
          >
            <Icon aria-hidden className="size-4 shrink-0 max-sm:size-5" strokeWidth={1.5} />
            <span className="sm:max-desk:sr-only">{label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
