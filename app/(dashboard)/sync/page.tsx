import type { Metadata } from 'next';
import { Suspense } from 'react';
import { formatsOfAccounts } from '@/lib/access/account-formats';
import { may } from '@/lib/access/rights';
import { requireScope } from '@/lib/session';
import { syncProgress } from '@/lib/sync/progress';
import { Failed } from '../../_ui/notice';
import { RetryButton } from '../../_ui/retry-button';
import { RowsSkeleton } from '../../_ui/skeleton';
import { ConnectionLine } from '../connection-line';
import { FreshnessMark } from '../freshness-mark';
import { PageHeader } from '../page-header';
import { readOrFailure } from '../read-or-failure';
import { SyncBoard } from './sync-board';

export const metadata: Metadata = { title: 'Sync' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function SyncPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const asked = typeof account === 'string' ? account : undefined;
  await requireScope(asked);
  return (
    <>
      <PageHeader
        title="Sync"
        acts={
          <Suspense>
            <FreshnessMark asked={asked} />
          </Suspense>
        }
        line={
          <Suspense>
            <ConnectionLine asked={asked} path="/sync" />
          </Suspense>
        }
      />
      <Suspense fallback={<RowsSkeleton label="Reading how far the sync is" />}>
        <Board asked={asked} />
      </Suspense>
    </>
  );
}

async function Board({ asked }: { asked: string | undefined }) {
  const { scope } = await requireScope(asked);
  const read = await readOrFailure('sync', async () => ({
    progress: await syncProgress(scope),
    formats: await formatsOfAccounts(scope),
  }));
  if ('error' in read) {
    return (
      <Failed
        message={read.error.message}
        reference={read.error.reference}
        action={<RetryButton />}
      />
    );
  }
  const formats = read.formats.map(({ slug, locale, currency, timeZone }) => ({
    slug,
    formats: { locale, currency, timeZone },
  }));
  const everywhere = (right: 'sync' | 'manage') =>
    scope.accounts.every(({ role }) => may(role, right));
  return (
    <SyncBoard
      asked={asked}
      first={read.progress}
      formats={formats}
      canSync={everywhere('sync')}
      canSyncFully={everywhere('manage')}
    />
  );
}
