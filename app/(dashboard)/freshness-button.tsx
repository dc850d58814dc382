'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ChevronDown } from 'lucide';
import type { Route } from 'next';
import { useEffect, useState } from 'react';
import type { AccountFreshness } from '@/lib/sync/progress-contract';
import { buttonClass, menuClass } from '../_ui/classes';
import { formatAgo } from '../_ui/formats';
import { Icon } from '../_ui/icon';
import { State, type Tone } from '../_ui/state';
import type { FreshnessAnswer } from './freshness-contract';

const staleMs = 15 * 60_000;
const readingMs = 3_000;
const restingMs = 20_000;

/** The mark in the header: it counts on by itself, asks again while the page is looked at, and opens what is behind it. */
export function FreshnessButton({
  asked,
  first,
}: {
  asked: string | undefined;
  first: FreshnessAnswer;
}) {
  const query = asked ? `?account=${encodeURIComponent(asked)}` : '';
  const { data } = useQuery({
    queryKey: ['freshness', asked ?? ''],
    queryFn: async (): Promise<FreshnessAnswer> => {
      const response = await fetch(`/api/sync/freshness${query}`);
      if (!response.ok) throw new Error('no freshness');
      return (await response.json()) as FreshnessAnswer;
    },
    initialData: first,
    initialDataUpdatedAt: Date.parse(first.now),
    staleTime: readingMs,
    refetchInterval: ({ state }) =>
      state.data?.accounts.some((account) => account.isFirstRead) ? readingMs : restingMs,
  });
  const now = useNow(first.now);
  const marks = data.accounts.map((account) => ({ account, ...markOf(account, now) }));
  const worst = marks.toSorted((one, other) => other.weight - one.weight)[0];
  if (!worst) return null;
  return (
    <>
      <button
        type="button"
        popoverTarget="freshness"
        aria-label={`${worst.word}. How fresh this is`}
        className={clsx(buttonClass('quiet', 'medium'), 'px-2 font-normal max-sm:w-11')}
      >
        <span className="max-sm:hidden">
          <State tone={worst.tone} word={worst.word} />
        </span>
        <span className="sm:hidden">
          <State tone={worst.tone} word="" />
        </span>
        <Icon of={ChevronDown} className="size-3.5 max-sm:hidden" />
      </button>
      <div
        id="freshness"
        popover="auto"
        className={clsx(menuClass, 'top-13 right-4 w-80 max-w-[calc(100vw-2rem)] p-4 sm:right-28')}
      >
        <ul className="grid gap-4">
          {marks.map(({ account, tone, word, sentence }) => (
            <li key={account.slug} className="grid gap-0.5 text-table">
              <span className="flex justify-between gap-3">
                <span className="truncate font-medium">{account.name}</span>
                <State tone={tone} word={word} />
              </span>
              <span className="text-ink-soft">{sentence}</span>
            </li>
          ))}
        </ul>
        <p className="mt-4 border-line border-t pt-3 text-table">
          <a
            data-page-link=""
            href={`/sync${query}` as Route}
            className="text-accent hover:underline"
          >
            What has been read, and sync now
          </a>
        </p>
      </div>
    </>
  );
}

type Mark = { tone: Tone; word: string; sentence: string; weight: number };

function markOf(account: AccountFreshness, now: number): Mark {
  const { connection, isFirstRead, percent, readAt } = account;
  const ageMs = readAt ? now - Date.parse(readAt) : null;
  if (connection === 'reconnect') {
    return {
      tone: 'bad',
      word: ageMs === null ? 'Not connected' : `As of ${formatAgo(ageMs)}`,
      sentence: 'The access in Jobber has ended. What was read stays; an owner can reconnect it.',
      weight: 3e12,
    };
  }
  if (isFirstRead) {
    return {
      tone: 'accent',
      word: percent === null ? 'Reading' : `Reading, ${percent} %`,
      sentence:
        'The first read is under way: the newest records are here, older ones follow by themselves.',
      weight: 2e12,
    };
  }
  if (ageMs === null) {
    return {
      tone: 'idle',
      word: 'Not read yet',
      sentence: 'Reading starts by itself.',
      weight: 1e12,
    };
  }
  const isStale = ageMs > staleMs;
  return {
    tone: isStale || connection === 'checking' ? 'warn' : 'good',
    word: formatAgo(ageMs),
    sentence:
      connection === 'checking'
        ? 'Jobber does not answer at the moment. It is tried again by itself.'
        : `Every change in Jobber up to ${formatAgo(ageMs)} is here.`,
    weight: ageMs,
  };
}

/** The time, moving on every few seconds; the server's at first, so that both write the same. */
function useNow(serverNow: string): number {
  const [now, setNow] = useState(() => Date.parse(serverNow));
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
