import { clsx } from 'clsx';

const button =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-colors duration-[120ms] disabled:opacity-50';

const kinds = {
  primary: 'bg-accent text-on-accent hover:bg-accent/90',
  plain: 'border border-line bg-surface hover:bg-hover',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
};

const sizes = {
  small: 'h-7 px-2 text-label pointer-coarse:h-9',
  medium: 'h-8 px-3 text-table pointer-coarse:h-11',
  square: 'size-8 pointer-coarse:size-11',
};

/**
 * The look of a button, for `<button>`, `<a>` and `<Link>` alike.
 * @public
 */
export function buttonClass(
  kind: keyof typeof kinds = 'plain',
  size: keyof typeof sizes = 'medium',
): string {
  return clsx(button, kinds[kind], sizes[size]);
}

/**
 * One line of a popover menu.
 * @public
 */
export const menuItemClass =
  'flex h-8 w-full items-center gap-2 rounded-control px-2 text-left text-table hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-11';

/**
 * A menu that the browser itself opens and closes (`popover`).
 * @public
 */
export const menuClass =
  'fixed min-w-56 rounded-card bg-surface p-1 text-ink shadow-menu open:animate-rise';

/**
 * A link within a sentence: colour alone would not tell it from the words around it.
 * @public
 */
export const linkInText = 'text-accent underline underline-offset-2';
