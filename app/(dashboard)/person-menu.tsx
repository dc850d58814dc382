'use client';

import { clsx } from 'clsx';
import { LogOut, Monitor, Moon, RefreshCw, Settings, Sun } from 'lucide';
import { buttonClass, menuClass, menuItemClass } from '../_ui/classes';
import { Icon } from '../_ui/icon';

const themes = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'As the system', icon: Monitor },
] as const;

const links = [
  { href: '/settings', label: 'Settings', icon: Settings },
  { href: '/sync', label: 'Sync', icon: RefreshCw },
] as const;

/** Who is signed in, light or dark, and the way out. */
export function PersonMenu({ name }: { name: string }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="person-menu"
        aria-label={`${name}, menu`}
        title={name}
        className={clsx(buttonClass('quiet', 'square'), 'rounded-full')}
      >
        <span className="grid size-6 place-content-center rounded-full bg-press font-semibold text-[11px] text-ink">
          {initials(name)}
        </span>
      </button>
      <div id="person-menu" popover="auto" className={clsx(menuClass, 'top-13 right-4')}>
        <p className="truncate px-2 pt-1 pb-2 font-medium text-table">{name}</p>
        <fieldset className="flex gap-1 border-line border-y py-1">
          <legend className="sr-only">Light or dark</legend>
          {themes.map(({ value, label, icon }) => (
            <button
              key={value}
              type="button"
              title={label}
              aria-label={label}
              onClick={() => chooseTheme(value)}
              className={clsx(buttonClass('quiet', 'medium'), 'flex-1')}
            >
              <Icon of={icon} className="size-4" />
            </button>
          ))}
        </fieldset>
        <div className="mt-1">
          {links.map(({ href, label, icon }) => (
            <a
              data-page-link=""
              key={href}
              href={href}
              onClick={(event) =>
                event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
              }
              className={menuItemClass}
            >
              <Icon of={icon} className="size-4 text-ink-soft" />
              {label}
            </a>
          ))}
        </div>
        <form method="post" action="/api/auth/end">
          <button type="submit" className={menuItemClass}>
            <Icon of={LogOut} className="size-4 text-ink-soft" />
            Sign out
          </button>
        </form>
      </div>
    </>
  );
}

/** The cookie tells the server, so the next page comes in the right colours at once. */
function chooseTheme(theme: 'light' | 'dark' | 'system') {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
    document.cookie = 'theme=; path=/; max-age=0; samesite=lax';
    return;
  }
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '?';
}
