'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ListName } from '@/lib/records/contract';
import type { AccountProgress } from '@/lib/sync/progress-contract';
import { type Formats, formatCount } from '../_ui/formats';
import { Line } from '../_ui/notice';
import { kindOf, type Reading, readingOf } from './list-page';

const askEveryMs = 4_000;

/** While an account is read for the first time: how much of this list is here. New rows come in by themselves. */
export function ReadingLine({
  list,
  many,
  account,
  first,
  formats,
  onMore,
}: {
  list: ListName;
  many: string;
  account: string | null;
  first: Reading;
  formats: Formats | undefined;
  onMore: () => void;
}) {
  const progress = useQuery({
    queryKey: ['reading', list, account ?? ''],
    queryFn: async () => {
      const query = account ? `?account=${encodeURIComponent(account)}` : '';
      const answer = await fetch(`/api/sync${query}`);
      if (!answer.ok) throw new Error('no progress');
      const { accounts } = (await answer.json()) as { accounts: AccountProgress[] };
      const entities = accounts.flatMap((one) => one.entities);
      return readingOf(entities.filter(({ kind }) => kind === kindOf[list]));
    },
    refetchInterval: ({ state }) => (state.data === null ? false : askEveryMs),
  });
  const reading = progress.data === undefined ? first : progress.data;
  const shown = useRef<number | undefined>(first.rows);
  const rows = reading?.rows;
  useEffect(() => {
    if (rows === shown.current) return;
    // Also when there is nothing more to come, which is told once.
    shown.current = rows;
    onMore();
  }, [rows, onMore]);

  if (!reading || !formats) return null;
  const count = formatCount(reading.rows, formats);
  return (
    <Line tone="good">
      {reading.expected === null
        ? `Reading from Jobber: ${count} ${many} so far.`
        : `Reading from Jobber: ${count} of about ${formatCount(reading.expected, formats)} ${many} so far.`}
    </Line>
  );
}
