'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountProgress } from '@/lib/sync/progress-contract';
import { defaultFormats, type Formats } from '../../_ui/formats';
import { AccountSync } from './account-sync';
import { SyncNow } from './sync-now';

type Answer = { now: string; accounts: AccountProgress[] };

/** The sync of every account on screen; asks again every other second while something is read, else now and then. */
export function SyncBoard({
  asked,
  first,
  formats,
  canSync,
  canSyncFully,
}: {
  asked: string | undefined;
  first: Answer;
  formats: readonly { slug: string; formats: Formats }[];
  canSync: boolean;
  canSyncFully: boolean;
}) {
  const client = useQueryClient();
  const key = ['sync', asked ?? ''];
  const { data, isError } = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Answer> => {
      const query = asked ? `?account=${encodeURIComponent(asked)}` : '';
      const response = await fetch(`/api/sync${query}`);
      if (!response.ok) throw new Error('no progress');
      return (await response.json()) as Answer;
    },
    initialData: first,
    staleTime: 1_000,
    refetchInterval: ({ state }) => (isBusy(state.data) ? 2_000 : 10_000),
  });
  return (
    <div className="grid max-w-360 gap-8 px-4 py-5 sm:px-6">
      {isError ? (
        <p role="status" className="text-ink-soft text-table">
          This server does not answer at the moment; these are the figures it gave last.
        </p>
      ) : null}
      {data.accounts.map((account) => (
        <AccountSync
          key={account.slug}
          account={account}
          now={data.now}
          isAlone={data.accounts.length === 1}
          formats={formats.find(({ slug }) => slug === account.slug)?.formats ?? defaultFormats}
          acts={
            canSync ? (
              <SyncNow
                account={account.slug}
                name={account.name}
                canSyncFully={canSyncFully}
                onAsked={() => client.invalidateQueries({ queryKey: key })}
              />
            ) : null
          }
        />
      ))}
    </div>
  );
}

function isBusy(answer: Answer | undefined): boolean {
  return (
    answer?.accounts.some(
      (account) =>
        account.isFirstRead ||
        (account.lastSliceAt !== null &&
          Date.parse(answer.now) - Date.parse(account.lastSliceAt) < 15_000),
    ) ?? false
  );
}
