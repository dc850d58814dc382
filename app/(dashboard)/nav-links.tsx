'use client';

import { clsx } from 'clsx';
import { Ellipsis } from 'lucide';
import { usePathname, useSearchParams } from 'next/navigation';
import { menuClass, menuItemClass } from '../_ui/classes';
import { Icon, iconWithLabel } from '../_ui/icon';
import { type DashboardPage, pages } from './pages';

const firstApart = pages.find((page) => page.isApart);
const beyondPhone = pages.filter((page) => !page.onPhone);
const insideBar = pages.map(({ icon, label }) =>
  iconWithLabel(icon, `<span class="sm:max-desk:sr-only">${label}</span>`),
);
const insideMenu = beyondPhone.map(({ icon, label }) =>
  iconWithLabel(icon, label, 'size-5 text-ink-soft'),
);

/**
 * The pages of the dashboard. The chosen account travels along; the filters of a list do not. Plain links, as those of
 * rows: `NearLinks` goes there within the app and fetches ahead.
 */
export function NavLinks() {
  const path = usePathname();
  const account = useSearchParams().get('account');
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  const isHere = ({ href }: DashboardPage) => path === href || path.startsWith(`${href}/`);
  return (
    <nav
      aria-label="Pages"
      className="flex max-sm:justify-around sm:flex-col sm:gap-0.5 sm:px-2 sm:py-2"
    >
      {pages.map((page, at) => (
        <a
          key={page.href}
          href={page.href + query}
          data-page-link=""
          aria-current={isHere(page) ? 'page' : undefined}
          title={page.label}
          className={clsx(
            'nav-link',
            page === firstApart && 'sm:mt-3',
            !page.onPhone && 'max-sm:hidden',
          )}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: icons and names of our own pages
          dangerouslySetInnerHTML={insideBar[at]}
        />
      ))}
      <button
        type="button"
        popoverTarget="more-pages"
        data-here={beyondPhone.some(isHere) ? '' : undefined}
        className="nav-link sm:hidden"
      >
        <Icon of={Ellipsis} />
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
          {beyondPhone.map((page, at) => (
            <a
              key={page.href}
              href={page.href + query}
              data-page-link=""
              aria-current={isHere(page) ? 'page' : undefined}
              onClick={(event) =>
                event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
              }
              className={clsx(menuItemClass, 'h-12!', isHere(page) && 'font-medium text-accent')}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: icons and names of our own pages
              dangerouslySetInnerHTML={insideMenu[at]}
            />
          ))}
        </div>
      </div>
    </nav>
  );
}
