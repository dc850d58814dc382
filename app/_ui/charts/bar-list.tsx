import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';

/** One bar: `tone` marks what is late. */
export type BarEntry = {
  key: string;
  label: string;
  value: number | null;
  note?: string;
  tone?: 'plain' | 'warn' | 'bad';
  href?: Route;
  isChosen?: boolean;
};

/**
 * Horizontal bars with their names and values written beside them; the names are links to the rows behind.
 * @public
 */
export function BarList({
  entries,
  format,
}: {
  entries: readonly BarEntry[];
  format: (value: number) => string;
}) {
  const top = Math.max(1, ...entries.map((entry) => entry.value ?? 0));
  return (
    <ul className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_auto_auto] gap-y-px text-table">
      {entries.map((entry) => (
        <li
          key={entry.key}
          className={clsx(
            'relative col-span-4 grid h-8 grid-cols-subgrid items-center gap-x-3 rounded-control px-2 pointer-coarse:h-11',
            entry.href && 'hover:bg-hover',
            entry.isChosen && 'bg-accent-soft',
          )}
        >
          <span className="truncate first-letter:uppercase">
            {entry.href ? (
              <Link
                href={entry.href}
                prefetch={false}
                aria-current={entry.isChosen ? 'true' : undefined}
                className="after:absolute after:inset-0 after:rounded-control"
              >
                {entry.label}
              </Link>
            ) : (
              entry.label
            )}
          </span>
          <span aria-hidden className="h-2.5 overflow-hidden rounded-[2px] bg-press/60">
            <span
              className={clsx('block h-full rounded-[2px]', tones[entry.tone ?? 'plain'])}
              style={{ width: `${Math.max(0, ((entry.value ?? 0) / top) * 100)}%` }}
            />
          </span>
          <span className="text-right tabular-nums">
            {entry.value === null ? '—' : format(entry.value)}
          </span>
          <span className="text-right text-ink-soft tabular-nums">{entry.note}</span>
        </li>
      ))}
    </ul>
  );
}

const tones = { plain: 'bg-accent/85', warn: 'bg-warn', bad: 'bg-bad' };
