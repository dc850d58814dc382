import { clsx } from 'clsx';

/**
 * A grey bar where text will be. It shows after 120 ms, so that a quick answer never flashes.
 * @public
 */
export function Bar({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx('block h-2.5 animate-late rounded-full bg-press', className)}
    />
  );
}

const widths = ['w-40', 'w-28', 'w-36', 'w-32', 'w-44', 'w-24', 'w-36', 'w-32'];

/**
 * Rows of the real height while the first ones are read.
 * @public
 */
export function RowsSkeleton({ rows = 12, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity
          key={row}
          className="flex h-14 items-center gap-6 border-line border-b px-4 sm:h-9 sm:px-6"
        >
          <Bar className={widths[row % widths.length] ?? 'w-32'} />
          <Bar className="hidden w-24 sm:block" />
          <Bar className="hidden w-20 desk:block" />
          <Bar className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
