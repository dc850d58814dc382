import { clsx } from 'clsx';
import { ArrowUpRight } from 'lucide';
import { buttonClass } from './classes';
import { Icon } from './icon';

/**
 * The record itself, in Jobber.
 * @public
 */
export function OpenInJobber({ url }: { url: string | null }) {
  if (url === null) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      title="Open in Jobber"
      className={clsx(buttonClass('plain', 'medium'), 'max-sm:w-11 max-sm:px-0')}
    >
      <span className="max-sm:sr-only">Open in Jobber</span>
      <Icon of={ArrowUpRight} className="size-4 text-ink-soft" />
    </a>
  );
}

/**
 * The same as one glyph, for rows; it stands above the link that covers the row.
 * @public
 */
export function JobberGlyph({ url, of }: { url: string | null; of: string }) {
  if (url === null) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      title="Open in Jobber"
      aria-label={`Open ${of} in Jobber`}
      className="relative z-10 inline-grid size-7 place-content-center rounded-control text-ink-soft hover:bg-press hover:text-ink"
    >
      <Icon of={ArrowUpRight} className="size-4" />
    </a>
  );
}
