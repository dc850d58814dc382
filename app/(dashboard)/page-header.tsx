'use client';

import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { FindButton } from './find-button';
import { MayWait } from './may-wait';
import { Person } from './person';

/** The title row, and under it the one line that may say what is old or ended. */
export function PageHeader({
  title,
  back,
  state,
  acts,
  line,
}: {
  title: ReactNode;
  /** The way up, on a record: its title then takes the place of finding and person on a phone. */
  back?: ReactNode;
  /** The state of a record: beside its name, below it on a phone. */
  state?: ReactNode;
  acts?: ReactNode;
  line?: ReactNode;
}) {
  return (
    <>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-2 border-line border-b bg-canvas px-4 sm:px-6 print:static">
        {back}
        <div className="flex min-w-0 flex-1 max-sm:flex-col sm:items-center sm:gap-3">
          <h1
            className={clsx(
              'min-w-0 font-semibold text-title tracking-[-0.015em]',
              back && 'max-sm:text-body',
              state ? 'truncate' : 'max-sm:line-clamp-2 max-sm:leading-tight sm:truncate',
            )}
          >
            {title}
          </h1>
          {state ? <div className="shrink-0 text-table max-sm:text-label">{state}</div> : null}
        </div>
        <div className="flex shrink-0 items-center gap-2 max-sm:gap-1 print:hidden">
          {acts}
          <div className={clsx('flex items-center gap-2', back && 'max-sm:hidden')}>
            <FindButton />
            <MayWait fallback={<span className="size-8" />}>
              <Person />
            </MayWait>
          </div>
        </div>
      </header>
      {line}
    </>
  );
}
