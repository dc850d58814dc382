'use client';

import { clsx } from 'clsx';
import { LogOut, Monitor, Moon, RefreshCw, Settings, Sun } from 'lucide';
import { buttonClass, menuClass, menuItemClass } from '../_ui/classes';
import { iconWithLabel } from '../_ui/icon';

const ofLine = 'size-4 text-ink-soft';

const themes = [
  { value: 'light', label: 'Light', inside: iconWithLabel(Sun, '', 'size-4') },
  { value: 'dark', label: 'Dark', inside: iconWithLabel(Moon, '', 'size-4') },
  { value: 'system', label: 'As the system', inside: iconWithLabel(Monitor, '', 'size-4') },
] as const;

const links = [
  { href: '/settings', inside: iconWithLabel(Settings, 'Settings', ofLine) },
  { href: '/sync', inside: iconWithLabel(RefreshCw, 'Sync', ofLine) },
] as const;

const insideSignOut = iconWithLabel(LogOut, 'Sign out', ofLine);

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
          {themes.map(({ value, label, inside }) => (
            <button
              key={value}
              type="button"
              title={label}
              aria-label={label}
              onClick={() => chooseTheme(value)}
              className={clsx(buttonClass('quiet', 'medium'), 'flex-1')}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: a drawing of the icon library
              dangerouslySetInnerHTML={inside}
            />
          ))}
        </fieldset>
        <div className="mt-1">
          {links.map(({ href, inside }) => (
            <a
              data-page-link=""
              key={href}
              href={href}
              onClick={(event) =>
                event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
              }
              className={menuItemClass}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: words of our own beside such a drawing
              dangerouslySetInnerHTML={inside}
            />
          ))}
        </div>
        <form method="post" action="/api/auth/end">
          <button
            type="submit"
            className={menuItemClass}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: as above
            dangerouslySetInnerHTML={insideSignOut}
          />
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
