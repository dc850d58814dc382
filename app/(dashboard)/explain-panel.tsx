'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide';
import Link from 'next/link';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { ExplainedNumber } from '@/lib/reports/explain-contract';
import type { Failure } from '../_query/use-pages';
import { buttonClass } from '../_ui/classes';
import { formatAgo, formatDay } from '../_ui/formats';
import { Icon } from '../_ui/icon';
import { Failed } from '../_ui/notice';
import { Bar } from '../_ui/skeleton';
import type { Explaining } from './explain-number';
import { ExplainedRows } from './explained-rows';
import { figureText } from './reports/figure-text';
import { WhatIsMissing } from './what-is-missing';

type Answer = ExplainedNumber & { now: string; accounts: { id: number; slug: string }[] };

/** Everything a number can say of itself, at the side of the page it stands on. */
export function ExplainPanel({
  label,
  query,
  href,
  onClose,
}: Explaining & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const { data, refetch } = useQuery({
    queryKey: ['explain', query],
    queryFn: async (): Promise<Answer | Failure> => {
      try {
        return await (await fetch(`/api/explain${query}`)).json();
      } catch {
        return unreachable;
      }
    },
  });
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onClose={onClose}
      closedby="any"
      className="m-0 ml-auto h-dvh max-h-none w-[min(30rem,100vw)] max-w-none animate-rise border-line border-l bg-surface text-body text-ink tracking-normal backdrop:bg-ink/20 dark:backdrop:bg-canvas/70"
    >
      <div className="flex min-h-full flex-col">
        <header className="sticky top-0 flex h-13 items-center gap-3 border-line border-b bg-surface px-5">
          <h2 id={title} className="min-w-0 flex-1 truncate font-semibold">
            {label}
          </h2>
          <button
            type="button"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
            className={buttonClass('quiet', 'square')}
          >
            <Icon of={X} className="size-4" />
          </button>
        </header>
        {data === undefined ? (
          <Loading />
        ) : 'error' in data ? (
          <Failed
            message={data.error.message}
            reference={data.error.reference || undefined}
            action={
              <button type="button" onClick={() => refetch()} className={buttonClass('plain')}>
                Retry
              </button>
            }
          />
        ) : (
          <Explained explained={data} />
        )}
        <footer className="sticky bottom-0 mt-auto border-line border-t bg-surface p-4">
          <Link
            href={href}
            onClick={() => dialog.current?.close()}
            className={`${buttonClass('primary')} w-full`}
          >
            Open all rows
          </Link>
        </footer>
      </div>
    </dialog>
  );
}

function Explained({ explained }: { explained: Answer }) {
  const { value, unit, formats, definition, formula } = explained;
  return (
    <div className="grid content-start gap-6 px-5 py-5">
      <div>
        <p className="font-semibold text-figure tracking-[-0.02em] tabular-nums">
          {figureText(value, unit, formats, false)}
        </p>
        <p className="text-ink-soft text-table">{daysText(explained)}</p>
      </div>
      <Part title="What it means">
        <p>{definition}</p>
        <p className="mt-2 rounded-control bg-canvas px-3 py-2 text-ink-soft text-table">
          {formula}
        </p>
      </Part>
      <WhatIsMissing missing={explained.missing} faults={explained.faults} formats={formats} />
      <Part title="What it is made of">
        <ExplainedRows explained={explained} accounts={explained.accounts} />
      </Part>
      <Part title="How fresh it is">
        <p className="text-table">{freshText(explained)}</p>
      </Part>
    </div>
  );
}

/** A titled part of the panel. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 font-medium text-ink-soft text-label">{title}</h3>
      {children}
    </section>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Reading what it is made of" className="grid gap-5 px-5 py-6">
      <Bar className="h-7 w-40" />
      <Bar className="w-full" />
      <Bar className="w-4/5" />
      <Bar className="w-full" />
      <Bar className="w-3/5" />
    </div>
  );
}

const unreachable: Failure = {
  error: {
    code: 'unreachable',
    message: 'Fieldboard did not answer. Look at your internet connection, then try again.',
    reference: '',
  },
};

function daysText({ days, formats, now }: Answer): string {
  const zone = `days of ${formats.timeZone.replaceAll('_', ' ')}`;
  if (days === null) return `As of ${formatDay(now, formats)}, ${zone}`;
  // A day is not an instant: it reads the same in every zone.
  const day = (text: string) => formatDay(`${text}T12:00:00Z`, { ...formats, timeZone: 'UTC' });
  if ('on' in days) return `As of ${day(days.on)}, ${zone}`;
  return `${day(days.from)} – ${day(days.to)}, ${zone}`;
}

function freshText({ freshAt, rebuilt, now }: Answer): string {
  const origin =
    rebuilt === 'rebuilt' ? ' That day was not recorded: it is rebuilt from later records.' : '';
  if (freshAt === null) return `What it is made of has not been read through once yet.${origin}`;
  const ago = formatAgo(Date.parse(now) - Date.parse(freshAt));
  return `The oldest of what it is made of was compared with Jobber ${ago}.${origin}`;
}
