import { Lock } from 'lucide';
import type { Route } from 'next';
import Link from 'next/link';
import type { ResultFormats } from '@/lib/reports/contract';
import type { ExplainedNumber } from '@/lib/reports/explain-contract';
import { formatCount, formatMoney } from '../_ui/formats';
import { Icon } from '../_ui/icon';
import { capital } from '../_ui/plain-words';

/** What keeps a number from being whole: not read, not permitted, not recorded, or wrong in Jobber. */
export function WhatIsMissing({
  missing,
  faults,
  formats,
}: {
  missing: ExplainedNumber['missing'];
  faults: ExplainedNumber['faults'];
  formats: ResultFormats;
}) {
  if (missing.length === 0 && faults.length === 0) {
    return (
      <section aria-label="What is missing">
        <h3 className="mb-1.5 font-medium text-ink-soft text-label">What is missing</h3>
        <p className="flex items-center gap-2 text-table">
          <span aria-hidden className="size-2 shrink-0 rounded-full bg-good" />
          Nothing: it is complete.
        </p>
      </section>
    );
  }
  return (
    <section aria-label="What is missing">
      <h3 className="mb-1.5 font-medium text-ink-soft text-label">What is missing</h3>
      <ul className="grid gap-2 text-table">
        {missing.map(({ kind, what, why, count }) => (
          <li key={what} className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-2">
            {kind === 'forbidden' ? (
              <Icon of={Lock} className="size-3.5 self-center text-ink-soft" />
            ) : (
              <span aria-hidden className="size-2 rounded-full bg-warn" />
            )}
            <span>
              <span className="font-medium">
                {capital(what)}
                {count === null ? '' : `, ${formatCount(count, formats)}`}.
              </span>{' '}
              <span className="text-ink-soft">{why}</span>
            </span>
          </li>
        ))}
        {faults.map(({ fault, title, effect, rows, amountCents }) => (
          <li key={fault} className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-2">
            <span aria-hidden className="size-2 rounded-full border-[1.5px] border-warn" />
            <span>
              <Link
                href={`/reports/data-quality?fault=${fault}` as Route}
                className="font-medium underline decoration-line underline-offset-2 hover:decoration-current"
              >
                {title}: {formatCount(rows, formats)}
              </Link>
              {amountCents > 0 ? `, ${formatMoney(amountCents, formats, true)}` : ''}.{' '}
              <span className="text-ink-soft">{effect}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
