import type { ReactNode } from 'react';
import { FindButton } from './find-button';

/** The title row, and under it the one line that may say what is old or ended. */
export function PageHeader({
  title,
  back,
  beside,
  freshness,
  person,
  line,
}: {
  title: ReactNode;
  back?: ReactNode;
  /** State and links of a record, right of its name. */
  beside?: ReactNode;
  freshness?: ReactNode;
  person?: ReactNode;
  line?: ReactNode;
}) {
  return (
    <>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-3 border-line border-b bg-canvas px-4 sm:px-6 print:static">
        {back}
        <h1 className="min-w-0 truncate font-semibold text-title tracking-[-0.015em]">{title}</h1>
        {beside}
        <div className="ml-auto flex shrink-0 items-center gap-2 print:hidden">
          {freshness}
          <FindButton />
          {person}
        </div>
      </header>
      {line}
    </>
  );
}
