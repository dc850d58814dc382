import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireScope } from '@/lib/session';
import { ConnectionLine } from '../connection-line';
import { FreshnessMark } from '../freshness-mark';
import { PageHeader } from '../page-header';
import { BookedAheadCard } from './booked-ahead-card';
import { CardSkeleton } from './card';
import { LeftOnTableCard } from './left-on-table-card';
import { OwedCard } from './owed-card';
import { RevenueCard } from './revenue-card';

export const metadata: Metadata = { title: 'Overview' };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The page of the morning: first what to do, then how it goes. Every card reads the read model and costs no points. */
export default async function OverviewPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const asked = typeof account === 'string' ? account : undefined;
  const { scope } = await requireScope(asked);
  const now = new Date();
  return (
    <>
      <PageHeader
        title="Overview"
        acts={
          <Suspense>
            <FreshnessMark asked={asked} />
          </Suspense>
        }
        line={
          <Suspense>
            <ConnectionLine
              asked={asked}
              path={asked ? `/overview?account=${encodeURIComponent(asked)}` : '/overview'}
            />
          </Suspense>
        }
      />
      <div className="grid max-w-[1440px] gap-4 p-4 sm:p-6 desk:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]">
        <Suspense fallback={<CardSkeleton title="Money left on the table" lines={6} />}>
          <LeftOnTableCard scope={scope} asked={asked} now={now} />
        </Suspense>
        <div className="grid content-start gap-4">
          <Suspense fallback={<CardSkeleton title="Owed to you" lines={5} />}>
            <OwedCard scope={scope} asked={asked} now={now} />
          </Suspense>
          <Suspense fallback={<CardSkeleton title="Booked ahead" lines={4} />}>
            <BookedAheadCard scope={scope} asked={asked} now={now} />
          </Suspense>
        </div>
        <div className="desk:col-span-2">
          <Suspense fallback={<CardSkeleton title="Revenue" lines={6} />}>
            <RevenueCard scope={scope} asked={asked} now={now} />
          </Suspense>
        </div>
      </div>
    </>
  );
}
