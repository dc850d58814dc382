import type { ReactNode } from 'react';

/**
 * Labels and their values, one line each.
 * @public
 */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-table">{children}</dl>
  );
}

/** @public */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/**
 * A titled part of a record's left column.
 * @public
 */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line border-t px-4 py-4 sm:px-6">
      <h2 className="mb-2 font-medium text-ink-soft text-label">{title}</h2>
      {children}
    </section>
  );
}

/**
 * One big figure with what it is and, when there is more to say, a line below.
 * @public
 */
export function Figure({
  label,
  children,
  note,
}: {
  label: string;
  children: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <p className="text-ink-soft text-label">{label}</p>
      <p className="font-semibold text-figure tracking-[-0.02em]">{children}</p>
      {note ? <p className="text-ink-soft text-label">{note}</p> : null}
    </div>
  );
}
