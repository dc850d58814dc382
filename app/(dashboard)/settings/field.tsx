import type { ReactNode } from 'react';

/** The look of a text field or a select in a form. */
export const fieldClass =
  'h-8 w-full min-w-0 rounded-control border border-line bg-surface px-2 text-table pointer-coarse:h-11 disabled:opacity-60';

/** A labelled field with what it does below. */
export function Field({
  label,
  note,
  children,
}: {
  label: string;
  note?: ReactNode;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="grid content-start gap-1">
      <span className="font-medium text-label">{label}</span>
      {children}
      {note ? <span className="text-ink-soft text-label">{note}</span> : null}
    </label>
  );
}
