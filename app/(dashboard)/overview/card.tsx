import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { AccountScope } from '@/lib/access/account-scope';
import type { Missing, ReportResult } from '@/lib/reports/contract';
import { formatMoney } from '../../_ui/formats';
import { notReadYet, Unknown } from '../../_ui/money';
import { Hidden, HowToPermit } from '../../_ui/notice';
import { Bar } from '../../_ui/skeleton';
import { ExplainNumber } from '../explain-number';

/** What every card of the overview is made for. */
export type CardProps = { scope: AccountScope; asked: string | undefined; now: Date };

/** A card: its title leads to the rows behind it, ⓘ says what the figure means. */
export function Card({
  title,
  href,
  explain,
  figure,
  missing = [],
  children,
  className,
}: {
  title: string;
  href: Route;
  /** Which number it is: the query of `/api/explain`. */
  explain: string;
  figure: ReactNode;
  missing?: readonly Missing[];
  children?: ReactNode;
  className?: string;
}) {
  return (
    <section
      aria-label={title}
      className={clsx('rounded-card border border-line bg-surface', className)}
    >
      <header className="px-4 pt-3">
        <div className="flex items-center gap-1.5">
          <h2 className="font-medium text-ink-soft text-table">
            <Link href={href} prefetch={false} className="hover:text-ink hover:underline">
              {title}
            </Link>
          </h2>
          <ExplainNumber label={title} query={explain} href={href} />
        </div>
        <div className="font-semibold text-figure tracking-[-0.02em] tabular-nums">{figure}</div>
        {missing.length > 0 ? (
          <p className="flex items-baseline gap-2 text-label text-ink-soft">
            <span aria-hidden className="size-2 shrink-0 rounded-full bg-warn" />
            Incomplete: {shortList(missing)}.
          </p>
        ) : null}
      </header>
      {children}
    </section>
  );
}

/** Two of what is missing by name: the panel behind ⓘ has all of it. */
function shortList(missing: readonly Missing[]): string {
  const named = missing
    .slice(0, 2)
    .map(({ kind, what }) => (kind === 'forbidden' ? `${what} not permitted` : what));
  const more = missing.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** The card while its number is computed: the same frame, so that nothing moves when it comes. */
export function CardSkeleton({ title, lines }: { title: string; lines: number }) {
  return (
    <section
      role="status"
      aria-label={`Computing ${title.toLowerCase()}`}
      className="rounded-card border border-line bg-surface px-4 py-3"
    >
      <p className="h-7 font-medium text-ink-soft text-table">{title}</p>
      <Bar className="my-2 h-6 w-36" />
      <div className="grid gap-4 pt-3 pb-1">
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity
          <Bar key={line} className={line % 2 ? 'w-3/4' : 'w-full'} />
        ))}
      </div>
    </section>
  );
}

/** A sum of money for a card; unknown, never zero, while nothing of it has been read. */
export function CardMoney({
  result,
}: {
  result: Pick<ReportResult, 'figure' | 'missing' | 'formats'>;
}) {
  const { figure, missing, formats } = result;
  const kept = missing.find(({ kind }) => kind === 'forbidden');
  if (kept && isUnread(result)) return <Hidden what={kept.what} short />;
  if (isUnread(result)) return <Unknown reason={notReadYet} />;
  if (figure.value === null) return <Unknown reason="Not known" />;
  return formatMoney(figure.value, formats, true);
}

/** Whether nothing of a number has been read yet: its parts are unknown as well, not zero. */
export function isUnread({ figure, missing }: Pick<ReportResult, 'figure' | 'missing'>): boolean {
  return figure.rows === 0 && missing.length > 0;
}

/** What stands under a number until something of it has been read; the line above tells what else keeps it away. */
export function Unread({ what, missing }: { what: string; missing: readonly Missing[] }) {
  const has = (wanted: Missing['kind']) => missing.some(({ kind }) => kind === wanted);
  return (
    <p className="px-4 pt-2 pb-4 text-ink-soft">
      {has('unread') ? (
        `Shows as soon as ${what} have been read.`
      ) : has('forbidden') ? (
        <HowToPermit />
      ) : null}
    </p>
  );
}
