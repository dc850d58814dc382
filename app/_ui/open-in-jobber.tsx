import { clsx } from 'clsx';
import { ArrowUpRight } from 'lucide-react';
import { buttonClass } from './classes';

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
      <ArrowUpRight aria-hidden className="size-4 text-ink-soft" strokeWidth={1.5} />
    </a>
  );
}
