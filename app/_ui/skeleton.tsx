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

const oneRow = '<p><i></i><i></i><i></i><i></i></p>';

/**
 * Rows of the real height while the first ones are read. They travel with every page that may wait, twice: as one text
 * they cost neither the server nor the browser a component each.
 * @public
 */
export function RowsSkeleton({ rows = 12, label }: { rows?: number; label: string }) {
  return (
    <div
      role="status"
      aria-label={label}
      className="skeleton-rows"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
      dangerouslySetInnerHTML={{ __html: oneRow.repeat(rows) }}
    />
  );
}

/**
 * The filters and rows of a list while it is read, at their real places.
 * @public
 */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <>
      <div aria-hidden className="flex gap-2 px-4 pt-3 pb-1 sm:px-6">
        <span className="h-8 w-80 animate-late rounded-control border border-line bg-surface pointer-coarse:h-11" />
        <span className="h-8 w-20 animate-late rounded-control border border-line bg-surface pointer-coarse:h-11" />
      </div>
      <div aria-hidden className="h-18 border-line border-b max-sm:h-9" />
      <RowsSkeleton label={label} />
    </>
  );
}

/**
 * A record while it is read.
 * @public
 */
export function RecordSkeleton({ label }: { label: string }) {
  return (
    <div
      role="status"
      aria-label={label}
      className="lg:grid lg:min-h-[calc(100dvh-3.25rem)] lg:grid-cols-[360px_minmax(0,1fr)]"
    >
      <div className="grid content-start gap-4 border-line px-4 py-6 sm:px-6 lg:border-r">
        <Bar className="w-14" />
        <Bar className="h-7 w-36" />
        <span className="h-8 animate-late rounded-control border border-line" />
        {['w-52', 'w-44', 'w-56', 'w-40', 'w-48', 'w-36'].map((width) => (
          <Bar key={width} className={width} />
        ))}
      </div>
      <div className="max-lg:hidden">
        <div className="h-10 border-line border-b" />
        <RowsSkeleton label={label} rows={8} />
      </div>
    </div>
  );
}
