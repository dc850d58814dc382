'use client';

import { clsx } from 'clsx';
import { Ellipsis } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import type { ComponentProps } from 'react';
import { menuClass, menuItemClass } from '../_ui/classes';
import { useNear } from '../_ui/use-near';
import { type DashboardPage, pages } from './pages';

const entryClass = clsx(
  'flex items-center rounded-control transition-colors',
  'max-sm:h-14 max-sm:min-w-16 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:text-label',
  'sm:h-9 sm:gap-2.5 sm:px-2.5 sm:text-table sm:max-desk:justify-center pointer-coarse:sm:h-11 desk:h-8',
);
const entryHere = 'font-medium text-ink max-sm:text-accent sm:bg-press';
const entryAway = 'text-ink-soft hover:text-ink sm:hover:bg-hover';

const firstApart = pages.find((page) => page.isApart);
const beyondPhone = pages.filter((page) => !page.onPhone);

/** The pages of the dashboard. The chosen account travels along; the filters of a list do not. */
export function NavLinks() {
  const path = usePathname();
  const account = useSearchParams().get('account');
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  const isHere = ({ href }: DashboardPage) => path === href || path.startsWith(`${href}/`);
  const linkTo = ({ href }: DashboardPage) => `${href}${query}` as Route;
  return (
    <nav
      aria-label="Pages"
      className="flex max-sm:justify-around sm:flex-col sm:gap-0.5 sm:px-2 sm:py-2"
    >
      {pages.map((page) => (
        <NearLink
          key={page.href}
          href={linkTo(page)}
          aria-current={isHere(page) ? 'page' : undefined}
          title={page.label}
          className={clsx(
            entryClass,
            page === firstApart && 'sm:mt-3',
            !page.onPhone && 'max-sm:hidden',
            isHere(page) ? entryHere : entryAway,
          )}
        >
          <page.icon aria-hidden className="size-4 shrink-0 max-sm:size-5" strokeWidth={1.5} />
          <span className="sm:max-desk:sr-only">{page.label}</span>
        </NearLink>
      ))}
      <button
        type="button"
        popoverTarget="more-pages"
        className={clsx(
          entryClass,
          'sm:hidden',
          beyondPhone.some(isHere) ? entryHere : 'text-ink-soft',
        )}
      >
        <Ellipsis aria-hidden className="size-5 shrink-0" strokeWidth={1.5} />
        More
      </button>
      <div
        id="more-pages"
        popover="auto"
        className={clsx(
          menuClass,
          'inset-x-2 bottom-[calc(4rem+env(safe-area-inset-bottom))] w-auto p-2 sm:hidden',
        )}
      >
        <div className="grid grid-cols-2 gap-1">
          {beyondPhone.map((page) => (
            <NearLink
              key={page.href}
              href={linkTo(page)}
              aria-current={isHere(page) ? 'page' : undefined}
              onClick={(event) =>
                event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
              }
              className={clsx(menuItemClass, 'h-12!', isHere(page) && 'font-medium text-accent')}
            >
              <page.icon aria-hidden className="size-5 text-ink-soft" strokeWidth={1.5} />
              {page.label}
            </NearLink>
          ))}
        </div>
      </div>
    </nav>
  );
}

/** A page is fetched ahead once somebody is about to go there: a dozen at once would be most of a first load. */
function NearLink(props: ComponentProps<typeof Link>) {
  const { isNear, near } = useNear();
  return <Link {...props} {...near} prefetch={isNear} />;
}
